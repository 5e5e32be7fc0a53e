package dev.fuota.boot.mcuboot;

/** Where the state of an interrupted exchange is: the scratch area if its magic is good. */
final class StatusArea {
  private StatusArea() {}

  static Trailer find(Device device) {
    if (device.mode() == McubootMode.SWAP_SCRATCH) {
      Trailer scratch = device.trailer(device.scratch());
      if (scratch.magic() == Magic.GOOD) {
        return scratch;
      }
    }
    return device.trailer(device.primary());
  }
}
