package dev.fuota.boot.torture;

import dev.fuota.boot.BootResult.Started;
import dev.fuota.boot.BootSlot;
import dev.fuota.boot.torture.Progress.Running;
import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.sim.NorFlash;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The rules that every run must keep. */
final class Judge {
  private final Stage stage;
  private byte[] buffer = new byte[0];

  Judge(Stage stage) {
    this.stage = stage;
  }

  /**
   * Which image was started, whole, and by right.
   *
   * @throws Breach if it is none that may run now
   */
  Running started(Started started, NorFlash flash, Progress progress) {
    Running running = which(started, flash);
    if (running == Running.NEW) {
      mayRunNew(progress);
    } else if (progress.forGood && progress.defects == 0) {
      throw new Breach(Violation.LOST_UPDATE, "version " + started.version() + " runs again");
    }
    return running;
  }

  private Running which(Started started, NorFlash flash) {
    Stage.Known image;
    Running running;
    if (started.digest().equals(stage.oldImage().digest())) {
      image = stage.oldImage();
      running = Running.OLD;
    } else if (started.digest().equals(stage.newImage().digest())) {
      image = stage.newImage();
      running = Running.NEW;
    } else if (stage.scenario().waitingIsBad() || stage.scenario() == Scenario.DOWNLOAD_ON_TRIAL) {
      throw new Breach(Violation.UNASKED, "version " + started.version() + " runs");
    } else {
      throw new Breach(
          Violation.NEITHER, "version " + started.version() + ", digest " + started.digest());
    }
    if (!holds(stage.slot(flash, started.slot()), 0, image.octets())) {
      throw new Breach(
          Violation.NEITHER, "version " + started.version() + " is not whole in its slot");
    }
    return running;
  }

  private void mayRunNew(Progress progress) {
    if (stage.scenario().waitingIsBad()) {
      throw new Breach(Violation.UNASKED, "an image that must be refused runs");
    }
    if (!progress.markBegun) {
      throw new Breach(Violation.UNASKED, "the new image runs and nobody marked it");
    }
    // After a defect an update that an earlier boot began may go on later.
    if (progress.unmarkDone && !progress.ranNew && progress.defects == 0) {
      throw new Breach(Violation.UNASKED, "the new image runs after its mark was taken away");
    }
  }

  /** Whether an image that may run lies whole where the bootloader starts images from. */
  boolean couldStart(NorFlash flash, Progress progress, long counter) {
    return couldStart(stage.slot(flash, BootSlot.PRIMARY), progress, counter)
        || (stage.strategy().runsFromBoth()
            && couldStart(stage.slot(flash, BootSlot.SECONDARY), progress, counter));
  }

  private boolean couldStart(Flash slot, Progress progress, long counter) {
    boolean mayRunNew = (progress.markDone && !progress.unmarkBegun) || progress.ranNew;
    boolean mayRunOld = !progress.forGood && stage.oldImage().counter() >= counter;
    return (mayRunOld && holds(slot, 0, stage.oldImage().octets()))
        || (mayRunNew
            && !stage.scenario().waitingIsBad()
            && holds(slot, 0, stage.newImage().octets()));
  }

  /** Whether all that was downloaded waits in the slot. */
  boolean waits(Flash slot) {
    return holds(slot, stage.payloadOffset(), stage.payload().toArray());
  }

  /** Whether the slot holds all these octets. */
  boolean holds(Flash slot, int offset, byte[] octets) {
    if (slot.surelyReads(offset, ByteBuffer.wrap(octets))) {
      return true;
    }
    if (buffer.length < octets.length) {
      buffer = new byte[octets.length];
    }
    try {
      slot.read(offset, ByteBuffer.wrap(buffer, 0, octets.length));
    } catch (FlashFault unreadable) {
      return false;
    }
    return Arrays.equals(buffer, 0, octets.length, octets, 0, octets.length);
  }

  /**
   * What a device that rests has come to. On a part with defects either image will do.
   *
   * @throws Breach if it may not rest there
   */
  Outcome atRest(Progress progress) {
    if (progress.defects > 0) {
      return progress.running == Running.NEW
          ? Outcome.NEW
          : progress.ranNew ? Outcome.REVERTED : Outcome.OLD;
    }
    if (progress.running == Running.NEW) {
      boolean unconfirmed = stage.scenario().hasTrial() && !progress.confirmBegun;
      if (unconfirmed && stage.canRevert() && stage.scenario() != Scenario.DOWNLOAD_ON_TRIAL) {
        throw new Breach(Violation.LOST_REVERT, "the new image runs for good, nobody confirmed it");
      }
      return Outcome.NEW;
    }
    if (progress.ranNew) {
      boolean trialLost = progress.cuts >= stage.trialBoots() || !stage.scenario().confirms();
      if (!trialLost) {
        throw new Breach(
            Violation.LOST_UPDATE, "reverted although the application had boots left to confirm");
      }
      return Outcome.REVERTED;
    }
    boolean withdrawn = progress.unmarkDone || stage.scenario().waitingIsBad();
    if (progress.markDone && !withdrawn) {
      throw new Breach(Violation.NOT_INSTALLED, "the old image stays, the mark is gone");
    }
    return Outcome.OLD;
  }
}
