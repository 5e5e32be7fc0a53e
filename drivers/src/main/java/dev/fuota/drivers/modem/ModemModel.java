package dev.fuota.drivers.modem;

import dev.fuota.hal.link.LinkCapabilities;
import dev.fuota.hal.link.LinkCapabilities.SessionTuning;
import java.util.List;
import java.util.Optional;

/**
 * A kind of modem, and what it can do: the capability table, which the documentation shows too.
 *
 * @param name as in settings
 * @param title as people call it, with the firmware that is meant
 * @param baud as it is delivered
 * @param support whether this product drives it; if not, the limitations say why
 * @param capabilities of the best firmware that is known
 * @param tested on what
 */
public record ModemModel(
    String name,
    String title,
    int baud,
    Support support,
    LinkCapabilities capabilities,
    String tested) {

  /** How far this product goes with a modem. */
  public enum Support {
    /** Everything that the modem can. */
    FULL,
    /** It can, but nobody has written its driver. */
    NONE_YET,
    /** It must not be used. */
    REFUSED
  }

  private static final String EMULATION = "on an emulation only";
  private static final String NO_COUNTERS =
      "It keeps frame counters to itself: the McFCnt window of a group is not checked.";
  private static final String NO_MPA =
      "It sends on FPort 1 to 223 only: no multi-package access (TS007).";
  private static final String ONE_AT_A_TIME =
      "It does not say of which group a frame was: it listens to one session at a time.";
  private static final String NO_EMPTY =
      "It sends no uplink without payload: an empty one goes out as one zero octet.";
  private static final String RX2_SESSIONS =
      "It hears a session only on the frequency and data rate of RX2.";
  private static final String NO_MARK =
      "It does not tell multicast from unicast: in a session only what comes outside of the"
          + " windows of an uplink is taken as multicast.";
  private static final String RX2_MOVED =
      "While it listens to a session its second window is there too: the server has to answer in"
          + " RX1.";
  private static final String NO_SUB_BAND =
      "It takes no sub-band (US915, AU915): it joins on all channels in turns.";
  private static final String NO_MULTICAST = "It hears no multicast: unicast updates only.";

  public static final ModemModel RAK3172 =
      new ModemModel(
          "rak3172",
          "RAK3172, RAK3272, RAK3372 with RUI3 4.0 to 4.2",
          115_200,
          Support.FULL,
          new LinkCapabilities(
              4,
              SessionTuning.ANY,
              true,
              true,
              223,
              List.of(NO_COUNTERS, NO_MPA, ONE_AT_A_TIME, NO_EMPTY)),
          EMULATION);

  public static final ModemModel LBM =
      new ModemModel(
          "lbm",
          "LoRa Basics Modem 4, hw_modem",
          115_200,
          Support.FULL,
          new LinkCapabilities(
              4, SessionTuning.ANY, true, true, 223, List.of(NO_COUNTERS, NO_MPA, NO_SUB_BAND)),
          EMULATION);

  public static final ModemModel MURATA =
      new ModemModel(
          "murata-hardwario",
          "Murata CMWX1ZZABZ, Arduino MKR WAN 1300/1310 with HARDWARIO's lora-modem",
          19_200,
          Support.FULL,
          new LinkCapabilities(
              4,
              SessionTuning.RX2_ONLY,
              false,
              true,
              223,
              List.of(
                  NO_COUNTERS,
                  NO_MPA,
                  ONE_AT_A_TIME,
                  NO_EMPTY,
                  RX2_SESSIONS,
                  NO_MARK,
                  "It listens in class C only if it has sent since it started: if need be, one octet"
                      + " goes out on FPort 223 before a session.")),
          EMULATION);

  public static final ModemModel WIO_E5 =
      new ModemModel(
          "wio-e5",
          "Seeed Wio-E5, LoRa-E5 with Seeed's AT firmware 4",
          9600,
          Support.FULL,
          new LinkCapabilities(
              1,
              SessionTuning.ANY,
              false,
              false,
              223,
              List.of(
                  NO_COUNTERS,
                  NO_MPA,
                  NO_MARK,
                  RX2_MOVED,
                  "It is not asked for the network's time: the clock is set by FPort 202.",
                  "At 9600 baud a fragment of 222 octets takes half a second: at DR5 of EU868"
                      + " fragments that follow at once get lost; give it a higher speed.",
                  "Parts of its dialogue are known from its manual only, not from a device.")),
          EMULATION);

  public static final ModemModel RN2483 =
      new ModemModel(
          "rn2483",
          "Microchip RN2483 (EU868) or RN2903 (US915), firmware 1.0.5 or later",
          57_600,
          Support.FULL,
          new LinkCapabilities(
              1,
              SessionTuning.ANY,
              false,
              false,
              223,
              List.of(
                  NO_COUNTERS,
                  NO_MPA,
                  NO_EMPTY,
                  NO_MARK,
                  RX2_MOVED,
                  "It begins to listen in class C behind an uplink: at the start of each session one"
                      + " octet goes out on FPort 223.",
                  "It cannot ask the network for the time: the clock is set by FPort 202.",
                  "It forgets the frame counters of a personalised device: the device has to"
                      + " join.")),
          EMULATION);

  public static final ModemModel ST_AT_SLAVE =
      new ModemModel(
          "st-at-slave",
          "STM32WL with ST's AT_Slave 1.3",
          9600,
          Support.FULL,
          new LinkCapabilities(
              0,
              SessionTuning.NONE,
              false,
              false,
              223,
              List.of(
                  "It has no command for a multicast group: updates by unicast only.",
                  NO_MPA,
                  NO_EMPTY,
                  NO_SUB_BAND,
                  "It has no command to ask the network for the time: the clock is set by FPort"
                      + " 202.",
                  "Its help names FPort 1 to 199 only; its sources take 200 to 203 as well.")),
          EMULATION);

  public static final ModemModel MKRWAN =
      new ModemModel(
          "mkrwan",
          "Arduino MKR WAN 1300/1310 with Arduino's firmware",
          19_200,
          Support.NONE_YET,
          new LinkCapabilities(
              0,
              SessionTuning.NONE,
              false,
              false,
              223,
              List.of(
                  NO_MULTICAST,
                  NO_MPA,
                  "It has no driver: put HARDWARIO's lora-modem on it (murata-hardwario).")),
          "not at all");

  public static final ModemModel LA66 =
      new ModemModel(
          "la66",
          "Dragino LA66",
          9600,
          Support.REFUSED,
          new LinkCapabilities(
              0,
              SessionTuning.NONE,
              false,
              true,
              223,
              List.of(
                  "It keeps only the last downlink: fragments overwrite each other.",
                  "Its firmware carries out downlinks by their first octet on any port: a command"
                      + " of a package could reset it to factory settings.",
                  NO_MULTICAST)),
          "not at all");

  public static final List<ModemModel> KNOWN =
      List.of(RAK3172, LBM, MURATA, RN2483, WIO_E5, ST_AT_SLAVE, MKRWAN, LA66);

  /** The modem with this name. */
  public static Optional<ModemModel> named(String name) {
    return KNOWN.stream().filter(model -> model.name.equals(name)).findFirst();
  }

  /** Whether it can be told the sub-band of its network. */
  public boolean takesSubBand() {
    return !capabilities.limitations().contains(NO_SUB_BAND);
  }

  /** The identity of a modem that can what its model can. */
  public ModemIdentity identity(String text, boolean namesGroups) {
    return new ModemIdentity(text, capabilities, namesGroups);
  }
}
