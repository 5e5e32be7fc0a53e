package dev.fuota.boot.mcuboot;

import dev.fuota.boot.mcuboot.StatusSourceTable.Source;
import dev.fuota.boot.mcuboot.SwapStatus.Phase;

/**
 * Swap using move: all sectors of the primary slot go up by one, from the last down; then each
 * sector of the secondary slot comes down, and what lay one above it goes there. The primary slot
 * has one sector more than an image needs.
 */
final class MoveSwap implements Swap {
  private static final int STATES = 2;
  private static final int TO_PRIMARY = 1;
  private static final int TO_SECONDARY = 2;

  private final Device device;
  private final Area primary;
  private final Area secondary;
  private final EqualSectors sectors;

  MoveSwap(Device device) {
    this.device = device;
    this.primary = device.primary();
    this.secondary = device.secondary();
    this.sectors = new EqualSectors(device);
  }

  @Override
  public boolean slotsCompatible() {
    int more = primary.sectors() - secondary.sectors();
    int common = secondary.sectors();
    return (more == 0 || more == 1)
        && sectors.equalUpTo(common)
        && (more == 0 || primary.sectorSize(common) == primary.sectorSize(common - 1));
  }

  @Override
  public long maxImageOctets() {
    return Math.min(
        sectors.beforeTrailer(primary) - sectors.size(), sectors.beforeTrailer(secondary));
  }

  /** The highest written record counts. */
  @Override
  public void readStatus(Area from, SwapStatus status) {
    int moves = device.layout().maxSectors();
    int count = device.layout().statusRecords(from);
    boolean[] written = device.trailer(from).statusRecords(count, device.writeSize());
    int records = count;
    while (records > 0 && !written[records - 1]) {
      records--;
    }
    if (records == 0) {
      return;
    }
    if (records < moves) {
      status.resumeAt(Phase.MOVE, records + 1, TO_PRIMARY);
    } else {
      int done = records - moves;
      status.resumeAt(Phase.EXCHANGE, done / STATES + 1, done % STATES + 1);
    }
  }

  @Override
  public void readHeaders() {
    device.setHeader(primary, RawHeader.read(primary, 0));
    device.setHeader(secondary, RawHeader.read(secondary, 0));
  }

  @Override
  public boolean readHeaders(SwapStatus status) {
    if (status.isReset()) {
      readHeaders();
      return device.header(primary).magic();
    }
    long last = sectors.count(StatusArea.find(device).swapSize());
    return readPrimaryHeader(status, last) && readSecondaryHeader(status, last);
  }

  private boolean readPrimaryHeader(SwapStatus status, long last) {
    int index = status.index();
    boolean movedUp = status.phase() == Phase.MOVE ? index > last : index == 1;
    boolean exchanged = status.phase() == Phase.EXCHANGE && index > 1 && index <= last;
    RawHeader header =
        RawHeader.read(exchanged ? secondary : primary, movedUp ? sectors.size() : 0);
    device.setHeader(primary, header);
    return header.magic();
  }

  private boolean readSecondaryHeader(SwapStatus status, long last) {
    int index = status.index();
    boolean exchanged =
        status.phase() == Phase.EXCHANGE
            && (index == 1 ? status.state() == TO_SECONDARY : index <= last);
    RawHeader header = RawHeader.read(exchanged ? primary : secondary, 0);
    device.setHeader(secondary, header);
    return header.magic();
  }

  @Override
  public void run(SwapStatus status) {
    long last = sectors.count(status.swapSize());
    if (status.isReset() && last >= sectors.firstTrailerSector(primary)) {
      // No room; the library goes on all the same and sets image_ok and copy_done.
      status.setType(SwapType.NONE);
      return;
    }
    makeRevertLookPermanent(status);
    if (status.phase() == Phase.MOVE) {
      for (long sector = last; sector > 0; sector--) {
        if (sector <= last - status.done()) {
          moveUp(EqualSectors.index(sector), status);
        }
      }
      status.toFirstIndex();
    }
    status.enter(Phase.EXCHANGE);
    for (long sector = 1; sector <= last; sector++) {
      if (sector >= status.index()) {
        exchange(EqualSectors.index(sector), status);
      }
    }
  }

  /** While the primary trailer is written anew, the secondary one says what is to be done. */
  private void makeRevertLookPermanent(SwapStatus status) {
    if (status.type() != SwapType.REVERT
        || status.phase() != Phase.MOVE
        || !status.isFirstIndex()) {
      return;
    }
    Trailer trailer = device.trailer(secondary);
    if (trailer.magic() == Magic.UNSET) {
      device.eraseTrailer(secondary);
      trailer.writeImageOk();
      trailer.writeSwapSize(status.swapSize());
      trailer.writeMagic();
    }
  }

  private void moveUp(int sector, SwapStatus status) {
    if (status.isFirstIndex()) {
      if (status.source() != Source.PRIMARY) {
        device.eraseTrailer(primary);
        device.initTrailer(primary, status);
      }
      device.eraseTrailer(secondary);
    }
    int to = primary.sectorOffset(sector);
    primary.erase(to, sectors.size());
    device.copy(primary, primary.sectorOffset(sector - 1), primary, to, sectors.size());
    record(status);
    status.toNextIndex();
  }

  private void exchange(int sector, SwapStatus status) {
    int above = primary.sectorOffset(sector);
    int to = primary.sectorOffset(sector - 1);
    int other = secondary.sectorOffset(sector - 1);
    if (status.state() == TO_PRIMARY) {
      primary.erase(to, sectors.size());
      device.copy(secondary, other, primary, to, sectors.size());
      record(status);
      status.toState(TO_SECONDARY);
    }
    if (status.state() == TO_SECONDARY) {
      secondary.erase(other, sectors.size());
      device.copy(primary, above, secondary, other, sectors.size());
      record(status);
      status.toNextIndex();
    }
  }

  private void record(SwapStatus status) {
    int number =
        status.phase() == Phase.MOVE
            ? status.done()
            : device.layout().maxSectors() + status.done() * STATES + status.state() - 1;
    device.trailer(primary).writeStatus(number * device.writeSize(), status.state());
  }
}
