package dev.fuota.device.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerSupply;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On real files; and on disks that are full for a while. */
class FlashStoreTest {
  private static final FlashProfile PART =
      new FlashProfile(
          "small", new Geometry(2048, 16, 8, 0xff), false, Duration.ZERO, Duration.ZERO);
  private static final byte[] OCTETS = {1, 2, 3, 4, 5, 6, 7, 8};

  @TempDir private Path folder;
  private final ExecutorService writer = Executors.newSingleThreadExecutor();

  @AfterEach
  void endWriter() {
    writer.shutdown();
  }

  private Path file() {
    return folder.resolve("device.flash");
  }

  private Path journal() {
    return folder.resolve("device.flash.journal");
  }

  private FlashStore open() throws IOException {
    return FlashStore.open(
        file(), journal(), PART, () -> new NorFlash(PART, new PowerSupply(0)), writer);
  }

  private static byte[] read(FlashStore store, int offset) {
    byte[] octets = new byte[OCTETS.length];
    store.read(offset, ByteBuffer.wrap(octets));
    return octets;
  }

  @Test
  void whatWasCommittedIsThereWithoutAProperEnd() throws IOException {
    FlashStore first = open();
    first.program(16, ByteBuffer.wrap(OCTETS));
    assertThat(first.commit()).isTrue();
    first.program(24, ByteBuffer.wrap(OCTETS));
    try (FlashStore second = open()) {
      assertThat(read(second, 16)).isEqualTo(OCTETS);
      assertThat(read(second, 24)).containsOnly(0xff);
    }
  }

  @Test
  void aProperEndLeavesEverythingInTheFileItself() throws IOException {
    try (FlashStore store = open()) {
      store.program(16, ByteBuffer.wrap(OCTETS));
    }
    Files.delete(journal());
    try (FlashStore again = open()) {
      assertThat(read(again, 16)).isEqualTo(OCTETS);
    }
    assertThat(Files.size(file())).isEqualTo(PART.geometry().size());
  }

  @Test
  void theRulesOfThePartHold() throws IOException {
    try (FlashStore store = open()) {
      store.program(0, ByteBuffer.wrap(OCTETS));
      assertThatThrownBy(() -> store.program(0, ByteBuffer.wrap(OCTETS)))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> store.program(3, ByteBuffer.wrap(OCTETS)))
          .isInstanceOf(IllegalArgumentException.class);
      store.erase(0);
      assertThat(read(store, 0)).containsOnly(0xff);
    }
  }

  @Test
  void aNewFileForgetsTheJournalOfTheOldOne() throws IOException {
    FlashStore old = open();
    old.program(16, ByteBuffer.wrap(OCTETS));
    old.commit();
    Files.delete(file());
    try (FlashStore fresh = open()) {
      assertThat(read(fresh, 16)).containsOnly(0xff);
    }
  }

  @Test
  void aFileOfAnotherSizeIsRefusedWithBothSizes() throws IOException {
    Files.write(file(), new byte[100]);
    assertThatThrownBy(this::open).hasMessageContaining("100 octets").hasMessageContaining("32768");
    assertThat(Files.size(file())).isEqualTo(100);
  }

  @Test
  void aFileThatIsNoJournalIsRefused() throws IOException {
    open().close();
    Files.writeString(journal(), "something else altogether");
    assertThatThrownBy(this::open).hasMessageContaining("no journal");
  }

  @Test
  void aFullDiskLosesNothingAndIsTriedAgain() throws IOException {
    CutDisk image = new CutDisk(new byte[PART.geometry().size()], ever());
    FullDisk journal = new FullDisk();
    FlashStore store = FlashStore.open(file(), image, journal, PART, Runnable::run);
    store.erase(0);
    journal.full = true;
    assertThat(store.commit()).isFalse();
    assertThat(store.trouble()).get().asString().contains("disk is full", file().toString());
    store.program(16, ByteBuffer.wrap(OCTETS));
    assertThat(store.commit()).isFalse();
    journal.full = false;
    assertThat(store.commit()).isTrue();
    assertThat(store.trouble()).isEmpty();
    CutDisk left = new CutDisk(journal.disk.afterKill(), ever());
    FlashStore again = FlashStore.open(file(), image, left, PART, Runnable::run);
    assertThat(read(again, 16)).isEqualTo(OCTETS);
    assertThat(read(again, 24)).containsOnly(0xff);
  }

  @Test
  void memoryForAFullDiskIsBounded() throws IOException {
    FullDisk journal = new FullDisk();
    CutDisk image = new CutDisk(new byte[PART.geometry().size()], ever());
    FlashStore store = FlashStore.open(file(), image, journal, PART, Runnable::run);
    journal.full = true;
    byte[] sector = new byte[2048];
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 4096; i++) {
                store.erase(1);
                store.program(2048, ByteBuffer.wrap(sector));
                store.commitSoon();
              }
            })
        .isInstanceOf(FlashFault.class)
        .hasMessageContaining("disk is full");
  }

  private static CutDisk.Life ever() {
    return new CutDisk.Life(Long.MAX_VALUE);
  }

  /** A disk that takes half of a write and then nothing, while it is full. */
  private static final class FullDisk implements Disk {
    private final CutDisk disk = new CutDisk(new byte[0], ever());
    private boolean full;

    @Override
    public long length() {
      return disk.length();
    }

    @Override
    public void read(long at, ByteBuffer into) {
      disk.read(at, into);
    }

    @Override
    public void write(long at, ByteBuffer from) throws IOException {
      if (full) {
        disk.write(at, from.slice(from.position(), from.remaining() / 2));
        throw new IOException("No space left on device");
      }
      disk.write(at, from);
    }

    @Override
    public void force() throws IOException {
      disk.force();
    }

    @Override
    public void truncate(long length) throws IOException {
      disk.truncate(length);
    }

    @Override
    public void close() {}
  }
}
