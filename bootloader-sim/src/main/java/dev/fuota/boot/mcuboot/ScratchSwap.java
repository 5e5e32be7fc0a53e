package dev.fuota.boot.mcuboot;

/**
 * Swap using scratch: regions as large as the scratch area, from the highest sector to the lowest.
 * Each in three steps: secondary to scratch, primary to secondary, scratch to primary; each step
 * begins with the erase of what it writes and ends with a status record. The region worked on first
 * may hold the primary trailer; then the scratch area keeps records and state meanwhile.
 */
final class ScratchSwap implements Swap {
  private static final int STATES = 3;
  private static final int TO_SCRATCH = 1;
  private static final int TO_SECONDARY = 2;
  private static final int TO_PRIMARY = 3;

  private final Device device;
  private final Area primary;
  private final Area secondary;
  private final Area scratch;
  private final ScratchGeometry geometry;

  ScratchSwap(Device device) {
    this.device = device;
    this.primary = device.primary();
    this.secondary = device.secondary();
    this.scratch = device.scratch();
    this.geometry = new ScratchGeometry(device);
  }

  @Override
  public boolean slotsCompatible() {
    return SlotGeometry.compatible(device, scratch.size());
  }

  @Override
  public long maxImageOctets() {
    return geometry.maxImageOctets();
  }

  /** The end of the first run of written records says how far it came. */
  @Override
  public void readStatus(Area from, SwapStatus status) {
    int count = device.layout().statusRecords(from);
    boolean[] written = device.trailer(from).statusRecords(count, device.writeSize());
    int first = 0;
    while (first < count && !written[first]) {
      first++;
    }
    if (first == count) {
      return;
    }
    int end = first;
    while (end < count && written[end]) {
      end++;
    }
    for (int later = end; later < count && !device.options().validatePrimary(); later++) {
      Panic.unless(!written[later], "the status records are inconsistent");
    }
    status.resumeAt(SwapStatus.Phase.EXCHANGE, end / STATES + 1, end % STATES + 1);
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
      return true;
    }
    int regions = geometry.regions(StatusArea.find(device).swapSize());
    device.setHeader(primary, RawHeader.read(primaryHeaderArea(status, regions), 0));
    device.setHeader(secondary, RawHeader.read(secondaryHeaderArea(status, regions), 0));
    return true;
  }

  private Area primaryHeaderArea(SwapStatus status, int regions) {
    boolean moved =
        status.done() >= regions || (status.done() == regions - 1 && status.state() >= TO_PRIMARY);
    return moved ? secondary : primary;
  }

  private Area secondaryHeaderArea(SwapStatus status, int regions) {
    if (status.done() >= regions) {
      return primary;
    }
    boolean moved = status.done() == regions - 1 && status.state() >= TO_SECONDARY;
    return moved ? scratch : secondary;
  }

  @Override
  public void run(SwapStatus status) {
    int last = geometry.lastSector(status.swapSize());
    for (int region = 0; last >= 0; region++) {
      int first = geometry.firstSectorOfRegion(last);
      if (region >= status.done()) {
        exchange(first, last, status);
      }
      last = first - 1;
    }
  }

  private void exchange(int first, int last, SwapStatus status) {
    ScratchRegion region = geometry.region(first, last);
    status.setInScratch(status.isFirstIndex() && region.holdsTrailer());
    if (status.state() == TO_SCRATCH) {
      toScratch(region, status);
    }
    if (status.state() == TO_SECONDARY) {
      toSecondary(region, status);
    }
    if (status.state() == TO_PRIMARY) {
      toPrimary(region, status);
    }
  }

  private void toScratch(ScratchRegion region, SwapStatus status) {
    scratch.erase(0, scratch.size());
    if (status.isFirstIndex()) {
      // The swap type needs a place while the primary trailer is away.
      device.initTrailer(scratch, status);
      if (!status.inScratch()) {
        device.eraseTrailer(primary);
        device.initTrailer(primary, status);
        scratch.erase(0, scratch.size());
      }
    }
    device.copy(secondary, region.offset(), scratch, 0, region.copied());
    record(status);
    status.toState(TO_SECONDARY);
  }

  private void toSecondary(ScratchRegion region, SwapStatus status) {
    int erase = region.octets();
    if (status.isFirstIndex()) {
      device.eraseTrailer(secondary);
      if (status.inScratch()) {
        erase = geometry.trailerSectorOffset(secondary) - region.offset();
      }
    }
    if (erase != 0) {
      secondary.erase(region.offset(), erase);
    }
    device.copy(primary, region.offset(), secondary, region.offset(), region.copied());
    record(status);
    status.toState(TO_PRIMARY);
  }

  private void toPrimary(ScratchRegion region, SwapStatus status) {
    boolean inScratch = status.inScratch();
    int erase = region.octets();
    if (inScratch) {
      device.eraseTrailer(primary);
      erase = geometry.trailerSectorOffset(primary) - region.offset();
    }
    if (erase != 0) {
      primary.erase(region.offset(), erase);
    }
    device.copy(scratch, 0, primary, region.offset(), region.copied());
    if (inScratch) {
      bringTrailerBack(region, status);
    }
    status.setInScratch(false);
    record(status);
    status.toNextIndex();
    if (inScratch) {
      // The last sector first: what is left of a forward erase would be copied back.
      scratch.eraseBackwardsTo(0);
    }
  }

  private void bringTrailerBack(ScratchRegion region, SwapStatus status) {
    int records = (STATES - 1) * device.writeSize();
    int from = device.layout().status(scratch);
    device.copy(scratch, from, primary, region.offset() + region.copied(), records);
    SlotState state = device.trailer(scratch).state();
    Trailer trailer = device.trailer(primary);
    if (state.imageOk() == Flag.SET) {
      trailer.writeImageOk();
    }
    if (state.swapType() != SwapType.NONE) {
      trailer.writeSwapInfo(state.swapType());
    }
    trailer.writeSwapSize(status.swapSize());
    trailer.writeMagic();
  }

  private void record(SwapStatus status) {
    Area area = status.inScratch() ? scratch : primary;
    int number = status.done() * STATES + status.state() - 1;
    device.trailer(area).writeStatus(number * device.writeSize(), status.state());
  }
}
