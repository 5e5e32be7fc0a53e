package dev.fuota.agent.mac;

import dev.fuota.agent.store.NvmKey;
import dev.fuota.agent.store.Records;
import java.util.OptionalInt;

/**
 * The DevNonces of a device: 0, 1, 2, ..., none twice, across resets too (LoRaWAN 1.0.4, section
 * 6.2.5). Each is in flash as used before it is given out, so a power cut may skip one. They do not
 * roll over: a device has 65535 joins in its life.
 */
final class DevNonces {
  private static final int END = 0xffff;

  private final Records records;

  DevNonces(Records records) {
    this.records = records;
  }

  /**
   * The next one; empty if none is left.
   *
   * @throws dev.fuota.hal.flash.FlashFault if flash cannot tell which were used, or keep that this
   *     one is; none may be used then
   */
  OptionalInt take() { // MAC-021, MAC-022
    long next = records.demand(NvmKey.DEV_NONCE).flatMap(Records::readU32).orElse(0L);
    if (next >= END) {
      return OptionalInt.empty();
    }
    records.write(NvmKey.DEV_NONCE, Records.u32(next + 1));
    return OptionalInt.of((int) next);
  }
}
