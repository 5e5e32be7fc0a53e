package dev.fuota.boot.mcuboot;

import dev.fuota.protocol.image.Verdict;

/** One boot in overwrite-only mode. */
final class OverwriteBoot {
  private final Device device;
  private final Area primary;
  private final Area secondary;
  private final ImageValidation validation;
  private final Outcome outcome;

  OverwriteBoot(Device device, ImageValidation validation, Outcome outcome) {
    this.device = device;
    this.primary = device.primary();
    this.secondary = device.secondary();
    this.validation = validation;
    this.outcome = outcome;
  }

  McubootResult run() {
    readHeaders();
    if (!SlotGeometry.compatible(device)) {
      outcome.setRefused("the sectors of the slots do not fit each other");
    } else if (device.swapType().isUpgrade() && secondaryVerifies()) {
      overwrite();
      outcome.setInstalled();
      readHeaders();
    }
    return new PrimaryStart(device, validation, outcome).run(limit(primary));
  }

  private void readHeaders() {
    device.setHeader(primary, RawHeader.read(primary, 0));
    device.setHeader(secondary, RawHeader.read(secondary, 0));
  }

  private boolean secondaryVerifies() {
    if (validation.hasNoProgram(secondary)) {
      outcome.setRefused("there is no program in the secondary slot");
      return false;
    }
    Verdict verdict = validation.verify(secondary, limit(secondary));
    if (!verdict.isAccepted()) {
      outcome.setRefused(verdict);
      secondary.erase(0, secondary.size());
    }
    return verdict.isAccepted();
  }

  /** An image ends before the fields of the trailer that this mode looks at. */
  private long limit(Area slot) {
    return device.layout().swapInfo(slot);
  }

  private void overwrite() {
    if (device.options().eraseWholeSlot()) {
      primary.erase(0, primary.size());
      device.copy(secondary, 0, primary, 0, primary.size());
    } else {
      overwriteWhatIsNeeded();
    }
    secondary.erase(0, secondary.sectorSize(0));
    int last = secondary.sectors() - 1;
    secondary.erase(secondary.sectorOffset(last), secondary.sectorSize(last));
  }

  private void overwriteWhatIsNeeded() {
    int octets = (int) device.imageOctets(secondary);
    int sector = 0;
    int end = 0;
    while (sector < primary.sectors() && end < octets) {
      primary.erase(end, primary.sectorSize(sector));
      end += primary.sectorSize(sector++);
    }
    int trailer = trailerSectors();
    primary.erase(trailer, primary.size() - trailer);
    // A granule more than needed if the image ends with one.
    int granule = device.writeSize();
    int copied = octets + granule - octets % granule;
    device.copy(secondary, 0, primary, 0, end < octets ? end : copied);
    device.trailer(primary).writeMagic();
  }

  private int trailerSectors() {
    int trailer = device.layout().trailerOctets(device.writeSize());
    int sector = primary.sectors() - 1;
    while (primary.size() - primary.sectorOffset(sector) < trailer) {
      sector--;
    }
    return primary.sectorOffset(sector);
  }
}
