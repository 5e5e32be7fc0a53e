package dev.fuota.device.flash;

import dev.fuota.hal.flash.Geometry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The journal of a flash image: what was done to the flash since the image file was certainly up to
 * date.
 *
 * <p>The file: {@code FUOTAJ01} | octets of the flash u32, then batches: length u32 | number u32 |
 * CRC-32 of length, number and operations u32 | {@linkplain Batch operations}; all big-endian. A
 * batch counts if its CRC holds, its number is that of the one before plus 1, and all before it
 * count; with the first that does not the journal ends. So one that was cut off while it was
 * written never happened, and one that was forced did. Numbers go on when the journal is cut:
 * should a disk bring back what was cut, old batches do not continue new ones.
 *
 * <p>The image file gets a batch after the journal has it, and is not forced: the system writes it
 * when it likes. When the journal has become long the image is forced, and only then the journal is
 * cut.
 */
final class Journal implements AutoCloseable {
  private static final byte[] MAGIC = "FUOTAJ01".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 12;
  private static final int BATCH_HEAD = 12;

  /** A batch is never longer: see {@link FlashStore}. */
  private static final int BATCH_MAX = 64 << 20;

  private static final long LONG_ENOUGH = 1 << 20;

  private final Disk journal;
  private final Disk image;
  private final Geometry geometry;
  private Position position = new Position(HEADER, 0);

  /** Whether an operation on the image failed: then nobody knows what of it is on the disk. */
  private boolean imageInDoubt;

  private Journal(Disk journal, Disk image, Geometry geometry) {
    this.journal = journal;
    this.image = image;
    this.geometry = geometry;
  }

  /**
   * Opens both, and brings {@code content}, read from the image, up to date.
   *
   * @throws IOException if they cannot be read, or belong to another flash
   */
  static Journal open(Disk journal, Disk image, Geometry geometry, byte[] content)
      throws IOException {
    Journal opened = new Journal(journal, image, geometry);
    image.read(0, ByteBuffer.wrap(content));
    if (journal.length() < HEADER) {
      opened.begin(); // it was cut off when it was made: it holds nothing yet
    } else {
      opened.requireHeader();
      opened.position =
          opened.replay((offset, octets) -> octets.get(content, offset, octets.remaining()));
      opened.cutTail();
    }
    opened.imageInDoubt = opened.position.end > HEADER;
    if (!opened.imageInDoubt) {
      opened.position = new Position(HEADER, contentNumber(content));
    }
    return opened;
  }

  private void begin() throws IOException {
    journal.write(0, ByteBuffer.allocate(HEADER).put(MAGIC).putInt(geometry.size()).flip());
    journal.force();
  }

  /** What stands behind the last batch that counts goes: it could look like the next one. */
  private void cutTail() throws IOException {
    if (journal.length() > position.end) {
      journal.truncate(position.end);
      journal.force();
    }
  }

  /** A number that a journal of this process did not begin with before, as likely as not. */
  private static int contentNumber(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return (int) crc.getValue();
  }

  private void requireHeader() throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    journal.read(0, header);
    ByteBuffer wanted = ByteBuffer.allocate(HEADER).put(MAGIC).putInt(geometry.size()).flip();
    if (!header.flip().equals(wanted)) {
      throw new IOException("it is no journal of a flash of " + geometry.size() + " octets");
    }
  }

  /** Where the next batch goes, and its number. */
  private record Position(long end, int next) {
    Position behind(byte[] operations) {
      return new Position(end + BATCH_HEAD + operations.length, next + 1);
    }
  }

  /** Does all batches that count; returns the position behind the last one. */
  private Position replay(Batch.Content content) throws IOException {
    Position at = new Position(HEADER, firstNumber());
    byte[] batch = read(at);
    while (batch.length > 0) {
      Batch.perform(batch, geometry, content);
      at = at.behind(batch);
      batch = read(at);
    }
    return at;
  }

  /** The number of the first batch, which may be any. */
  private int firstNumber() throws IOException {
    if (journal.length() < HEADER + BATCH_HEAD) {
      return 0;
    }
    ByteBuffer head = ByteBuffer.allocate(BATCH_HEAD);
    journal.read(HEADER, head);
    return head.getInt(4);
  }

  /** The batch there; empty if there is none that counts. */
  private byte[] read(Position at) throws IOException {
    long left = journal.length() - at.end - BATCH_HEAD;
    if (left <= 0) {
      return new byte[0];
    }
    ByteBuffer head = ByteBuffer.allocate(BATCH_HEAD);
    journal.read(at.end, head);
    head.flip();
    int length = head.getInt();
    if (length < 1 || length > Math.min(left, BATCH_MAX) || head.getInt() != at.next) {
      return new byte[0];
    }
    byte[] operations = new byte[length];
    journal.read(at.end + BATCH_HEAD, ByteBuffer.wrap(operations));
    return head.getInt() == crc(length, at.next, operations) ? operations : new byte[0];
  }

  private static int crc(int length, int number, byte[] operations) {
    CRC32 crc = new CRC32();
    crc.update(ByteBuffer.allocate(8).putInt(length).putInt(number).flip());
    crc.update(operations);
    return (int) crc.getValue();
  }

  /**
   * Appends a batch; when this returns it outlives all. If it fails it may be repeated, and is
   * written whole again: what a failed force had to write is not tried by the next.
   */
  void append(byte[] operations) throws IOException {
    ByteBuffer batch =
        ByteBuffer.allocate(BATCH_HEAD + operations.length)
            .putInt(operations.length)
            .putInt(position.next)
            .putInt(crc(operations.length, position.next, operations))
            .put(operations)
            .flip();
    journal.write(position.end, batch);
    journal.force();
    position = position.behind(operations);
    applyToImage(operations);
  }

  private void applyToImage(byte[] operations) {
    if (imageInDoubt) {
      return;
    }
    try {
      Batch.perform(operations, geometry, image::write);
    } catch (IOException failed) {
      imageInDoubt = true; // the journal has it all
    }
  }

  boolean isLong() {
    return position.end > LONG_ENOUGH;
  }

  /** Brings the image up to date on the disk, then cuts the journal. A failure changes nothing. */
  void settle() throws IOException {
    if (position.end == HEADER) {
      return;
    }
    boolean doubt = imageInDoubt;
    imageInDoubt = true;
    if (doubt) {
      replay(image::write);
    }
    image.force();
    journal.truncate(HEADER);
    position = new Position(HEADER, position.next);
    imageInDoubt = false;
    journal.force();
  }

  @Override
  public void close() throws IOException {
    try (image) {
      journal.close();
    }
  }
}
