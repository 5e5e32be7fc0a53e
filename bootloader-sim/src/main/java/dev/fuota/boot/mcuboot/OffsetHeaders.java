package dev.fuota.boot.mcuboot;

/**
 * Where swap using offset finds the two headers. A download's lies in sector 1 of the secondary
 * slot, an old image's in sector 0; if it is not where it ought to be, the other place is tried.
 */
final class OffsetHeaders {
  /** One half of a sector's exchange is done. */
  private static final int HALF_DONE = 2;

  /** What the library compares with here; with two states per sector it never comes. */
  private static final int NEVER = 3;

  private final Device device;
  private final Area primary;
  private final Area secondary;
  private final EqualSectors sectors;

  private record Place(Area area, int offset) {}

  OffsetHeaders(Device device, EqualSectors sectors) {
    this.device = device;
    this.primary = device.primary();
    this.secondary = device.secondary();
    this.sectors = sectors;
  }

  /** While no exchange is under way; where the image begins is not remembered. */
  void read() {
    device.setHeader(primary, RawHeader.read(primary, 0));
    int offset = device.swapType() == SwapType.REVERT ? 0 : sectors.size();
    RawHeader header = RawHeader.read(secondary, offset);
    device.setHeader(secondary, header.magic() ? header : RawHeader.read(secondary, otherSector()));
  }

  boolean read(SwapStatus status) {
    return status.isReset() ? readAtRest(status) : readUnderWay(status);
  }

  private boolean readAtRest(SwapStatus status) {
    RawHeader header = RawHeader.read(primary, 0);
    device.setHeader(primary, header);
    if (!header.magic()) {
      return false;
    }
    int offset = isRevert(status) ? 0 : sectors.size();
    RawHeader other = RawHeader.read(secondary, offset);
    if (!other.magic()) {
      offset = otherSector();
      other = RawHeader.read(secondary, offset);
    }
    device.setHeader(secondary, other);
    if (other.magic()) {
      device.setSecondaryOffset(offset);
    }
    // A secondary slot without an image does not keep the primary from starting.
    return true;
  }

  private boolean readUnderWay(SwapStatus status) {
    long last = sectors.count(StatusArea.find(device).swapSize()) - 1;
    boolean revert = isRevert(status);
    Place first = revert ? primaryInRevert(status, last) : primaryInUpgrade(status, last);
    RawHeader header = RawHeader.read(first.area, first.offset);
    device.setHeader(primary, header);
    if (!header.magic()) {
      return false;
    }
    Place second = revert ? secondaryInRevert(status, last) : secondaryInUpgrade(status);
    RawHeader other = RawHeader.read(second.area, second.offset);
    device.setHeader(secondary, other);
    if (!other.magic()) {
      return false;
    }
    if (second.area == secondary) {
      device.setSecondaryOffset(second.offset);
    }
    return true;
  }

  private Place primaryInRevert(SwapStatus status, long last) {
    boolean gone = status.done() > last || (status.done() == last && status.state() == HALF_DONE);
    return gone ? new Place(secondary, sectors.size()) : new Place(primary, 0);
  }

  private Place secondaryInRevert(SwapStatus status, long last) {
    boolean back = status.done() > last || (status.done() == last && status.state() == NEVER);
    return back ? new Place(primary, 0) : new Place(secondary, 0);
  }

  private Place primaryInUpgrade(SwapStatus status, long last) {
    boolean gone = (status.done() > 0 || status.state() == HALF_DONE) && status.index() <= last;
    return new Place(gone ? secondary : primary, 0);
  }

  private Place secondaryInUpgrade(SwapStatus status) {
    return status.done() > 0 ? new Place(primary, 0) : new Place(secondary, sectors.size());
  }

  /** The place that is tried when the table's is empty. */
  private int otherSector() {
    return device.swapType() == SwapType.REVERT ? sectors.size() : 0;
  }

  private boolean isRevert(SwapStatus status) {
    return status.type() == SwapType.REVERT || device.swapType() == SwapType.REVERT;
  }
}
