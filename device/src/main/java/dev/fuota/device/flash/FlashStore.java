package dev.fuota.device.flash;

import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.hal.sim.FlashFile;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerSupply;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A flash that is a file, or a partition of a disk, and outlives kill -9 and a loss of power at any
 * point: what is found afterwards is the flash as it was at a commit, the last one that returned or
 * a later one.
 *
 * <p><b>How.</b> The content is in memory, with the rules of the part (NOR: whole sectors are
 * erased, granules are programmed once). Operations are collected; {@link #commit} appends them as
 * one batch to a {@linkplain Journal journal} beside the file and forces that, once: on an SD card
 * a force costs tens of milliseconds and an erase cycle, whatever its size.
 *
 * <p><b>When.</b> Before anything is sent that must not be sent twice, and before a reset, the
 * device waits for {@link #commit}. That is before a transmission, where nothing is late by it.
 * What changes otherwise, fragments above all, is handed over once a second by {@link #commitSoon}:
 * the forcing is done by the writer, another thread than that of the receive windows, which never
 * waits for a disk between an uplink and its windows.
 *
 * <p><b>A disk that is full or read-only.</b> A commit is false then, {@link #trouble} says why,
 * and nothing is lost that was collected: each further commit tries again. Whoever sends asks
 * first. When {@value #UNWRITTEN_MAX} octets wait, the flash takes no more and says so as a {@link
 * FlashFault}.
 *
 * <p>One thread drives it; the writer runs what it is given, in order, on one thread.
 */
public final class FlashStore implements Flash, AutoCloseable {
  private static final int UNWRITTEN_MAX = 4 << 20;

  /** Longer than a card needs that moves its blocks about. */
  private static final int PATIENCE_SECONDS = 10;

  private final Path file;
  private final NorFlash part;
  private final Journal journal;
  private final Executor writer;
  private final ConcurrentLinkedQueue<byte[]> unwritten = new ConcurrentLinkedQueue<>();
  private final AtomicInteger unwrittenOctets = new AtomicInteger();
  private Batch batch = new Batch();
  private Runnable dirty = () -> {};
  private volatile @Nullable String trouble;
  private final AtomicLong commits = new AtomicLong();

  FlashStore(Path file, NorFlash part, Journal journal, Executor writer) {
    this.file = file;
    this.part = part;
    this.journal = journal;
    this.writer = writer;
  }

  /**
   * Opens a flash file; its journal lies beside it, named {@code .journal} behind the same name.
   *
   * @param file a regular file, which is made if it is not there, or a block device
   * @param journalFile where the journal lies: for a block device it cannot be beside it
   * @param profile the part; its endurance is not counted
   * @param factory what a new file holds
   * @param writer runs one task after the other, on another thread or at once
   * @throws IOException if it cannot be read or written, with a sentence that says which file
   */
  public static FlashStore open(
      Path file,
      Path journalFile,
      FlashProfile profile,
      Supplier<NorFlash> factory,
      Executor writer)
      throws IOException {
    if (!Files.exists(file)) {
      Files.deleteIfExists(journalFile); // it speaks of a flash that is gone
      FlashFile.save(factory.get(), file);
      FileDisk.forceDirectory(file.toAbsolutePath().resolveSibling(""));
    }
    int size = profile.geometry().size();
    Disk image = FileDisk.open(file);
    Disk journal = null;
    try {
      if (image.length() < size || (Files.isRegularFile(file) && image.length() > size)) {
        throw new IOException(
            image.length() + " octets, the flash of " + profile.name() + " has " + size);
      }
      journal = FileDisk.open(journalFile);
      FileDisk.forceDirectory(journalFile.toAbsolutePath().resolveSibling(""));
      return open(file, image, journal, profile, writer);
    } catch (IOException e) {
      image.close();
      if (journal != null) {
        journal.close();
      }
      throw e;
    }
  }

  static FlashStore open(Path file, Disk image, Disk journal, FlashProfile profile, Executor writer)
      throws IOException {
    byte[] content = new byte[profile.geometry().size()];
    Journal opened = Journal.open(journal, image, profile.geometry(), content);
    NorFlash part = NorFlash.holding(profile.withoutWear(), content, new PowerSupply(0));
    return new FlashStore(file, part, opened, writer);
  }

  @Override
  public Geometry geometry() {
    return part.geometry();
  }

  @Override
  public void read(int offset, ByteBuffer into) {
    part.read(offset, into);
  }

  @Override
  public boolean surelyReads(int offset, ByteBuffer expected) {
    return part.surelyReads(offset, expected);
  }

  @Override
  public void program(int offset, ByteBuffer from) {
    requireRoom(offset);
    ByteBuffer octets = from.slice();
    part.program(offset, from);
    tellIfFirst();
    batch.program(offset, octets);
  }

  @Override
  public void erase(int index) {
    int offset = geometry().sectorOffset(index);
    requireRoom(offset);
    part.erase(index);
    tellIfFirst();
    batch.erase(offset, geometry().sectorSize(index));
  }

  /** Calls {@code action} whenever something has to be committed that had not before. */
  public void whenDirty(Runnable action) {
    dirty = action;
  }

  private void tellIfFirst() {
    if (batch.size() == 0) {
      dirty.run();
    }
  }

  /** Whether there is something that is not kept yet. */
  public boolean isDirty() {
    return batch.size() > 0 || unwrittenOctets.get() > 0;
  }

  private void requireRoom(int offset) {
    if (batch.size() + unwrittenOctets.get() > UNWRITTEN_MAX) {
      throw new FlashFault(
          "no more is kept in memory: " + trouble().orElse("the disk is slow"), offset);
    }
  }

  /**
   * Has all that was written until now kept, and waits for it.
   *
   * @return whether it is kept; if not, {@link #trouble} says why
   */
  public boolean commit() {
    if (!handOver()) {
      return true;
    }
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    writer.execute(() -> done.complete(write()));
    try {
      return done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException slow) {
      trouble = file + ": the disk does not answer; look at it with dmesg";
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Has all that was written until now kept soon, without waiting. */
  public void commitSoon() {
    if (handOver()) {
      writer.execute(this::write);
    }
  }

  /** Gives the writer what was collected; whether it has anything to do. */
  private boolean handOver() {
    if (batch.size() > 0) {
      byte[] operations = batch.toArray();
      batch = new Batch();
      unwrittenOctets.addAndGet(operations.length);
      unwritten.add(operations);
    }
    return unwrittenOctets.get() > 0;
  }

  /** On the writer's thread. */
  private boolean write() {
    try {
      for (byte[] next = unwritten.peek(); next != null; next = unwritten.peek()) {
        journal.append(next);
        commits.incrementAndGet();
        unwritten.remove();
        unwrittenOctets.addAndGet(-next.length);
      }
      trouble = null;
    } catch (IOException e) {
      trouble = DiskTrouble.sentence(file, e);
      return false;
    }
    if (journal.isLong()) {
      settle();
    }
    return true;
  }

  void settle() {
    try {
      journal.settle();
    } catch (IOException later) {
      // Nothing is lost: the journal stays as it is, and the next commit tries again.
    }
  }

  /** Why the last commit failed, and what to do; empty if it did not. From any thread. */
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** How many batches were kept. From any thread. */
  public long commits() {
    return commits.get();
  }

  /**
   * Commits, brings the file itself up to date, and gives it back.
   *
   * @throws IOException if what was written last is not kept
   */
  @Override
  public void close() throws IOException {
    boolean kept = commit();
    CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    writer.execute(
        () -> {
          settle();
          done.complete(null);
        });
    try (journal) {
      done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IOException(file + ": the disk does not answer", e);
    }
    if (!kept) {
      throw new IOException(trouble().orElse(file + " cannot be written"));
    }
  }
}
