package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageHeader.Flags;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Makes images with the layout and TLV order of MCUboot's own tool. The same calls give the same
 * octets: Ed25519 is deterministic, ECDSA (RFC 6979) and the salt of RSA-PSS are made so, and what
 * encryption draws comes from the caller. Wrong use is a bug of the caller and throws {@link
 * IllegalArgumentException}. Not for use by two threads at once.
 */
public final class ImageBuilder {
  /** The order in which MCUboot's tool writes the protected area; other types come last. */
  private static final List<Integer> ORDER =
      List.of(
          TlvType.SEC_CNT.code(),
          TlvType.BOOT_RECORD.code(),
          TlvType.DEPENDENCY.code(),
          TlvType.DECOMP_SIZE.code(),
          TlvType.DECOMP_SHA.code(),
          TlvType.DECOMP_SIGNATURE.code(),
          TlvType.COMP_DEC_SIZE.code(),
          TlvType.UUID_VID.code(),
          TlvType.UUID_CID.code());

  private static final byte ERASED = (byte) 0xff;
  private static final int AES_BLOCK = 16;
  private static final int VENDOR_MIN = 0xa0;
  private static final int VENDOR_MAX = 0xfe;
  private static final Bits NUMBER = new Bits("number", 0, 8);

  private record Item(int type, Bytes value) {
    int rank() {
      int rank = ORDER.indexOf(type);
      return rank < 0 ? ORDER.size() : rank;
    }
  }

  private record Encryption(EncryptionKey key, boolean wide, Bytes contentKey, Bytes sealed) {}

  private final Bytes payload;
  private final ImageVersion version;
  private final List<Item> items = new ArrayList<>();
  private int headerSize = ImageHeader.OCTETS;
  private int flags;
  private Optional<HashAlgorithm> wantedHash = Optional.empty();
  private Optional<String> softwareType = Optional.empty();
  private Optional<Encryption> encryption = Optional.empty();
  private boolean pure;
  private boolean fullKey;

  private ImageBuilder(Bytes payload, ImageVersion version) {
    this.payload = payload;
    this.version = version;
  }

  public static ImageBuilder of(Bytes payload, ImageVersion version) {
    return new ImageBuilder(payload, version);
  }

  /**
   * A builder that holds what a whole image is made of, so that it can be made anew in another
   * form: payload, version, header size, flags, hash, and all that its protected area says.
   *
   * @param source where it lies, not encrypted
   */
  public static ImageBuilder again(Image image, ImageSource source) {
    ImageHeader header = image.header();
    byte[] payload = new byte[(int) header.imgSize()];
    source.read(header.hdrSize(), payload, 0, payload.length);
    ImageBuilder builder =
        of(Bytes.of(payload), image.version())
            .headerSize(header.hdrSize())
            .hash(TlvRules.hashOf(image));
    builder.flags = header.flags();
    builder.pure = image.unprotectedTlvs().stream().anyMatch(tlv -> tlv.is(TlvType.SIG_PURE));
    image.protectedTlvs().forEach(tlv -> builder.items.add(new Item(tlv.type(), tlv.value())));
    return builder;
  }

  /**
   * Octets from the image's start to the payload, as the alignment of the vector table needs; 32 if
   * not called. What is behind the header is filled with 0xff, which costs flash nothing.
   */
  public ImageBuilder headerSize(int octets) {
    headerSize = octets;
    return this;
  }

  /** Hashes with {@code hash} instead of the one that is usual for the first key. */
  public ImageBuilder hash(HashAlgorithm hash) {
    wantedHash = Optional.of(hash);
    return this;
  }

  /** Signs the message instead of its digest: Ed25519 keys only. */
  public ImageBuilder pure() {
    pure = true;
    return this;
  }

  /** Names each key by itself instead of its hash. */
  public ImageBuilder fullPublicKey() {
    fullKey = true;
    return this;
  }

  /** Adds a security counter, 0..2^32-1. */
  public ImageBuilder securityCounter(long counter) {
    return add(TlvType.SEC_CNT, TlvWriter.u32(counter));
  }

  /** Adds a record for attestation. */
  public ImageBuilder bootRecord(String type) {
    softwareType = Optional.of(type);
    return this;
  }

  /** Names the vendor, 16 octets. */
  public ImageBuilder vendorId(Bytes uuid) {
    return add(TlvType.UUID_VID, uuid(uuid));
  }

  /** Names the hardware that the image is for, 16 octets. */
  public ImageBuilder classId(Bytes uuid) {
    return add(TlvType.UUID_CID, uuid(uuid));
  }

  private static Bytes uuid(Bytes uuid) {
    if (uuid.length() != TlvRules.UUID_OCTETS) {
      throw new IllegalArgumentException("UUID " + uuid);
    }
    return uuid;
  }

  /** Demands that at least {@code lowest} is running where the image is installed. */
  public ImageBuilder requiredVersion(ImageVersion lowest) {
    return add(TlvType.REQUIRED_VERSION, version(TlvWriter.little(ImageVersion.OCTETS), lowest));
  }

  /** Adds a dependency on image number {@code image} (0..255), from version {@code lowest} on. */
  public ImageBuilder dependency(int image, ImageVersion lowest) {
    ByteBuffer out = TlvWriter.little(TlvRules.DEPENDENCY_OCTETS).putInt(NUMBER.check(image));
    return add(TlvType.DEPENDENCY, version(out, lowest));
  }

  private static Bytes version(ByteBuffer out, ImageVersion version) {
    version.putTo(out);
    return Bytes.rest(out.flip());
  }

  /**
   * Adds a vendor's own protected TLV.
   *
   * @param type 0x0000..0xffff with a low octet of 0xa0..0xfe
   */
  public ImageBuilder vendorTlv(int type, Bytes value) {
    int low = type & 0xff;
    if (low < VENDOR_MIN || low > VENDOR_MAX || type >>> Short.SIZE != 0) {
      throw new IllegalArgumentException(String.format("vendor TLV 0x%x", type));
    }
    items.add(new Item(type, value));
    return this;
  }

  private ImageBuilder add(TlvType type, Bytes value) {
    items.add(new Item(type.code(), value));
    return this;
  }

  /**
   * Makes it a package: not to be run, but to be expanded.
   *
   * @param kind 0..255, what the payload is
   * @param parameter 0..255, of that kind
   * @param base SHA-256 of the image that the payload is a delta to; empty if it needs none
   * @param result SHA-256 of the image that comes out
   */
  public ImageBuilder packaged(int kind, int parameter, Optional<Bytes> base, Bytes result) {
    flags |= Flags.NON_BOOTABLE;
    add(TlvType.PACKAGE_KIND, Bytes.of((byte) NUMBER.check(kind), (byte) NUMBER.check(parameter)));
    base.ifPresent(digest -> add(TlvType.BASE_DIGEST, digest));
    return add(TlvType.RESULT_DIGEST, result);
  }

  /**
   * Compresses the payload with LZMA2.
   *
   * @param armThumb for code of an ARM Thumb processor
   */
  public ImageBuilder compress(boolean armThumb) {
    flags |= Flags.COMPRESSED_LZMA2 | (armThumb ? Flags.COMPRESSED_ARM_THUMB : 0);
    return this;
  }

  /**
   * Encrypts the payload for the devices with {@code key}.
   *
   * @param keyOctets of the content key: 16 or 32
   * @param wide HKDF and HMAC with SHA-512, for X25519 only
   * @param random draws the content key, then the ephemeral one; a secure one for real images
   */
  public ImageBuilder encrypt(
      EncryptionKey key, int keyOctets, boolean wide, RandomGenerator random) {
    if ((keyOctets != 16 && keyOctets != 32) || (wide && !key.hasWideForm())) {
      throw new IllegalArgumentException("content key of " + keyOctets + " octets for " + key);
    }
    byte[] contentKey = new byte[keyOctets];
    random.nextBytes(contentKey);
    Bytes sealed = key.seal(Bytes.of(contentKey), wide, random);
    encryption = Optional.of(new Encryption(key, wide, Bytes.of(contentKey), sealed));
    flags |= keyOctets == 16 ? Flags.ENCRYPTED_AES128 : Flags.ENCRYPTED_AES256;
    return this;
  }

  /**
   * The whole image, signed by each of {@code keys} in turn. Without a key it carries its hash
   * only, and no device that checks signatures accepts it.
   *
   * @throws IllegalArgumentException if a key does not sign images with the hash of the others
   */
  public Bytes sign(SigningKey... keys) {
    List<SigningKey> signers = List.of(keys);
    HashAlgorithm hash = commonHash(signers);
    Bytes content = payload;
    List<Item> all = new ArrayList<>(items);
    softwareType.ifPresent(type -> all.add(bootRecord(type, hash, signers)));
    if ((flags & FlagRules.COMPRESSED) != 0) {
      content = Lzma2.compress(payload, (flags & Flags.COMPRESSED_ARM_THUMB) != 0);
      all.addAll(expansion(all, hash, signers));
    }
    if (encryption.isPresent() && (flags & (FlagRules.COMPRESSED | Flags.NON_BOOTABLE)) != 0) {
      all.add(new Item(TlvType.COMP_DEC_SIZE.code(), TlvWriter.u32(content.length())));
    }
    Bytes padded = encryption.isPresent() ? padded(content) : content;
    Bytes message = hashedPart(flags, padded, all);
    Bytes area = new SignatureArea(hash, pure, fullKey, sealedKey()).of(message, signers);
    return encrypted(message, padded.length()).concat(area);
  }

  private HashAlgorithm commonHash(List<SigningKey> signers) {
    HashAlgorithm hash =
        wantedHash.orElseGet(
            () -> signers.isEmpty() ? HashAlgorithm.SHA256 : signers.get(0).type().usualHash());
    for (SigningKey signer : signers) {
      if (!signer.type().fits(hash) || (pure && signer.type() != KeyType.ED25519)) {
        throw new IllegalArgumentException(
            "a key of " + signer.type() + " does not sign " + (pure ? "the message" : hash));
      }
    }
    return hash;
  }

  private Item bootRecord(String type, HashAlgorithm hash, List<SigningKey> signers) {
    Bytes signer =
        signers.isEmpty()
            ? Bytes.of(new byte[hash.octets()])
            : signers.get(0).publicKey().keyHash(hash);
    return new Item(TlvType.BOOT_RECORD.code(), BootRecord.of(type, version, hash, signer));
  }

  /** What a compressed image says of the image that it expands to. */
  private List<Item> expansion(List<Item> others, HashAlgorithm hash, List<SigningKey> signers) {
    Bytes message = hashedPart(flags & ~FlagRules.COMPRESSED, payload, others);
    Bytes digest = hash.hash(message);
    List<Item> result = new ArrayList<>();
    result.add(new Item(TlvType.DECOMP_SIZE.code(), TlvWriter.u32(payload.length())));
    result.add(new Item(TlvType.DECOMP_SHA.code(), digest));
    if (!signers.isEmpty()) {
      Bytes signature = signers.get(0).sign(pure ? message : digest);
      result.add(new Item(TlvType.DECOMP_SIGNATURE.code(), signature));
    }
    return result;
  }

  private static Bytes padded(Bytes content) {
    int rest = content.length() % AES_BLOCK;
    return rest == 0 ? content : content.concat(Bytes.of(new byte[AES_BLOCK - rest]));
  }

  private Bytes hashedPart(int headerFlags, Bytes content, List<Item> all) {
    List<Bytes> records =
        all.stream()
            .sorted(Comparator.comparingInt(Item::rank))
            .map(item -> TlvWriter.encode(item.type(), item.value()))
            .toList();
    Bytes tlvs = records.isEmpty() ? Bytes.EMPTY : TlvWriter.area(TlvArea.MAGIC_PROTECTED, records);
    ImageHeader header =
        new ImageHeader(0, headerSize, tlvs.length(), content.length(), headerFlags, version, 0);
    ByteBuffer out = TlvWriter.little(Math.addExact(headerSize, content.length()));
    header.putTo(out);
    while (out.position() < headerSize) {
      out.put(ERASED);
    }
    content.putTo(out);
    return Bytes.rest(out.flip()).concat(tlvs);
  }

  private List<Bytes> sealedKey() {
    return encryption
        .map(it -> TlvWriter.encode(it.key().form(it.wide()).tlvType().code(), it.sealed()))
        .stream()
        .toList();
  }

  private Bytes encrypted(Bytes message, int length) {
    byte[] octets = message.toArray();
    encryption.ifPresent(
        it -> new PayloadCipher(it.contentKey()).apply(0, octets, headerSize, length));
    return Bytes.of(octets);
  }
}
