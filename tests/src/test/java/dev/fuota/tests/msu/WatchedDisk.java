package dev.fuota.tests.msu;

import static dev.fuota.tests.msu.Promise.require;

import dev.fuota.hal.file.Done;
import dev.fuota.hal.file.FileArea;
import dev.fuota.hal.file.FileResult;
import dev.fuota.hal.file.PartFile;
import dev.fuota.hal.sim.MemoryArea;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * The disk of one client. It knows which octets of each part file would outlive a loss of power,
 * and compares every record of chunks with that; and it knows what may be published. It can lose
 * power before any operation, or after it.
 */
final class WatchedDisk implements FileArea {
  private final MemoryArea area;
  private final Offers offers;
  private final BooleanSupplier clean;
  private final Map<String, BitSet> forced = new TreeMap<>();
  private final Map<String, BitSet> written = new TreeMap<>();
  private int dieIn;
  private int publications;

  /**
   * An empty disk.
   *
   * @param clean whether nobody spoils a frame, so that what is stored must be right too
   */
  WatchedDisk(long capacity, Offers offers, BooleanSupplier clean) {
    this.area = new MemoryArea(capacity);
    this.offers = offers;
    this.clean = clean;
  }

  MemoryArea area() {
    return area;
  }

  /** Files published since the process began. */
  int publications() {
    return publications;
  }

  /** Power fails at the operation with this number from now on, counted from 1; 0: it does not. */
  void dieIn(int operations) {
    dieIn = operations;
  }

  void losePower() {
    dieIn = 0;
    publications = 0;
    area.losePower();
    written.replaceAll((name, octets) -> copy(forced, name));
  }

  private static BitSet copy(Map<String, BitSet> of, String name) {
    return (BitSet) of.getOrDefault(name, new BitSet()).clone();
  }

  /** Once before an operation and once after it. */
  private void operate() {
    if (dieIn > 0 && --dieIn == 0) {
      throw new PowerLost();
    }
  }

  @Override
  public FileResult<PartFile> part(String name, long size) {
    operate();
    FileResult<PartFile> result = area.part(name, size);
    if (result instanceof FileResult.Ok<PartFile> ok) {
      written.computeIfAbsent(name, n -> new BitSet());
      forced.computeIfAbsent(name, n -> new BitSet());
      return new FileResult.Ok<>(new Handle(name, ok.get()));
    }
    return result;
  }

  // MSU-X23
  @Override
  public FileResult<Done> saveRecord(String name, byte[] octets) {
    operate();
    FileResult<Done> result = area.saveRecord(name, octets);
    if (result.isOk() && name.endsWith(".chunks")) {
      checkClaims(name.replace(".chunks", ".part"), octets);
    }
    operate();
    return result;
  }

  private void checkClaims(String part, byte[] record) {
    ChunkRecord claimed = ChunkRecord.read(record);
    BitSet safe = forced.getOrDefault(part, new BitSet());
    claimed.forEachFrame(
        (offset, length) -> {
          int from = (int) offset;
          require(
              safe.nextClearBit(from) >= from + length,
              "%s claims octets from %d on, which a loss of power would lose",
              part,
              offset);
        });
    byte[] original =
        clean.getAsBoolean() ? offers.withCrc(claimed.announced()).orElse(null) : null;
    if (original != null) {
      checkContent(part, claimed, original);
    }
  }

  private void checkContent(String part, ChunkRecord claimed, byte[] original) {
    claimed.forEachFrame(
        (offset, length) -> {
          ByteBuffer there = ByteBuffer.allocate(length);
          require(handleRead(part, offset, there), "%s cannot be read", part);
          require(
              there.flip().equals(ByteBuffer.wrap(original, (int) offset, length)),
              "%s has other octets at %d than were sent",
              part,
              offset);
        });
  }

  private final Map<String, PartFile> open = new TreeMap<>();

  private boolean handleRead(String part, long offset, ByteBuffer into) {
    PartFile file = open.get(part);
    return file != null && file.read(offset, into).isOk();
  }

  @Override
  public Optional<byte[]> loadRecord(String name) {
    return area.loadRecord(name);
  }

  // MSU-X11
  @Override
  public FileResult<Done> publish(
      String part, long length, List<String> directories, String fileName) {
    operate();
    FileResult<Done> result = area.publish(part, length, directories, fileName);
    if (result.isOk()) {
      written.remove(part);
      forced.remove(part);
      publications++;
      String path = String.join("/", directories) + (directories.isEmpty() ? "" : "/") + fileName;
      byte[] content = area.published().get(path);
      if (content == null) {
        throw new AssertionError(path + " was published elsewhere");
      }
      require(
          clean.getAsBoolean() ? offers.has(path, content) : offers.hasContent(content),
          "%s is no file that was sent: %d octets",
          path,
          content.length);
    }
    operate();
    return result;
  }

  @Override
  public void delete(String name) {
    operate();
    area.delete(name);
    written.remove(name);
    forced.remove(name);
    operate();
  }

  @Override
  public boolean exists(String name) {
    return area.exists(name);
  }

  @Override
  public long freeOctets() {
    return area.freeOctets();
  }

  private final class Handle implements PartFile {
    private final String name;
    private final PartFile below;

    Handle(String name, PartFile below) {
      this.name = name;
      this.below = below;
      open.put(name, below);
    }

    @Override
    public FileResult<Done> write(long offset, ByteBuffer octets) {
      operate();
      int length = octets.remaining();
      FileResult<Done> result = below.write(offset, octets);
      if (result.isOk()) {
        written.computeIfAbsent(name, n -> new BitSet()).set((int) offset, (int) offset + length);
      }
      return result;
    }

    @Override
    public FileResult<Done> read(long offset, ByteBuffer into) {
      return below.read(offset, into);
    }

    @Override
    public FileResult<Done> force() {
      operate();
      FileResult<Done> result = below.force();
      if (result.isOk()) {
        forced.put(name, copy(written, name));
      }
      operate();
      return result;
    }

    @Override
    public void close() {
      below.close();
    }
  }
}
