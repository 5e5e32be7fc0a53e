package dev.fuota.drivers.modem;

import dev.fuota.hal.link.LinkCapabilities;
import dev.fuota.hal.link.LinkCapabilities.SessionTuning;
import java.util.List;

/**
 * Who answered on the line.
 *
 * @param text as in "RAK3172, RUI_4.2.1"
 * @param namesGroups whether downlinks say of which group they are; if not, the modem is given one
 *     group at a time, so that there is no doubt
 */
public record ModemIdentity(String text, LinkCapabilities capabilities, boolean namesGroups) {
  /** Nobody yet: it can do nothing. */
  public static final ModemIdentity UNKNOWN =
      new ModemIdentity(
          "", new LinkCapabilities(0, SessionTuning.NONE, false, false, 0, List.of()), false);
}
