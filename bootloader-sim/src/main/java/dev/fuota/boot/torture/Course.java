package dev.fuota.boot.torture;

import dev.fuota.boot.ApplicationMarks;
import dev.fuota.boot.BootPartitions;
import dev.fuota.boot.BootResult;
import dev.fuota.boot.BootResult.Started;
import dev.fuota.boot.BootResult.Stuck;
import dev.fuota.boot.BootSlot;
import dev.fuota.boot.torture.Progress.Running;
import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.sim.FlashOperation;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerLoss;
import dev.fuota.hal.sim.PowerSupply;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One device on its way: boots, and what the application does between them, until two boots in a
 * row have nothing to do. One thread.
 */
final class Course {
  private final Stage stage;
  private final Subject subject;
  private final Judge judge;
  private final Limits limits;
  private final Dice dice;
  private final PowerSupply supply;
  private final NorFlash flash;
  private final BootPartitions partitions;
  private final Progress progress;
  private Consumer<String> told = step -> {};
  private long lastCut;

  private Course(
      Worker worker, Limits limits, Dice dice, PowerSupply supply, NorFlash flash, Progress p) {
    this.stage = worker.stage();
    this.subject = worker.subject();
    this.judge = worker.judge();
    this.limits = limits;
    this.dice = dice;
    this.supply = supply;
    this.flash = flash;
    this.partitions = stage.layout().on(flash);
    this.progress = p;
    if (stage.mcuboot()) {
      // To the letter means with its habits: the part does what it does, and we count.
      flash.tellMisuse(misuse -> progress.dirty++);
    }
  }

  /** A course that begins with a copy of {@code from}. */
  static Course from(NorFlash from, Progress progress, Worker worker, Limits limits) {
    Dice dice = new Dice();
    PowerSupply supply = new PowerSupply(dice);
    return new Course(worker, limits, dice, supply, from.fork(supply), progress.copy());
  }

  /** A course from the very beginning. */
  static Course fresh(Worker worker, Limits limits) {
    return from(worker.stage().start(), new Progress(), worker, limits);
  }

  /** Another course from this very moment on. */
  Course copy() {
    Dice other = new Dice();
    PowerSupply copied = new PowerSupply(other);
    return new Course(
        new Worker(stage, subject, judge),
        limits,
        other,
        copied,
        flash.fork(copied),
        progress.copy());
  }

  /** For each sector the larger of {@code most} and its erases in this course. */
  int[] addWear(int[] most) {
    int[] wear = Arrays.copyOf(most, flash.geometry().sectorCount());
    for (int sector = 0; sector < wear.length; sector++) {
      wear[sector] = Math.max(wear[sector], flash.wear(sector) - stage.start().wear(sector));
    }
    return wear;
  }

  /** From now on {@code next} hears of each boot and each act, a line each. */
  void tell(Consumer<String> next) {
    told = next;
  }

  void listen(FlashOperation.Listener listener) {
    flash.listen(listener);
  }

  NorFlash flash() {
    return flash;
  }

  Progress progress() {
    return progress;
  }

  /** Operations since the last cut, or since the course began. */
  int operations() {
    return (int) (supply.operations() - lastCut);
  }

  /** Tears {@code operation}, which is the next one of this course. */
  void cut(FlashOperation operation, Cut cut) {
    dice.reseed(cut);
    supply.cutAt(supply.operations() + 1, cut.tear());
    try {
      operation.performOn(flash);
      throw new IllegalStateException("the power did not fail in " + operation);
    } catch (PowerLoss expected) {
      powerIsBack(cut);
    }
  }

  private void powerIsBack(Cut after) {
    supply.restore();
    if (after.defect() != Defect.NONE) {
      progress.defects++;
      Injury.inflict(flash, stage.layout(), after, supply.operations());
    }
    progress.cuts++;
    lastCut = supply.operations();
  }

  /** To the end, without another cut. */
  Ending run() {
    try {
      return ending(toRest(), Optional.empty(), "");
    } catch (Breach breach) {
      return ending(Outcome.FAILED, Optional.of(breach.violation()), breach.detail());
    }
  }

  /** To the end, with these cuts; those whose operation does not come are left out. */
  Ending run(List<Cut> cuts, FlashOperation.Listener also) {
    Chain chain = new Chain(cuts);
    flash.listen(
        operation -> {
          chain.before(operations() + 1).ifPresent(dice::reseed);
          also.before(operation);
        });
    arm(chain);
    while (true) {
      try {
        return run();
      } catch (PowerLoss lost) {
        powerIsBack(chain.current().orElseThrow());
        chain.next();
        arm(chain);
      }
    }
  }

  private void arm(Chain chain) {
    chain.current().ifPresent(cut -> supply.cutAt(lastCut + cut.operation(), cut.tear()));
  }

  private Ending ending(Outcome outcome, Optional<Violation> violation, String detail) {
    int erases = Arrays.stream(addWear(new int[0])).max().orElse(0);
    long busy = flash.busyTime().minus(stage.start().busyTime()).toNanos();
    return new Ending(outcome, violation, detail, operations(), progress.boots, erases, busy);
  }

  private Outcome toRest() {
    while (true) {
      long before = supply.operations();
      Running last = progress.running;
      Optional<Started> booted = boot();
      if (booted.isEmpty()) {
        return Outcome.DESTROYED;
      }
      Started started = booted.get();
      boolean still = supply.operations() == before && progress.running == last;
      boolean acted = act(started);
      if (still && !acted) {
        limits.check(this);
        return judge.atRest(progress);
      }
      if (progress.boots > limits.boots(progress)) {
        if (progress.defects > 0) {
          return judge.atRest(progress); // it tries again what the part will never do
        }
        throw new Breach(Violation.RESTLESS, progress.boots + " boots and no end");
      }
    }
  }

  /** What was started; nothing if a defect has taken all that might be. */
  private Optional<Started> boot() {
    progress.boots++;
    told.accept("boot " + progress.boots);
    BootResult result = guarded();
    if (result instanceof Stuck stuck) {
      if (progress.defects > 0 && !judge.couldStart(flash, progress, limits.counter(flash))) {
        return Optional.empty();
      }
      throw new Breach(Violation.DEAD, stuck.reason());
    }
    Started started = (Started) result;
    Running running = judge.started(started, flash, progress);
    progress.started(running);
    told.accept("started " + started.version() + (started.trial() ? " on trial" : ""));
    progress.forGood |= running == Running.NEW && !started.trial() && !stage.scenario().hasTrial();
    return Optional.of(started);
  }

  private BootResult guarded() {
    try {
      return subject.boot(partitions);
    } catch (PowerLoss lost) {
      throw lost;
    } catch (IllegalStateException | IllegalArgumentException misuse) {
      boolean dirty = String.valueOf(misuse.getMessage()).contains("is not erased");
      throw new Breach(
          dirty ? Violation.DIRTY_PROGRAM : Violation.CRASH, String.valueOf(misuse.getMessage()));
    } catch (FlashFault | NoSuchElementException thrown) {
      throw new Breach(Violation.CRASH, String.valueOf(thrown.getMessage()));
    }
  }

  /** Whether the application did anything. */
  private boolean act(Started started) {
    boolean acted = false;
    List<Act> acts = stage.acts();
    while (progress.act < acts.size()) {
      Act next = acts.get(progress.act);
      boolean byNew = progress.running == Running.NEW;
      if (next.byNewImage() && !byNew) {
        if (progress.ranNew) {
          progress.act++; // reverted before it could
          continue;
        }
        return acted || progress.boots <= limits.boots(progress); // it may come yet
      }
      if (!next.byNewImage() && byNew) {
        progress.act++; // done after all, or too late
        continue;
      }
      progress.begun(next);
      told.accept("application: " + next.label());
      try {
        perform(next, started.slot());
        progress.done(next);
      } catch (FlashFault refused) {
        told.accept("application: gives up, " + refused.getMessage());
        progress.act++;
      }
      acted = true;
    }
    return acted;
  }

  private void perform(Act act, BootSlot runsFrom) {
    Flash here = stage.slot(flash, runsFrom);
    Flash other =
        stage.slot(flash, runsFrom == BootSlot.PRIMARY ? BootSlot.SECONDARY : BootSlot.PRIMARY);
    switch (act) {
      case MARK_TEST -> mark(other, ApplicationMarks::markTest);
      case MARK_PERMANENT -> mark(other, ApplicationMarks::markPermanent);
      case UNMARK -> marks(other).unmark();
      case CONFIRM -> marks(here).confirm();
      case DOWNLOAD -> download(other);
      case DOWNLOAD_ON_TRIAL ->
          Stage.download(other, stage.payloadOffset(), stage.third().orElseThrow());
    }
  }

  /** Where the library or its application side has erased what waited, it is downloaded again. */
  private void mark(Flash slot, Consumer<ApplicationMarks> how) {
    ApplicationMarks marks = marks(slot);
    if (stage.mcuboot() && !judge.waits(slot)) {
      download(slot);
    }
    how.accept(marks);
    if (stage.mcuboot() && !marks.isMarked()) {
      download(slot);
      how.accept(marks);
    }
  }

  private void download(Flash slot) {
    Stage.download(slot, stage.payloadOffset(), stage.payload());
  }

  private ApplicationMarks marks(Flash slot) {
    return new ApplicationMarks(slot, stage.mcuboot());
  }
}
