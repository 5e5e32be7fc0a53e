package dev.fuota.boot.mcuboot;

import java.util.Optional;

/** What one boot knows of the flash: its areas, and the headers that it read last. */
final class Device {
  /** The library's copy buffer: one read and one program operation each. */
  private static final int CHUNK = 1024;

  private static final RawHeader NO_HEADER = RawHeader.none();

  private final McubootOptions options;
  private final TrailerLayout layout;
  private final Area primary;
  private final Area secondary;
  private final Optional<Area> scratch;
  private final int writeSize;
  private final byte[] chunk = new byte[CHUNK];
  private RawHeader primaryHeader = NO_HEADER;
  private RawHeader secondaryHeader = NO_HEADER;
  private int secondaryOffset;
  private int primaryTlvOctets;
  private int secondaryTlvOctets;

  Device(McubootSlots slots, McubootOptions options) {
    this.options = options;
    this.layout = new TrailerLayout(options);
    this.primary = new Area(Area.Role.PRIMARY, slots.primary());
    this.secondary = new Area(Area.Role.SECONDARY, slots.secondary());
    this.scratch =
        options.mode() == McubootMode.SWAP_SCRATCH
            ? slots.scratch().map(flash -> new Area(Area.Role.SCRATCH, flash))
            : Optional.empty();
    this.writeSize = Math.max(primary.align(), scratch.map(Area::align).orElse(0));
  }

  McubootMode mode() {
    return options.mode();
  }

  McubootOptions options() {
    return options;
  }

  TrailerLayout layout() {
    return layout;
  }

  Area primary() {
    return primary;
  }

  Area secondary() {
    return secondary;
  }

  Area scratch() {
    return scratch.orElseThrow(() -> new Panic("there is no scratch area"));
  }

  /** How far apart status records are. */
  int writeSize() {
    return writeSize;
  }

  Trailer trailer(Area area) {
    return new Trailer(area, layout);
  }

  RawHeader header(Area area) {
    return area == primary ? primaryHeader : secondaryHeader;
  }

  void setHeader(Area area, RawHeader header) {
    if (area == primary) {
      primaryHeader = header;
    } else {
      secondaryHeader = header;
    }
  }

  /** Where the image in {@code area} begins; not 0 only in the secondary slot of swap-offset. */
  int imageOffset(Area area) {
    return area == secondary ? secondaryOffset : 0;
  }

  void setSecondaryOffset(int offset) {
    secondaryOffset = offset;
  }

  /** What the table says of both trailers as they are now. */
  SwapType swapType() {
    return SwapTypeTable.of(mode(), trailer(primary).state(), trailer(secondary).state());
  }

  /** Copies in pieces of the library's buffer; the destination is erased. */
  void copy(Area from, int fromOffset, Area to, int toOffset, int octets) {
    for (int done = 0; done < octets; done += CHUNK) {
      int length = Math.min(CHUNK, octets - done);
      from.read((long) fromOffset + done, chunk, length);
      to.program((long) toOffset + done, chunk, length);
    }
  }

  /** Erases the sectors of the slot's trailer, the last one first. */
  void eraseTrailer(Area slot) {
    slot.eraseBackwardsTo(slot.sectorStart(trailerStart(slot)));
  }

  private int trailerStart(Area slot) {
    int start = slot.size() - layout.trailerOctets(Math.max(writeSize, slot.align()));
    Panic.unless(start >= 0, "the trailer does not fit the slot");
    return start;
  }

  /** Writes a new trailer: what an interrupted exchange needs to know, the magic last. */
  void initTrailer(Area area, SwapStatus status) {
    Flag imageOk = trailer(secondary).state().imageOk();
    Trailer trailer = trailer(area);
    if (status.type() != SwapType.NONE) {
      trailer.writeSwapInfo(status.type());
    }
    if (imageOk == Flag.SET) {
      trailer.writeImageOk();
    }
    trailer.writeSwapSize(status.swapSize());
    if (mode() == McubootMode.SWAP_OFFSET) {
      trailer.writeTlvSizes(primaryTlvOctets, secondaryTlvOctets);
    }
    trailer.writeMagic();
  }

  /**
   * Octets of the image in {@code slot} with its TLV areas, by the header that was read last.
   *
   * @throws Panic if there are no TLV areas where the header says: the library asserts that
   */
  long imageOctets(Area slot) {
    RawHeader header = header(slot);
    int offset = imageOffset(slot);
    int unprotected = TlvSizes.unprotectedOctets(slot, offset, header);
    if (slot == primary) {
      primaryTlvOctets = unprotected;
    } else {
      secondaryTlvOctets = unprotected;
    }
    return header.tlvOffset() + header.protectTlvSize() + unprotected;
  }
}
