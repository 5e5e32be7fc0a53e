package dev.fuota.boot;

import static dev.fuota.boot.TestDevice.TALKATIVE;
import static dev.fuota.boot.TestImages.CLASS_ID;
import static dev.fuota.boot.TestImages.KEY;
import static dev.fuota.boot.TestImages.V1;
import static dev.fuota.boot.TestImages.V2;
import static dev.fuota.boot.TestImages.good;
import static dev.fuota.boot.TestImages.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fuota.boot.BootResult.Started;
import dev.fuota.boot.BootResult.Stuck;
import dev.fuota.boot.Decision.Phase;
import dev.fuota.hal.nvm.JournalNvm;
import dev.fuota.hal.sim.PowerLoss;
import dev.fuota.hal.sim.Tear;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageVersion;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What may have changed while the power was off in the middle of a copy. */
class ResumeTest {
  private static final Bytes OLD = good(V1, 100);
  private static final Bytes NEW = good(V2, 120);

  private final TestDevice device = copiedUpToPage(NEW, 3);

  /** The power went right after this page was erased. */
  private static TestDevice copiedUpToPage(Bytes image, int page) {
    TestDevice staged = TestDevice.with(TALKATIVE, OLD).stage(image);
    for (int operation = 1; ; operation++) {
      TestDevice device = staged.fork(1);
      device.power.cutAt(operation, Tear.ALL);
      assertThatExceptionOfType(PowerLoss.class).isThrownBy(device::boot);
      device.power.restore();
      if (device.flash.wear(2 + page) == 1) {
        return device;
      }
    }
  }

  private void assertNewRuns() {
    Started started = (Started) device.boot();
    assertThat(started.version()).isEqualTo(V2);
    assertThat(device.read(device.map.primary())).startsWith(NEW.toArray());
  }

  private void assertNextBootWritesNothing() {
    long before = device.power.operations();
    device.boot();
    assertThat(device.power.operations()).isEqualTo(before);
  }

  @Test
  @DisplayName("TR-14c: finished pages are not copied again")
  void aCopyGoesOnWhereItStopped() {
    assertNewRuns();
    assertThat(device.flash.wear(2)).isEqualTo(1);
    assertThat(device.flash.wear(5)).isEqualTo(2);
    assertNextBootWritesNothing();
  }

  @Test
  void aFinishedPageThatChangedSinceIsCopiedAgain() {
    device.flip(device.map.primary(), 70, 2);
    assertNewRuns();
    assertNextBootWritesNothing();
  }

  @Test
  void aSourceThatCannotBeBelievedAnyMoreIsNotCopiedAndNotErased() {
    device.flip(device.map.download(), 70, 2);
    assertThat(device.boot()).isInstanceOf(Stuck.class);
    assertNextBootWritesNothing();
    device.flip(device.map.download(), 70, 2);
    assertNewRuns();
  }

  @Test
  void anImageThatReachesIntoTheSectorOfTheMarkIsRefused() {
    Bytes large = good(V2, 250);
    assertThat(large.length()).isGreaterThan((TALKATIVE.slotPages() - 1) * TALKATIVE.page());
    TestDevice staged = TestDevice.with(TALKATIVE, OLD).stage(large);
    assertThat(staged.boot().refused().orElseThrow()).startsWith("TOO_LARGE: ");
  }

  @Test
  void anotherGoodImageThatWaitsInsteadIsInstalledFromItsFirstPage() {
    ImageVersion third = new ImageVersion(3, 0, 0, 0);
    Bytes other = good(third, 90);
    device.stage(other);
    assertThat(((Started) device.boot()).version()).isEqualTo(third);
    assertThat(device.read(device.map.primary())).startsWith(other.toArray());
  }

  @Test
  void twoInstallationsAreNotMixedWhereverTheSecondIsCut() {
    ImageVersion third = new ImageVersion(3, 0, 0, 0);
    device.stage(good(third, 90));
    TestDevice clean = device.fork(1);
    clean.boot();
    for (long operation = 1; operation <= clean.power.operations(); operation++) {
      TestDevice cut = device.fork(1);
      cut.power.cutAt(operation, Tear.ALL);
      assertThatExceptionOfType(PowerLoss.class).isThrownBy(cut::boot);
      cut.power.restore();
      assertThat(((Started) cut.boot()).version()).isEqualTo(third);
      // Of all that was copied, only the page in work is copied once more.
      assertThat(primaryWear(cut)).isLessThanOrEqualTo(primaryWear(clean) + 1);
    }
  }

  private static int primaryWear(TestDevice device) {
    return IntStream.range(2, 2 + device.shape.slotPages()).map(device.flash::wear).sum();
  }

  @Test
  void anotherWholeImageInPlaceOfTheFinishedCopyIsNotTakenForIt() {
    TestDevice finished = copiedUpToPage(NEW, 0);
    finished.power.cutAt(finished.power.operations() + 4, Tear.NOTHING);
    assertThatExceptionOfType(PowerLoss.class).isThrownBy(finished::boot);
    finished.power.restore();
    BootJournal journal =
        new BootJournal(new JournalNvm(finished.map.bootNvm()), Strategy.IN_PLACE);
    assertThat(journal.state()).isEqualTo(new BootJournal.State(Phase.COPYING, 1, 6, 0));
    finished.reflash(OLD);
    assertThat(((Started) finished.boot()).version()).isEqualTo(V2);
  }

  @Test
  void whatSomebodyInstalledByCableStarts() {
    device.flip(device.map.download(), 70, 2);
    device.reflash(OLD);
    assertThat(((Started) device.boot()).version()).isEqualTo(V1);
    // The damaged image is still marked: it is refused once, then all is quiet.
    assertThat(device.boot().refused().orElseThrow()).startsWith("BAD_HASH: ");
    assertNextBootWritesNothing();
  }

  @Test
  void aCopyThatIsOverIsNotTakenUpWhenTheSameImageComesAgainUnmarked() {
    device.flip(device.map.download(), 70, 2);
    device.reflash(OLD);
    device.boot();
    device.put(NEW);
    assertThat(((Started) device.boot()).version()).isEqualTo(V1);
  }

  /** The power went when the copy was proven and nothing of the source was erased yet. */
  private void cutBeforeTheSourceIsErased() {
    TestDevice clean = device.fork(1);
    clean.boot();
    // The last three operations erase the header and the mark, and end the journal's entry.
    device.power.cutAt(device.power.operations() + clean.power.operations() - 2, Tear.NOTHING);
    assertThatExceptionOfType(PowerLoss.class).isThrownBy(device::boot);
    device.power.restore();
  }

  @Test
  void anInstalledImageThatBreaksBeforeItsEndIsCopiedAgain() {
    cutBeforeTheSourceIsErased();
    device.flip(device.map.primary(), 70, 2);
    assertNewRuns();
    assertNextBootWritesNothing();
  }

  @Test
  void anotherWholeImageInPlaceOfTheInstalledOneIsNotTakenForIt() {
    cutBeforeTheSourceIsErased();
    device.reflash(image(V1, 100).securityCounter(2).classId(CLASS_ID).sign(KEY));
    assertNewRuns();
    assertNextBootWritesNothing();
  }
}
