package dev.fuota.drivers.rui3;

import dev.fuota.drivers.modem.GroupSession;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A multicast group in the module, as {@code AT+LSTMULC=?} tells it: {@code
 * C:1A2B3C4D:<NwkSKey>:<AppSKey>:869525000:00:0}. Free places are {@code 0:00000000:…}.
 *
 * @param kind B or C
 */
record InstalledGroup(
    char kind, DevAddr mcAddr, AesKey nwkSKey, AesKey appSKey, int frequencyHz, int dataRate) {
  private static final Pattern ENTRY =
      Pattern.compile(
          "([BC]):([0-9A-F]{8}):([0-9A-F]{32}):([0-9A-F]{32}):(\\d{1,9}):(\\d{1,2})(?::\\d)?");

  /** All groups in an answer. */
  static List<InstalledGroup> listed(String answer) {
    return ENTRY
        .matcher(answer.toUpperCase(Locale.ROOT))
        .results()
        .map(InstalledGroup::of)
        .toList();
  }

  private static InstalledGroup of(MatchResult entry) {
    return new InstalledGroup(
        entry.group(1).charAt(0),
        DevAddr.fromHex(entry.group(2)),
        key(entry.group(3)),
        key(entry.group(4)),
        Integer.parseInt(entry.group(5)),
        Integer.parseInt(entry.group(6)));
  }

  private static AesKey key(String hex) {
    return AesKey.of(Bytes.fromHex(hex));
  }

  /** The group as a session needs it; {@code frequencyHz} is that of the session, never 0. */
  static InstalledGroup of(GroupSession session, int frequencyHz) {
    return new InstalledGroup(
        session.classB() ? 'B' : 'C',
        session.mcAddr(),
        session.nwkSKey(),
        session.appSKey(),
        frequencyHz,
        session.dataRate());
  }

  /** {@code AT+ADDMULC}: NwkSKey stands before AppSKey, and class C has no periodicity. */
  String add(int periodicity) {
    String channel = frequencyHz + ":" + dataRate;
    return String.join(
        ":",
        "AT+ADDMULC=" + kind,
        mcAddr.toString().toUpperCase(Locale.ROOT),
        hex(nwkSKey),
        hex(appSKey),
        kind == 'B' ? channel + ":" + periodicity : channel);
  }

  String remove() {
    return "AT+RMVMULC=" + mcAddr.toString().toUpperCase(Locale.ROOT);
  }

  private static String hex(AesKey key) {
    return key.bytes().toHex().toUpperCase(Locale.ROOT);
  }
}
