package dev.fuota.protocol.image;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The TLV types that this product knows, with MCUboot's numbers, and the area where each belongs.
 *
 * <p>The types of the unprotected area are an allow list: what is not covered by the signature may
 * carry nothing but the signature itself and what is needed to check or decrypt.
 */
public enum TlvType {
  KEYHASH(0x01, Area.UNPROTECTED),
  PUBKEY(0x02, Area.UNPROTECTED),
  SHA256(0x10, Area.UNPROTECTED),
  SHA384(0x11, Area.UNPROTECTED),
  SHA512(0x12, Area.UNPROTECTED),
  RSA2048(0x20, Area.UNPROTECTED),
  /** DER; P-256 or P-384. */
  ECDSA(0x22, Area.UNPROTECTED),
  RSA3072(0x23, Area.UNPROTECTED),
  ED25519(0x24, Area.UNPROTECTED),
  /** One octet 1: the signature covers the message instead of its digest. */
  SIG_PURE(0x25, Area.UNPROTECTED),
  ENC_RSA2048(0x30, Area.UNPROTECTED),
  ENC_KW(0x31, Area.UNPROTECTED),
  ENC_EC256(0x32, Area.UNPROTECTED),
  ENC_X25519(0x33, Area.UNPROTECTED),
  ENC_X25519_SHA512(0x34, Area.UNPROTECTED),
  /** 12 octets: image number u8, 3 reserved, lowest version that will do. */
  DEPENDENCY(0x40, Area.PROTECTED),
  /** Security counter, u32. */
  SEC_CNT(0x50, Area.PROTECTED),
  /** What an attestation service is told: a CBOR map. Nothing here looks into it. */
  BOOT_RECORD(0x60, Area.PROTECTED),
  /** Octets of the expanded payload, u32. */
  DECOMP_SIZE(0x70, Area.PROTECTED),
  /** Hash of the expanded image. */
  DECOMP_SHA(0x71, Area.PROTECTED),
  /** Signature of the expanded image. */
  DECOMP_SIGNATURE(0x72, Area.PROTECTED),
  /** Octets of the compressed payload before it was padded to be encrypted, u32. */
  COMP_DEC_SIZE(0x73, Area.PROTECTED),
  /** Vendor id, a UUID. */
  UUID_VID(0x74, Area.PROTECTED),
  /** Class id, a UUID: the hardware that the image is for. */
  UUID_CID(0x75, Area.PROTECTED),
  /**
   * Ours, in the range that MCUboot leaves to vendors: kind and parameter of a delta package, u8
   * each. Of a meaning only in images that are not bootable, as the next two.
   */
  PACKAGE_KIND(0x01a0, Area.PROTECTED),
  /** Ours: SHA-256 of the whole image that a delta package is a delta to. */
  BASE_DIGEST(0x02a0, Area.PROTECTED),
  /** Ours: SHA-256 of the whole image that a package expands to. */
  RESULT_DIGEST(0x03a0, Area.PROTECTED),
  /**
   * Ours, in the range that MCUboot leaves to vendors: the lowest version that must be running for
   * this image to be installed (TR002 step 11); 8 octets as in the header.
   */
  REQUIRED_VERSION(0x04a0, Area.PROTECTED);

  /** Where a type belongs. */
  enum Area {
    PROTECTED,
    UNPROTECTED
  }

  private static final Map<Integer, TlvType> BY_CODE =
      Arrays.stream(values()).collect(Collectors.toMap(TlvType::code, Function.identity()));

  private final int code;
  private final Area area;

  TlvType(int code, Area area) {
    this.code = code;
    this.area = area;
  }

  public int code() {
    return code;
  }

  Area area() {
    return area;
  }

  /** The type with that number, empty if this product does not know it. */
  public static Optional<TlvType> of(int code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }
}
