package dev.fuota.boot.mcuboot;

/**
 * Where the fields of a trailer lie (MCUboot, "Image trailer"). From the end downwards, with MA the
 * alignment of the build: magic (16 octets), image_ok, copy_done, swap_info (MA each), sizes of the
 * unprotected TLV areas (MA, swap using offset only), swap_size (MA), status records of one granule
 * each. All offsets in octets.
 */
final class TrailerLayout {
  static final int MAGIC_OCTETS = 16;

  private final McubootMode mode;
  private final int maxAlign;
  private final int maxSectors;

  TrailerLayout(McubootOptions options) {
    this.mode = options.mode();
    this.maxAlign = options.maxAlign();
    this.maxSectors = options.maxSectors();
  }

  int maxAlign() {
    return maxAlign;
  }

  int magic(Area area) {
    return area.size() - MAGIC_OCTETS;
  }

  /** Octets programmed together with the magic: 16, or 32 if the alignment is 32. */
  int magicProgramOctets() {
    return alignUp(MAGIC_OCTETS, maxAlign);
  }

  int imageOk(Area area) {
    return alignDown(magic(area) - maxAlign, maxAlign);
  }

  int copyDone(Area area) {
    return imageOk(area) - maxAlign;
  }

  int swapInfo(Area area) {
    return copyDone(area) - maxAlign;
  }

  /** Only in {@link McubootMode#SWAP_OFFSET}. */
  int tlvSizes(Area area) {
    return swapInfo(area) - maxAlign;
  }

  int swapSize(Area area) {
    return (mode == McubootMode.SWAP_OFFSET ? tlvSizes(area) : swapInfo(area)) - maxAlign;
  }

  /** The first status record. */
  int status(Area area) {
    int octets =
        area.role() == Area.Role.SCRATCH
            ? scratchTrailerOctets(area.align())
            : trailerOctets(area.align());
    Panic.unless(octets <= area.size(), "the trailer does not fit the slot");
    return area.size() - octets;
  }

  /** How many status records there are in a slot or in the scratch area. */
  int statusRecords(Area area) {
    return area.role() == Area.Role.SCRATCH
        ? mode.statesPerEntry()
        : mode.statesPerEntry() * maxSectors;
  }

  int maxSectors() {
    return maxSectors;
  }

  /** A slot's whole trailer, with granules of {@code granule} octets. */
  int trailerOctets(int granule) {
    return maxSectors * mode.statesPerEntry() * granule + infoOctets();
  }

  /** The scratch area's trailer, which has the records of one region only. */
  int scratchTrailerOctets(int granule) {
    return mode.statesPerEntry() * granule + infoOctets();
  }

  private int infoOctets() {
    int fields = mode == McubootMode.SWAP_OFFSET ? 5 : 4;
    return fields * maxAlign + magicProgramOctets();
  }

  static int alignUp(int value, int align) {
    return (value + align - 1) / align * align;
  }

  static int alignDown(int value, int align) {
    return value / align * align;
  }
}
