package dev.fuota.protocol.msu.secure;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.HashAlgorithm;
import dev.fuota.protocol.image.KeyType;
import dev.fuota.protocol.image.PublicKeyInfo;
import dev.fuota.protocol.image.SigningKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What is signed about a file, at its end (decision 0021); big-endian. It counts to the size and
 * the CRC of the file, and is cut off before the file is used.
 *
 * <pre>
 * 0..3    "MSUM"
 * 4       version, 1
 * 5       algorithm: 1 Ed25519, 2 ECDSA P-256 with SHA-256 (DER)
 * 6..7    key id
 * 8..15   length of the payload
 * 16..47  SHA-256 of the payload
 * 48..51  security version
 * 52..54  lengths of hardware id, product id, version
 * 55      0
 * 56..    these strings; up to here it is signed
 *         length of the signature (2), signature
 *         length of the footer (4), "MEND"
 * </pre>
 */
public record ManifestFooter(Content content, Bytes signature) {
  private static final int MAGIC = 0x4d53554d;
  private static final int END_MAGIC = 0x4d454e44;
  private static final int VERSION = 1;
  private static final int FIXED_LENGTH = 56;
  private static final int END_LENGTH = 8;
  private static final int TEXT_MAX = 0xff;

  /** DER of two numbers of 256 bits is the longest. */
  private static final int SIGNATURE_MAX = 72;

  /** No footer is longer: so much of the end of a file is to be read. */
  public static final int LENGTH_MAX = FIXED_LENGTH + 3 * TEXT_MAX + 2 + SIGNATURE_MAX + END_LENGTH;

  /**
   * What is signed.
   *
   * @param algorithm ED25519 or ECDSA_P256
   * @param keyId 0 to 65535
   * @param securityVersion 0 to 2^32 - 1, never falls on a device
   */
  public record Content(
      KeyType algorithm,
      int keyId,
      long payloadLength,
      Bytes payloadSha256,
      long securityVersion,
      String hardwareId,
      String productId,
      String version) {
    public Content {
      check(algorithm == KeyType.ED25519 || algorithm == KeyType.ECDSA_P256, "algorithm");
      check(keyId >= 0 && keyId <= 0xffff, "keyId");
      check(payloadLength >= 0, "payloadLength");
      check(payloadSha256.length() == 32, "payloadSha256");
      check(securityVersion >>> 32 == 0, "securityVersion");
      check(isText(hardwareId), "hardwareId");
      check(isText(productId), "productId");
      check(isText(version), "version");
    }

    private static void check(boolean holds, String what) {
      if (!holds) {
        throw new IllegalArgumentException("a manifest cannot have this " + what);
      }
    }

    private static boolean isText(String text) {
      return text.length() <= TEXT_MAX && text.chars().allMatch(it -> it >= 0x20 && it <= 0x7e);
    }

    Bytes encoded() {
      int texts = hardwareId.length() + productId.length() + version.length();
      ByteBuffer out = ByteBuffer.allocate(FIXED_LENGTH + texts);
      out.putInt(MAGIC).put((byte) VERSION);
      out.put((byte) (algorithm == KeyType.ED25519 ? 1 : 2)).putShort((short) keyId);
      out.putLong(payloadLength);
      payloadSha256.putTo(out);
      out.putInt((int) securityVersion).put((byte) hardwareId.length());
      out.put((byte) productId.length()).put((byte) version.length()).put((byte) 0);
      out.put((hardwareId + productId + version).getBytes(StandardCharsets.US_ASCII));
      return Bytes.of(out.array());
    }

    /** What a key of {@link #algorithm} signs: the octets, or their digest. */
    private Bytes toBeSigned() {
      return algorithm == KeyType.ED25519 ? encoded() : HashAlgorithm.SHA256.hash(encoded());
    }
  }

  /**
   * Signs.
   *
   * @param key of the algorithm that {@code content} names
   */
  public static ManifestFooter sign(Content content, SigningKey key) {
    if (key.type() != content.algorithm()) {
      throw new IllegalArgumentException("the key is not of the algorithm of the manifest");
    }
    return new ManifestFooter(content, key.sign(content.toBeSigned()));
  }

  /** Whether the owner of {@code key} has signed it. */
  public boolean isSignedBy(PublicKeyInfo key) { // MSU-X07
    return key.type() == content.algorithm()
        && key.verifies(signature, content.toBeSigned().toArray());
  }

  /** The footer, to be put behind the payload. */
  public Bytes encoded() {
    Bytes signed = content.encoded();
    int length = signed.length() + Short.BYTES + signature.length() + END_LENGTH;
    ByteBuffer out = ByteBuffer.allocate(length);
    signed.putTo(out);
    out.putShort((short) signature.length());
    signature.putTo(out);
    out.putInt(length).putInt(END_MAGIC);
    return Bytes.of(out.array());
  }

  /**
   * Finds the footer of a file; empty if there is none, or lengths in it contradict each other.
   *
   * @param tail the last octets of the file: {@link #LENGTH_MAX} of them, or all
   * @param fileSize octets of the whole file
   */
  public static Optional<ManifestFooter> read(Bytes tail, long fileSize) {
    ByteBuffer in = tail.asBuffer();
    int end = in.limit() - END_LENGTH;
    if (end < 0 || in.getInt(end + Integer.BYTES) != END_MAGIC) {
      return Optional.empty();
    }
    int length = in.getInt(end);
    if (length < FIXED_LENGTH + Short.BYTES + END_LENGTH
        || length > Math.min(in.limit(), LENGTH_MAX)) {
      return Optional.empty();
    }
    ByteBuffer footer = in.slice(in.limit() - length, length - END_LENGTH);
    return readSigned(footer)
        .filter(it -> it.payloadLength() == fileSize - length)
        .flatMap(content -> readSignature(footer, content));
  }

  private static Optional<Content> readSigned(ByteBuffer in) {
    int algorithm = in.get(5);
    boolean known = in.getInt(0) == MAGIC && in.get(4) == VERSION;
    if (!known || algorithm < 1 || algorithm > 2 || in.getLong(8) < 0) {
      return Optional.empty();
    }
    byte[] digest = new byte[32];
    in.get(16, digest);
    Optional<String> hardwareId = text(in, FIXED_LENGTH, in.get(52) & 0xff);
    int productAt = FIXED_LENGTH + (in.get(52) & 0xff);
    Optional<String> productId = text(in, productAt, in.get(53) & 0xff);
    int versionAt = productAt + (in.get(53) & 0xff);
    Optional<String> version = text(in, versionAt, in.get(54) & 0xff);
    return hardwareId.isEmpty() || productId.isEmpty() || version.isEmpty() || in.get(55) != 0
        ? Optional.empty()
        : Optional.of(
            new Content(
                algorithm == 1 ? KeyType.ED25519 : KeyType.ECDSA_P256,
                in.getShort(6) & 0xffff,
                in.getLong(8),
                Bytes.of(digest),
                in.getInt(48) & 0xffff_ffffL,
                hardwareId.get(),
                productId.get(),
                version.get()));
  }

  private static Optional<String> text(ByteBuffer in, int at, int length) {
    if (at + length > in.limit()) {
      return Optional.empty();
    }
    byte[] octets = new byte[length];
    in.get(at, octets);
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    return Content.isText(text) ? Optional.of(text) : Optional.empty();
  }

  private static Optional<ManifestFooter> readSignature(ByteBuffer in, Content content) {
    in.position(content.encoded().length());
    if (in.remaining() < Short.BYTES || (in.getShort() & 0xffff) != in.remaining()) {
      return Optional.empty();
    }
    return Optional.of(new ManifestFooter(content, Bytes.rest(in)));
  }
}
