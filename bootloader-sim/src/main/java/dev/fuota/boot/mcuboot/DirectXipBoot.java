package dev.fuota.boot.mcuboot;

import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.image.Verdict;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;

/** One boot in which the newest image runs where it lies. */
final class DirectXipBoot {
  /** The build number does not count. */
  private static final Comparator<ImageVersion> ORDER =
      Comparator.comparingInt(ImageVersion::major)
          .thenComparingInt(ImageVersion::minor)
          .thenComparingInt(ImageVersion::revision);

  private final Device device;
  private final Area primary;
  private final Area secondary;
  private final ImageValidation validation;
  private final Outcome outcome;
  private final Set<Area.Role> available = EnumSet.noneOf(Area.Role.class);

  DirectXipBoot(Device device, ImageValidation validation, Outcome outcome) {
    this.device = device;
    this.primary = device.primary();
    this.secondary = device.secondary();
    this.validation = validation;
    this.outcome = outcome;
  }

  McubootResult run() {
    look(primary);
    look(secondary);
    while (!available.isEmpty()) {
      Area slot = newest();
      available.remove(slot.role());
      if (release(slot)) {
        Verdict verdict = verify(slot);
        if (verdict.isAccepted()) {
          return outcome.started(slot, verdict, onTrial(slot));
        }
        outcome.setRefused(verdict);
      }
    }
    return outcome.failed("no slot holds an image that may run");
  }

  private void look(Area slot) {
    device.setHeader(slot, RawHeader.read(slot, 0));
    RawHeader header = device.header(slot);
    // Slots have no address here: an image linked to one is for another place, and left alone.
    if (header.isPlausible(slot) && !header.romFixed()) {
      available.add(slot.role());
    }
  }

  private Area newest() {
    if (available.size() == 1) {
      return available.contains(Area.Role.PRIMARY) ? primary : secondary;
    }
    ImageVersion first = device.header(primary).version();
    return ORDER.compare(device.header(secondary).version(), first) > 0 ? secondary : primary;
  }

  /** With revert, an image that was started once and is not confirmed is erased. */
  private boolean release(Area slot) {
    if (device.mode() == McubootMode.DIRECT_XIP) {
      return true;
    }
    switch (TrialTable.of(device.trailer(slot).state())) {
      case ERASE -> {
        outcome.setRefused("the image was not released, or did not confirm itself");
        slot.erase(0, slot.size());
        return false;
      }
      case MARK_AND_START -> device.trailer(slot).writeCopyDone();
      case START -> {}
    }
    return true;
  }

  private Verdict verify(Area slot) {
    Verdict verdict = validation.verify(slot, device.layout().swapInfo(slot));
    if (!verdict.isAccepted() && !validation.hasNoProgram(slot)) {
      slot.erase(0, slot.size());
    }
    return verdict;
  }

  private boolean onTrial(Area slot) {
    return device.mode() == McubootMode.DIRECT_XIP_REVERT
        && device.trailer(slot).state().imageOk() != Flag.SET;
  }
}
