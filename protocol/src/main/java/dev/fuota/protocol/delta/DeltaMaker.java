package dev.fuota.protocol.delta;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.expand.DetoolsCompression;
import dev.fuota.protocol.expand.InPlace;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Makes patches from one image to another; each format is described at its decoder. */
public final class DeltaMaker {
  private static final int IN_PLACE = 1 << 4;
  private static final byte[] BSDIFF_MAGIC = "BSDIFF40".getBytes(StandardCharsets.US_ASCII);
  private static final int NO_PREPROCESSING = 0;

  private DeltaMaker() {}

  /** A sequential patch of detools; heatshrink with window 8 and lookahead 7. */
  public static Bytes detools(Bytes old, Bytes fresh, DetoolsCompression compression) {
    ByteArrayOutputStream patch = new ByteArrayOutputStream();
    patch.write(compression.code());
    SizeWriter.signed(patch, fresh.length());
    if (!fresh.isEmpty()) {
      ByteArrayOutputStream plain = new ByteArrayOutputStream();
      byte[] from = old.toArray();
      putRecords(plain, from, 0, SuffixArray.of(from), fresh.toArray());
      patch.writeBytes(Compressors.compress(compression, plain.toByteArray()));
    }
    return Bytes.of(patch.toByteArray());
  }

  /**
   * A patch of detools to be applied in place. The old image is moved up as far as the memory
   * allows, at least two segments: what the move drops from the end cannot be used.
   *
   * @param memorySize octets, a multiple of {@code segmentSize} that holds either image
   */
  public static Bytes detoolsInPlace(
      Bytes old, Bytes fresh, DetoolsCompression compression, int memorySize, int segmentSize) {
    // What cannot be is refused where the shift is given.
    long segment = Math.max(1, segmentSize);
    long oldSegments = (old.length() + segment - 1) / segment;
    long free = memorySize - oldSegments * segment;
    int shift = (int) Math.min(memorySize, Math.max(free, 2 * segment));
    return detoolsInPlace(old, fresh, compression, memorySize, segmentSize, shift);
  }

  /**
   * As the other one, with a shift of the caller's choice.
   *
   * @param shiftSize 0..memorySize octets, a multiple of {@code segmentSize}
   */
  public static Bytes detoolsInPlace(
      Bytes old,
      Bytes fresh,
      DetoolsCompression compression,
      int memorySize,
      int segmentSize,
      int shiftSize) {
    if (segmentSize < 1 || memorySize % segmentSize != 0 || shiftSize % segmentSize != 0) {
      throw new IllegalArgumentException(
          "memory " + memorySize + " and shift " + shiftSize + " in segments of " + segmentSize);
    }
    if (Math.max(old.length(), fresh.length()) > memorySize
        || shiftSize < 0
        || shiftSize > memorySize) {
      throw new IllegalArgumentException(
          old.length() + " and " + fresh.length() + " octets in a memory of " + memorySize);
    }
    InPlace sizes = new InPlace(memorySize, segmentSize, shiftSize, old.length(), fresh.length());
    ByteArrayOutputStream patch = new ByteArrayOutputStream();
    patch.write(IN_PLACE | compression.code());
    SizeWriter.signed(patch, memorySize);
    SizeWriter.signed(patch, segmentSize);
    SizeWriter.signed(patch, shiftSize);
    SizeWriter.signed(patch, old.length());
    SizeWriter.signed(patch, fresh.length());
    if (!fresh.isEmpty()) {
      patch.writeBytes(Compressors.compress(compression, segments(old, fresh, sizes)));
    }
    return Bytes.of(patch.toByteArray());
  }

  private static byte[] segments(Bytes old, Bytes fresh, InPlace sizes) {
    byte[] from = old.slice(0, sizes.readableTo()).toArray();
    SuffixArray suffixes = SuffixArray.of(from);
    byte[] to = fresh.toArray();
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    for (int segment = 0; segment < sizes.segments(); segment++) {
      int start = segment * sizes.segmentSize();
      int end = Math.min(to.length, start + sizes.segmentSize());
      int first = sizes.readableFrom(segment);
      putRecords(plain, from, first, suffixes.from(first), Arrays.copyOfRange(to, start, end));
    }
    return plain.toByteArray();
  }

  private static void putRecords(
      ByteArrayOutputStream out, byte[] old, int first, SuffixArray suffixes, byte[] fresh) {
    SizeWriter.signed(out, NO_PREPROCESSING);
    int position = first;
    List<DiffRecord> records = DiffRecord.between(old, first, suffixes, fresh);
    for (int i = 0; i < records.size(); i++) {
      DiffRecord record = records.get(i);
      SizeWriter.signed(out, record.diff());
      putDiff(out, old, fresh, record);
      SizeWriter.signed(out, record.extra());
      out.write(fresh, record.newAt() + record.diff(), record.extra());
      position = record.oldEnd();
      int next = i + 1 < records.size() ? records.get(i + 1).oldAt() : position;
      SizeWriter.signed(out, next - position);
    }
  }

  private static void putDiff(
      ByteArrayOutputStream out, byte[] old, byte[] fresh, DiffRecord record) {
    for (int i = 0; i < record.diff(); i++) {
      out.write(fresh[record.newAt() + i] - old[record.oldAt() + i]);
    }
  }

  /** A patch of bsdiff 4. */
  public static Bytes bsdiff40(Bytes old, Bytes fresh) {
    byte[] from = old.toArray();
    byte[] to = fresh.toArray();
    ByteArrayOutputStream control = new ByteArrayOutputStream();
    ByteArrayOutputStream diff = new ByteArrayOutputStream();
    ByteArrayOutputStream extra = new ByteArrayOutputStream();
    List<DiffRecord> records =
        to.length == 0 ? List.of() : DiffRecord.between(from, 0, SuffixArray.of(from), to);
    for (int i = 0; i < records.size(); i++) {
      DiffRecord record = records.get(i);
      int next = i + 1 < records.size() ? records.get(i + 1).oldAt() : record.oldEnd();
      putNumber(control, record.diff());
      putNumber(control, record.extra());
      putNumber(control, next - record.oldEnd());
      putDiff(diff, from, to, record);
      extra.write(to, record.newAt() + record.diff(), record.extra());
    }
    byte[] packedControl = Compressors.bzip2(control.toByteArray());
    byte[] packedDiff = Compressors.bzip2(diff.toByteArray());
    ByteArrayOutputStream patch = new ByteArrayOutputStream();
    patch.writeBytes(BSDIFF_MAGIC);
    putNumber(patch, packedControl.length);
    putNumber(patch, packedDiff.length);
    putNumber(patch, to.length);
    patch.writeBytes(packedControl);
    patch.writeBytes(packedDiff);
    patch.writeBytes(Compressors.bzip2(extra.toByteArray()));
    return Bytes.of(patch.toByteArray());
  }

  /** Sign and magnitude, little-endian. */
  private static void putNumber(ByteArrayOutputStream out, long number) {
    long word = number < 0 ? -number | Long.MIN_VALUE : number;
    ByteBuffer octets = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.writeBytes(octets.putLong(word).array());
  }
}
