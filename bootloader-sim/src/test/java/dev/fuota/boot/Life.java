package dev.fuota.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.boot.BootResult.Started;
import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.sim.PowerLoss;
import dev.fuota.protocol.codec.Bytes;

/**
 * What a device goes through with one update that lies in its download slot: the application marks
 * it, restarts, and confirms the new image or not. The power may be cut anywhere; whatever is
 * started then goes on as an application does that knows nothing of before.
 *
 * <p>After every boot: an image runs, whole, the old one or the new one; one on trial not more
 * often than allowed, and one more for each cut; the security counter did not fall.
 */
final class Life {
  enum Ending {
    PERMANENT,
    CONFIRMED,
    REVERTED
  }

  private static final int BOOTS_MAX = 12;

  private final Rig rig;
  private final Ending ending;
  private final Bytes old;
  private final Bytes fresh;
  private int cuts;
  private int boots;
  private int trials;
  private long counter;
  private boolean done;

  Life(Rig rig, Ending ending, Bytes old, Bytes fresh) {
    this.rig = rig;
    this.ending = ending;
    this.old = old;
    this.fresh = fresh;
  }

  /** The same life on another flash. */
  private Life(Rig rig, Life other) {
    this(rig, other.ending, other.old, other.fresh);
    this.cuts = other.cuts;
    this.boots = other.boots;
    this.trials = other.trials;
    this.counter = other.counter;
    this.done = other.done;
  }

  Life fork(long seed) {
    return new Life(rig.fork(seed), this);
  }

  Rig rig() {
    return rig;
  }

  boolean isDone() {
    return done;
  }

  /** Lives on until the end, or until the power is cut; false if it was. */
  boolean live(String what) {
    try {
      while (!done) {
        boot(what);
      }
      return true;
    } catch (PowerLoss loss) {
      cuts++;
      return false;
    }
  }

  private void boot(String what) {
    boots++;
    assertThat(boots).as("%s: boots", what).isLessThanOrEqualTo(BOOTS_MAX + 2 * cuts);
    BootResult result = rig.boot();
    assertThat(result).as(what).isInstanceOf(Started.class);
    Started started = (Started) result;
    boolean isNew = started.version().equals(TestImages.V2);
    Flash slot = rig.partitions.slot(started.slot());
    Bytes image = isNew ? fresh : old;
    assertThat(Rig.read(slot, image.length())).as(what).isEqualTo(image.toArray());
    long now = rig.journal().securityCounter();
    assertThat(now).as("%s: security counter", what).isGreaterThanOrEqualTo(counter);
    counter = now;
    act(started, isNew, what);
  }

  private void act(Started started, boolean isNew, String what) {
    if (started.trial()) {
      assertThat(isNew).as(what).isTrue();
      assertThat(ending).as(what).isNotEqualTo(Ending.PERMANENT);
      trials++;
      assertThat(trials).as("%s: trials", what).isLessThanOrEqualTo(rig.config.trialBoots());
      if (ending == Ending.CONFIRMED) {
        new ApplicationMarks(rig.partitions.slot(started.slot())).confirm();
      }
      return;
    }
    ApplicationMarks marks = new ApplicationMarks(rig.download(started.slot()));
    boolean reverted = started.refused().filter(why -> why.startsWith("REVERTED: ")).isPresent();
    if (isNew || reverted) {
      assertThat(isNew).as("%s: %s", what, started.refused()).isEqualTo(ending != Ending.REVERTED);
      done = true;
    } else {
      assertThat(started.refused()).as(what).isEmpty();
      mark(marks);
    }
  }

  private void mark(ApplicationMarks marks) {
    if (ending == Ending.PERMANENT) {
      marks.markPermanent();
    } else {
      marks.markTest();
    }
  }

  /** Two more boots change nothing, whatever the power did before. */
  void assertQuiet(String what) {
    rig.power.restore();
    BootResult last = rig.boot();
    long before = rig.power.operations();
    assertThat(rig.boot()).as(what).isEqualTo(last);
    assertThat(rig.power.operations()).as("%s: writes nothing", what).isEqualTo(before);
    assertThat(((Started) last).trial()).as(what).isFalse();
    assertThat(counter).as(what).isEqualTo(ending == Ending.REVERTED ? 1 : 2);
  }
}
