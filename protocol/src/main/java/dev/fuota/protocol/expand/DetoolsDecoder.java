package dev.fuota.protocol.expand;

import dev.fuota.protocol.image.ImageSource;
import java.util.Optional;

/**
 * detools 0.53, sequential and in place. In place the old image is given as it was before the
 * shift: whoever applies the patch where the old image lies maps the offsets.
 */
final class DetoolsDecoder implements OctetStream {
  private final DetoolsHead head;
  private final OctetStream in;
  private final OldImage old;
  private Optional<DiffRecords> records = Optional.empty();
  private int segment;
  private boolean ended;

  private DetoolsDecoder(DetoolsHead head, OctetStream in, OldImage old) {
    this.head = head;
    this.in = in;
    this.old = old;
  }

  static DetoolsDecoder open(ImageSource patch, ImageSource old, int limit, RamBudget budget) {
    PatchInput input = new PatchInput(patch, budget);
    DetoolsHead head = DetoolsHead.read(input, limit);
    int oldSize = head.inPlace().map(InPlace::oldSize).orElse(old.length());
    if (oldSize != old.length()) {
      throw ExpandFault.bad(
          "the patch is for an old image of " + oldSize + " octets, this one has " + old.length());
    }
    OctetStream in =
        head.newSize() == 0 ? input : decompress(head.compression(), input, head, budget);
    int end = head.inPlace().map(InPlace::readableTo).orElse(oldSize);
    return new DetoolsDecoder(head, in, new OldImage(old, end, budget));
  }

  private static OctetStream decompress(
      DetoolsCompression compression, OctetStream in, DetoolsHead head, RamBudget budget) {
    return switch (compression) {
      case NONE -> in;
      case CRLE -> new CrleDecoder(in);
      case HEATSHRINK ->
          HeatshrinkDecoder.withParameter(PatchInput.need(in, "heatshrink parameters"), in, budget);
      case LZMA -> Lzma.alone(in, Lzma.patchSize(head.newSize()), budget);
      case BZ2 -> new Bzip2Decoder(in, budget);
      case ZSTD, LZ4 ->
          throw ExpandFault.unknown(
              "detools patches compressed with " + compression + " are not supported");
    };
  }

  @Override
  public int next() {
    while (!ended) {
      if (records.isEmpty()) {
        records = Optional.of(nextRecords());
      }
      int octet = records.get().next();
      if (octet != END) {
        return octet;
      }
      segment++;
      records = Optional.empty();
      ended = segment >= head.inPlace().map(InPlace::segments).orElse(1);
      if (ended) {
        PatchInput.requireEnd(in, "last record");
      }
    }
    return END;
  }

  private DiffRecords nextRecords() {
    if (head.inPlace().isEmpty()) {
      return new DiffRecords(in, old, 0, old.length(), head.newSize());
    }
    InPlace sizes = head.inPlace().get();
    int made = (int) Math.min((long) segment * sizes.segmentSize(), sizes.newSize());
    return new DiffRecords(
        in,
        old,
        sizes.readableFrom(segment),
        sizes.readableTo(),
        Math.min(sizes.segmentSize(), sizes.newSize() - made));
  }
}
