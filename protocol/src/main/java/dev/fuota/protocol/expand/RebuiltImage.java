package dev.fuota.protocol.expand;

import dev.fuota.protocol.expand.Payload.Compressed;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageHeader.Flags;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.Tlv;
import dev.fuota.protocol.image.TlvType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The bootable image out of a compressed one, as the expanding bootloaders of the field rebuild it:
 * the header without the compression flags and with the plain size, the payload, the protected TLVs
 * without those about compression; then the hash, the key hash and the signature, the first and the
 * last of them taken out of the protected area. The flags of an encrypted image stay, though the
 * result is in plain text: MCUboot's tool hashes and signs it so.
 */
final class RebuiltImage implements OctetStream {
  private static final int FLAGS_OFFSET = 16;
  private static final int IMG_SIZE_OFFSET = 12;
  private static final int PROTECT_SIZE_OFFSET = 10;
  private static final int PROTECTED_MAGIC = 0x6908;
  private static final int PLAIN_MAGIC = 0x6907;
  private static final int COMPRESSED =
      Flags.COMPRESSED_LZMA1 | Flags.COMPRESSED_LZMA2 | Flags.COMPRESSED_ARM_THUMB;
  private static final Set<Integer> ABOUT_COMPRESSION =
      Set.of(
          TlvType.DECOMP_SIZE.code(),
          TlvType.DECOMP_SHA.code(),
          TlvType.DECOMP_SIGNATURE.code(),
          TlvType.COMP_DEC_SIZE.code());
  private static final Set<Integer> HASHES =
      Set.of(TlvType.SHA256.code(), TlvType.SHA384.code(), TlvType.SHA512.code());
  private static final Set<Integer> SIGNATURES =
      Set.of(
          TlvType.RSA2048.code(),
          TlvType.RSA3072.code(),
          TlvType.ECDSA.code(),
          TlvType.ED25519.code());
  private static final Set<Integer> KEYS = Set.of(TlvType.KEYHASH.code(), TlvType.PUBKEY.code());

  private final byte[] head;
  private final OctetStream payload;
  private final byte[] tail;
  private final long payloadEnd;
  private long position;

  private RebuiltImage(byte[] head, OctetStream payload, long payloadSize, byte[] tail) {
    this.head = head;
    this.payload = payload;
    this.payloadEnd = head.length + payloadSize;
    this.tail = tail;
  }

  /**
   * @param source where the image lies
   * @param content its payload without padding
   */
  static RebuiltImage open(
      Image image,
      ImageSource source,
      ImageSource content,
      Compressed compressed,
      int limit,
      RamBudget budget) {
    byte[] guarded = protectedArea(image);
    byte[] area = area(image, compressed);
    int headSize = image.header().hdrSize();
    long total = headSize + compressed.size() + guarded.length + area.length;
    if (total > limit) {
      throw ExpandFault.tooLarge(total, limit);
    }
    ByteBuffer head = ByteBuffer.wrap(budget.take(headSize)).order(ByteOrder.LITTLE_ENDIAN);
    source.read(0, head.array(), 0, headSize);
    head.putShort(PROTECT_SIZE_OFFSET, (short) guarded.length);
    head.putInt(IMG_SIZE_OFFSET, (int) compressed.size());
    head.putInt(FLAGS_OFFSET, image.header().flags() & ~COMPRESSED);
    byte[] tail = budget.take(guarded.length + area.length);
    System.arraycopy(guarded, 0, tail, 0, guarded.length);
    System.arraycopy(area, 0, tail, guarded.length, area.length);
    PatchInput in = new PatchInput(content, budget);
    OctetStream plain = Lzma.two(in, compressed.size(), compressed.thumb(), budget);
    return new RebuiltImage(head.array(), plain, compressed.size(), tail);
  }

  private static byte[] protectedArea(Image image) {
    List<Tlv> kept =
        image.tlvs().stream()
            .filter(tlv -> tlv.isProtected() && !ABOUT_COMPRESSION.contains(tlv.type()))
            .toList();
    if (kept.isEmpty()) {
      return new byte[0];
    }
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    kept.forEach(tlv -> put(records, tlv.type(), tlv.value().toArray()));
    return withInfo(PROTECTED_MAGIC, records);
  }

  private static byte[] area(Image image, Compressed compressed) {
    Optional<Tlv> hash = first(image, HASHES);
    Optional<Tlv> signature = first(image, SIGNATURES);
    if (hash.isEmpty() || signature.isEmpty()) {
      throw ExpandFault.bad("a compressed image needs a hash and a signature of its own");
    }
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    put(records, hash.get().type(), compressed.digest().toArray());
    first(image, Set.of(TlvType.SIG_PURE.code()))
        .ifPresent(pure -> put(records, pure.type(), pure.value().toArray()));
    first(image, KEYS).ifPresent(key -> put(records, key.type(), key.value().toArray()));
    put(records, signature.get().type(), compressed.signature().toArray());
    return withInfo(PLAIN_MAGIC, records);
  }

  private static Optional<Tlv> first(Image image, Set<Integer> types) {
    return image.tlvs().stream()
        .filter(tlv -> !tlv.isProtected() && types.contains(tlv.type()))
        .findFirst();
  }

  private static void put(ByteArrayOutputStream out, int type, byte[] value) {
    putShort(out, type);
    putShort(out, value.length);
    out.writeBytes(value);
  }

  private static byte[] withInfo(int magic, ByteArrayOutputStream records) {
    ByteArrayOutputStream area = new ByteArrayOutputStream();
    putShort(area, magic);
    putShort(area, records.size() + Integer.BYTES);
    area.writeBytes(records.toByteArray());
    return area.toByteArray();
  }

  private static void putShort(ByteArrayOutputStream out, int value) {
    out.write(value);
    out.write(value >> Byte.SIZE);
  }

  @Override
  public int next() {
    long at = position;
    if (at < head.length) {
      position++;
      return head[(int) at] & 0xff;
    }
    if (at < payloadEnd) {
      position++;
      return PatchInput.need(payload, "compressed payload");
    }
    if (at == payloadEnd) {
      PatchInput.requireEnd(payload, "compressed payload");
    }
    if (at - payloadEnd < tail.length) {
      position++;
      return tail[(int) (at - payloadEnd)] & 0xff;
    }
    return END;
  }
}
