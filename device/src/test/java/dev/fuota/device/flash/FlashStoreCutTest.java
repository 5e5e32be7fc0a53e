package dev.fuota.device.flash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.flash.Geometry;
import dev.fuota.hal.sim.FlashProfile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cut at every octet that is written, and at every force: what is found is a commit. */
class FlashStoreCutTest {
  private static final FlashProfile PART =
      new FlashProfile("tiny", new Geometry(64, 4, 4, 0xff), false, Duration.ZERO, Duration.ZERO);
  private static final int SIZE = PART.geometry().size();

  /** What one life did: the contents at its commits, and how many of them returned. */
  private record Lived(List<byte[]> commits, int kept, CutDisk image, CutDisk journal) {}

  private static byte[] content(FlashStore store) {
    byte[] content = new byte[SIZE];
    store.read(0, ByteBuffer.wrap(content));
    return content;
  }

  private static FlashStore open(Disk image, Disk journal) throws IOException {
    return FlashStore.open(Path.of("test"), image, journal, PART, Runnable::run);
  }

  /** Some commits, each of some operations, and now and then the image is brought up to date. */
  private static Lived live(byte[] image, byte[] journal, long octets, RandomGenerator random)
      throws IOException {
    CutDisk.Life life = new CutDisk.Life(octets);
    CutDisk imageDisk = new CutDisk(image, life);
    CutDisk journalDisk = new CutDisk(journal, life);
    List<byte[]> commits = new ArrayList<>();
    int kept = 0;
    try (FlashStore store = open(imageDisk, journalDisk)) {
      commits.add(content(store));
      for (int i = 0; i < 6; i++) {
        change(store, random);
        commits.add(content(store));
        if (store.commit()) {
          kept = commits.size() - 1;
        }
        if (i == 3) {
          store.settle();
        }
      }
    } catch (IOException dead) {
      assertThat(life.isOver()).isTrue();
    }
    return new Lived(commits, kept, imageDisk, journalDisk);
  }

  private static void change(FlashStore store, RandomGenerator random) {
    int sector = random.nextInt(4);
    store.erase(sector);
    byte[] octets = new byte[4 * random.nextInt(1, 8)];
    random.nextBytes(octets);
    store.program(64 * sector + 4 * random.nextInt(8), ByteBuffer.wrap(octets));
  }

  private static byte[] blank() {
    byte[] blank = new byte[SIZE];
    Arrays.fill(blank, (byte) 0xff);
    return blank;
  }

  @ParameterizedTest(name = "loss of power: {0}")
  @ValueSource(booleans = {false, true})
  void whereverItIsCutTheLastCommitIsThere(boolean powerLoss) throws IOException {
    SplittableRandom dice = new SplittableRandom(3);
    long whole = 0;
    boolean cut = true;
    while (cut) {
      Lived first = live(blank(), new byte[0], whole, new SplittableRandom(7));
      byte[] image = powerLoss ? first.image().afterPowerLoss(dice) : first.image().afterKill();
      byte[] journal =
          powerLoss ? first.journal().afterPowerLoss(dice) : first.journal().afterKill();
      byte[] found = content(openAfter(image, journal));
      if (!first.commits().isEmpty()) {
        assertThat(first.commits().subList(first.kept(), first.commits().size()))
            .as("cut after %d", whole)
            .anyMatch(commit -> Arrays.equals(commit, found));
      }
      cut = first.commits().size() < 7 || first.kept() < 6 || journal.length > 12;
      whole++;
    }
    assertThat(whole).isGreaterThan(300);
  }

  private static FlashStore openAfter(byte[] image, byte[] journal) throws IOException {
    CutDisk.Life ever = new CutDisk.Life(Long.MAX_VALUE);
    return open(new CutDisk(image, ever), new CutDisk(journal, ever));
  }

  @Test
  void lifeAfterLifeEndsInACut() throws IOException {
    SplittableRandom dice = new SplittableRandom(11);
    byte[] image = blank();
    byte[] journal = new byte[0];
    for (int life = 0; life < 500; life++) {
      Lived lived = live(image, journal, dice.nextInt(900), dice);
      boolean powerLoss = dice.nextBoolean();
      image = powerLoss ? lived.image().afterPowerLoss(dice) : lived.image().afterKill();
      journal = powerLoss ? lived.journal().afterPowerLoss(dice) : lived.journal().afterKill();
      byte[] found = content(openAfter(image, journal));
      if (!lived.commits().isEmpty()) {
        assertThat(lived.commits().subList(lived.kept(), lived.commits().size()))
            .as("life %d", life)
            .anyMatch(commit -> Arrays.equals(commit, found));
      }
    }
  }
}
