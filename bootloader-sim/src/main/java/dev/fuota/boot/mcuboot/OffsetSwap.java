package dev.fuota.boot.mcuboot;

import dev.fuota.boot.mcuboot.StatusSourceTable.Source;
import dev.fuota.boot.mcuboot.SwapStatus.Phase;

/**
 * Swap using offset: the new image lies in the secondary slot from sector 1 on, the old one goes to
 * sector 0 of it; a revert goes the other way, from the last sector down.
 */
final class OffsetSwap implements Swap {
  private static final int STATES = 2;
  private static final int TO_SECONDARY = 1;
  private static final int TO_PRIMARY = 2;

  private final Device device;
  private final Area primary;
  private final Area secondary;
  private final EqualSectors sectors;
  private final OffsetHeaders headers;

  OffsetSwap(Device device) {
    this.device = device;
    this.primary = device.primary();
    this.secondary = device.secondary();
    this.sectors = new EqualSectors(device);
    this.headers = new OffsetHeaders(device, sectors);
  }

  @Override
  public boolean slotsCompatible() {
    int more = secondary.sectors() - primary.sectors();
    return (more == 0 || more == 1) && sectors.equalUpTo(secondary.sectors() - 1);
  }

  @Override
  public long maxImageOctets() {
    return Math.min(
        sectors.beforeTrailer(primary), sectors.beforeTrailer(secondary) - sectors.size());
  }

  /** The highest written record counts. */
  @Override
  public void readStatus(Area from, SwapStatus status) {
    int count = device.layout().statusRecords(from);
    boolean[] written = device.trailer(from).statusRecords(count, device.writeSize());
    int records = count;
    while (records > 0 && !written[records - 1]) {
      records--;
    }
    if (records > 0) {
      status.resumeAt(Phase.EXCHANGE, records / STATES + 1, records % STATES + 1);
    }
  }

  @Override
  public void readHeaders() {
    headers.read();
  }

  @Override
  public boolean readHeaders(SwapStatus status) {
    return headers.read(status);
  }

  @Override
  public void run(SwapStatus status) {
    long last = sectors.count(status.swapSize()) - 1;
    if (status.isReset() && last >= sectors.firstTrailerSector(primary)) {
      // No room; the library goes on all the same and sets image_ok and copy_done.
      status.setType(SwapType.NONE);
      return;
    }
    prepareTrailers(status);
    long tlvSizes = device.trailer(primary).tlvSizes();
    long usedPrimary = usedSectors(device.header(primary), tlvSizes & 0xffff);
    long usedSecondary = usedSectors(device.header(secondary), tlvSizes >>> 16);
    if (isRevert(status)) {
      for (long i = status.done(); i <= last; i++) {
        int sector = EqualSectors.index(last - i);
        exchange(
            sector, sector + 1, sector, status, sector <= usedPrimary, sector <= usedSecondary);
      }
      // No header there that could be taken for one, and a trailer that a download can use.
      secondary.erase(0, sectors.size());
      device.eraseTrailer(secondary);
    } else {
      for (long i = status.done(); i <= last; i++) {
        int sector = EqualSectors.index(i);
        exchange(
            sector, sector, sector + 1, status, sector <= usedPrimary, sector <= usedSecondary);
      }
    }
  }

  private boolean isRevert(SwapStatus status) {
    return status.type() == SwapType.REVERT || device.swapType() == SwapType.REVERT;
  }

  private void prepareTrailers(SwapStatus status) {
    if (!status.isFirstIndex()) {
      return;
    }
    if (status.type() == SwapType.REVERT) {
      markRevert(status);
    }
    if (status.source() != Source.PRIMARY) {
      device.eraseTrailer(primary);
      device.initTrailer(primary, status);
    }
    device.eraseTrailer(secondary);
  }

  /** While the primary trailer is written anew, the secondary one says what is to be done. */
  private void markRevert(SwapStatus status) {
    Trailer trailer = device.trailer(secondary);
    if (trailer.magic() == Magic.UNSET) {
      device.eraseTrailer(secondary);
      trailer.writeCopyDone();
      device.initTrailer(secondary, status);
    }
  }

  private long usedSectors(RawHeader header, long unprotectedTlvs) {
    return (header.hashedOctets() + unprotectedTlvs + sectors.size() - 1) / sectors.size();
  }

  /**
   * Brings one primary sector to sector {@code to} of the secondary slot, and sector {@code from}
   * of that to its place; each only if an image reaches so far.
   */
  private void exchange(
      int sector, int to, int from, SwapStatus status, boolean primaryUsed, boolean secondaryUsed) {
    int offset = primary.sectorOffset(sector);
    int size = sectors.size();
    if (status.state() == TO_SECONDARY) {
      if (primaryUsed) {
        secondary.erase(secondary.sectorOffset(to), size);
        device.copy(primary, offset, secondary, secondary.sectorOffset(to), size);
      }
      record(status);
      status.toState(TO_PRIMARY);
    }
    if (status.state() == TO_PRIMARY) {
      if (secondaryUsed) {
        primary.erase(offset, size);
        device.copy(secondary, secondary.sectorOffset(from), primary, offset, size);
      }
      record(status);
      status.toNextIndex();
    }
  }

  private void record(SwapStatus status) {
    int number = status.done() * STATES + status.state() - 1;
    device.trailer(primary).writeStatus(number * device.writeSize(), status.state());
  }
}
