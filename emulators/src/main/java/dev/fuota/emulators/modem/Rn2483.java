package dev.fuota.emulators.modem;

import dev.fuota.agent.mac.DeviceClass;
import dev.fuota.agent.mac.Mac;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A Microchip RN2483 or RN2903, a MAC of this product inside. What of its manners is from the
 * maker's manual, and what from sources, says the package of its driver. In class C it begins to
 * listen behind an uplink, where RX2 is then; RX2 behind uplinks stays the network's.
 */
public final class Rn2483 extends TextModem {
  private static final int INPUT_MAX = 600;
  private static final Duration START = Duration.ofMillis(100);
  private static final int GROUP = 0;
  private static final String OK = "ok";
  private static final String PARAMETER = "invalid_param";

  private final RnSettings settings;
  private final Scheduler scheduler;

  /** What ends later: {@code join}, {@code cnf} or {@code uncnf}; empty: nothing. */
  private String underWay = "";

  private boolean answered;
  private boolean listening;

  /**
   * A modem that was just switched on.
   *
   * @param chip RN2483 or RN2903
   * @param version of its firmware, as in 1.0.5
   */
  public Rn2483(String chip, String version, ModemParts parts) {
    super(INPUT_MAX, parts);
    this.settings = new RnSettings(chip, version);
    this.scheduler = parts.scheduler();
  }

  /** Its second window, as {@code mac get rx2} tells it. */
  public String rx2() {
    return settings.get("rx2");
  }

  @Override
  void onTooLong() {
    answer(PARAMETER);
  }

  @Override
  void sayYes(String line) {
    answer(OK);
  }

  /** All that was not saved is lost, and so is the session; nothing is ever saved here. */
  @Override
  void restart() {
    device().stop();
    device().deleteGroup(GROUP);
    settings.forget();
    underWay = "";
    listening = false;
    scheduler.after(START, () -> answer(settings.banner()));
  }

  private void answer(String text) {
    say(text + "\r\n");
  }

  @Override
  void perform(String line) {
    String[] words = line.strip().split(" +", -1);
    String command = words.length < 2 ? "" : words[0] + " " + words[1];
    switch (command) {
      case "sys get" ->
          answer(words.length == 3 && words[2].equals("ver") ? settings.banner() : PARAMETER);
      case "sys reset" -> restart();
      case "mac get" -> answer(words.length < 3 ? PARAMETER : get(words));
      case "mac set" -> answer(words.length < 4 ? PARAMETER : set(words));
      case "mac join" -> answer(words.length == 3 ? join(words[2]) : PARAMETER);
      case "mac tx" -> answer(words.length == 5 ? send(words) : PARAMETER);
      default -> answer(PARAMETER);
    }
  }

  private String get(String[] words) {
    return switch (words[2]) {
      case "status" -> status();
      case "class" -> settings.get("class").toUpperCase(Locale.ROOT);
      case "dr" -> Integer.toString(dataRate());
      case "rx2" ->
          words.length == (settings.isEuropean() ? 4 : 3) ? settings.get("rx2") : PARAMETER;
      case "deveui", "appeui", "adr", "mcast", "mcastdevaddr", "mcastdnctr" ->
          settings.get(words[2]);
      default -> PARAMETER; // keys are not shown
    };
  }

  /** Bits 3 to 0: 9 while it listens in class C, 1 while an uplink is under way; bit 4: joined. */
  private String status() {
    int state = listening && !device().isBusy() ? 9 : device().isBusy() ? 1 : 0;
    return String.format(Locale.ROOT, "%08X", state | (device().isJoined() ? 0x10 : 0));
  }

  private int dataRate() {
    return device().mac().map(Mac::uplinkRate).orElse(settings.dataRate());
  }

  private String set(String[] words) {
    if (words[2].equals("class")) {
      return words[3].matches("[acAC]") ? setClass(words[3].toLowerCase(Locale.ROOT)) : PARAMETER;
    }
    if (words[2].equals("mcast")) {
      return setMulticast(words[3]);
    }
    boolean kept = settings.set(words);
    if (kept && words[2].matches("deveui|appeui|appkey")) {
      device().stop(); // a change of them ends the session
      listening = false;
    }
    return kept ? OK : PARAMETER;
  }

  private String setClass(String other) {
    settings.put("class", other);
    settings.put("mcast", "off");
    device().deleteGroup(GROUP);
    if (other.equals("a")) {
      listening = false;
      device().mac().ifPresent(mac -> mac.closeClassC(GROUP));
      device().become(DeviceClass.A);
    }
    return OK;
  }

  private String setMulticast(String state) {
    if (!state.matches("on|off")) {
      return PARAMETER;
    }
    if (!settings.get("class").equals("c")) {
      return "invalid_class";
    }
    if (state.equals("on") && !settings.hasGroup()) {
      return "multicast_keys_not_set";
    }
    settings.put("mcast", state);
    device().deleteGroup(GROUP);
    if (state.equals("on")) {
      device().defineGroup(group());
      listen();
    }
    return OK;
  }

  private MulticastGroup group() {
    return new MulticastGroup(
        GROUP,
        Bytes.fromHex(settings.get("mcastdevaddr")).asBuffer().getInt(),
        Bytes.fromHex(settings.get("mcastappskey")).toArray(),
        Bytes.fromHex(settings.get("mcastnwkskey")).toArray(),
        Long.parseLong(settings.get("mcastdnctr")),
        0xffff_ffffL,
        MulticastGroup.NONE);
  }

  /** Behind an uplink, in class C. */
  private void listen() {
    if (listening && settings.get("mcast").equals("on")) {
      String[] rx2 = settings.get("rx2").split(" ", -1);
      device()
          .mac()
          .ifPresent(
              mac -> {
                mac.closeClassC(GROUP);
                mac.openClassC(GROUP, Integer.parseInt(rx2[1]), Integer.parseInt(rx2[0]));
              });
    }
  }

  private String join(String how) {
    if (!how.equals("otaa")) {
      return how.equals("abp") ? "keys_not_init" : PARAMETER;
    }
    if (!settings.hasKeys()) {
      return "keys_not_init";
    }
    if (turnedAway()) {
      return "busy";
    }
    underWay = "join";
    listening = false;
    device().join(settings.macConfig());
    return OK;
  }

  @Override
  public void onJoined() {
    if (underWay.equals("join")) {
      underWay = "";
      answer("accepted");
    }
  }

  @Override
  public void onJoinFailed() {
    device().stop();
    underWay = "";
    answer("denied");
  }

  private String send(String[] words) {
    boolean form =
        words[2].matches("cnf|uncnf")
            && Rui3Settings.isNumber(words[3], 1, 223)
            && words[4].length() % 2 == 0
            && Rui3Settings.isHex(words[4]);
    if (!form) {
      return PARAMETER;
    }
    Optional<Mac> mac = device().mac().filter(it -> !device().isJoining());
    if (mac.isEmpty()) {
      return "not_joined";
    }
    if (turnedAway()) {
      return "busy";
    }
    if (restricted()) {
      return "no_free_ch";
    }
    byte[] payload = Bytes.fromHex(words[4]).toArray();
    if (payload.length > mac.get().maxPayload()) {
      return "invalid_data_len";
    }
    underWay = words[2];
    answered = false;
    mac.get().send(Integer.parseInt(words[3]), payload, words[2].equals("cnf"));
    return OK;
  }

  @Override
  public void onDownlink(Downlink downlink, ModemDevice.Window window, Quality quality) {
    if (downlink.payload().length > 0) {
      answered = window != ModemDevice.Window.RX1 || !inClassC();
      String hex = Bytes.of(downlink.payload()).toHex().toUpperCase(Locale.ROOT);
      answer("mac_rx " + downlink.fPort() + " " + hex);
    }
  }

  private boolean inClassC() {
    return settings.get("class").equals("c");
  }

  /** A downlink was the end already, but for one in RX1 in class C. */
  @Override
  public void onUplinkDone(boolean acknowledged) {
    boolean confirmed = underWay.equals("cnf");
    boolean mine = confirmed || underWay.equals("uncnf");
    if (mine && !answered) {
      answer(confirmed && !acknowledged ? "mac_err" : "mac_tx_ok");
    }
    underWay = mine ? "" : underWay;
    if (inClassC()) {
      listening = true;
      device().become(DeviceClass.C);
      listen();
    }
  }
}
