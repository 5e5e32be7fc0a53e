package dev.fuota.drivers.modem;

import dev.fuota.hal.link.LinkCapabilities;

/** Hears how a modem is. */
public interface ModemHealth {
  /**
   * The modem answers and has its settings; it need not have joined.
   *
   * @param identity as in "RAK3172, RUI_4.2.1"
   */
  void onReady(String identity, LinkCapabilities capabilities);

  /**
   * Something is wrong with it; told once until it changes.
   *
   * @param sentence what, and what to do; without keys
   */
  void onTrouble(String sentence);
}
