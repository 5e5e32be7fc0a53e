package dev.fuota.emulators.smp;

import dev.fuota.drivers.smp.Cbor.Fields;
import dev.fuota.drivers.smp.SmpMessage;

/** What answers the requests that a target understands. */
interface SmpServer {
  int EUNKNOWN = 1;
  int EINVAL = 3;
  int ENOENT = 5;
  int ENOTSUP = 8;

  /**
   * Does what is asked.
   *
   * @return the body of the answer
   * @throws dev.fuota.hal.sim.PowerLoss if the flash's supply fails meanwhile
   */
  Fields handle(SmpMessage request);

  /** An error common to all groups; 0: none. */
  static Fields rc(int code) {
    return Fields.NONE.with("rc", code);
  }
}
