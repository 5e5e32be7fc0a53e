package dev.fuota.drivers.murata;

import dev.fuota.drivers.at.AtConsole;
import dev.fuota.drivers.modem.Dialect.SetUp;
import dev.fuota.drivers.modem.ModemCredentials;
import dev.fuota.drivers.modem.ModemModel;
import dev.fuota.drivers.modem.ModemSettings;
import dev.fuota.drivers.modem.Outcome;
import dev.fuota.drivers.modem.Step;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Makes sure that lora-modem answers, and gives it its settings. Each is written only if it is
 * another one, since the modem keeps it in its EEPROM, and read again then.
 */
final class MurataSetUp {
  /** Of the AS923 regions the builds that are published have the first one. */
  private static final Map<Region, Integer> BANDS =
      Map.of(
          Region.AS923_1, 0,
          Region.AU915, 1,
          Region.EU868, 5,
          Region.IN865, 7,
          Region.US915, 8);

  private static final Duration REBOOT = Duration.ofSeconds(3);
  private static final int MASK_OCTETS = 9;

  private final AtConsole console;
  private final Scheduler scheduler;
  private final ModemSettings settings;
  private String version = "";
  private boolean changed;

  MurataSetUp(AtConsole console, Scheduler scheduler, ModemSettings settings) {
    this.console = console;
    this.scheduler = scheduler;
    this.settings = settings;
  }

  /** Whether anything was written by which a session is another one. */
  boolean changed() {
    return changed;
  }

  void begin(Consumer<SetUp> done) {
    Integer band = BANDS.get(settings.region());
    if (band == null) {
      done.accept(
          SetUp.not(Outcome.refused("lora-modem has no region " + settings.region() + ".")));
      return;
    }
    List<Step> steps = new ArrayList<>();
    steps.add(console.probe("AT"));
    steps.add(this::readVersion);
    steps.add(this::hearEventsAtOnce);
    steps.add(band(band.toString()));
    steps.add(ensure("DFORMAT", "1", false));
    settings.subBand().ifPresent(number -> steps.add(ensure("CHMASK", mask(number), true)));
    steps.addAll(credentials());
    steps.add(ensure("ADR", settings.adr() ? "1" : "0", false));
    settings.dataRate().ifPresent(rate -> steps.add(ensure("DR", Integer.toString(rate), false)));
    Step.all(steps)
        .perform(
            outcome ->
                done.accept(
                    outcome.isOk()
                        ? new SetUp(
                            outcome, ModemModel.MURATA.identity("lora-modem, " + version, false))
                        : SetUp.not(outcome)));
  }

  /** Murata's own firmware and Arduino's do not know the command. */
  private void readVersion(Consumer<Outcome> done) {
    console.ask(
        "AT$VER?",
        read -> {
          String text = MurataSyntax.value(read).split(",", 2)[0];
          boolean told = text.matches("[A-Za-z0-9.+-]{1,30}");
          version = told ? text : "";
          boolean other = read.outcome().kind() == Outcome.Kind.FAILED || !told;
          done.accept(
              read.outcome().kind() == Outcome.Kind.GONE || !other
                  ? read.outcome()
                  : Outcome.failed(
                      "What answers on the serial line does not know AT$VER?: put HARDWARIO's"
                          + " lora-modem on it."));
        });
  }

  /** Older versions know nothing else, and not the command either. */
  private void hearEventsAtOnce(Consumer<Outcome> done) {
    console.ask(
        "AT$ASYNC?",
        read -> {
          if (MurataSyntax.value(read).equals("0")) {
            console.step("AT$ASYNC=1").perform(done);
          } else {
            done.accept(AtConsole.alive(read.outcome()));
          }
        });
  }

  /** The change of the region restarts the modem, and all its settings but the DevEUI are gone. */
  private Step band(String wanted) {
    return done ->
        console.ask(
            "AT+BAND?",
            read -> {
              if (!read.outcome().isOk() || MurataSyntax.value(read).equals(wanted)) {
                done.accept(read.outcome());
              } else {
                changed = true;
                console.ask("AT+BAND=" + wanted, set -> onBand(wanted, set, done));
              }
            });
  }

  private void onBand(String wanted, AtConsole.Reply set, Consumer<Outcome> done) {
    if (MurataSyntax.error(set).equals(MurataSyntax.NO_BAND)) {
      done.accept(
          Outcome.refused(
              "This build of lora-modem has no region "
                  + settings.region()
                  + ": put one with it"
                  + " on the module."));
    } else if (!set.outcome().isOk()) {
      done.accept(set.outcome());
    } else {
      scheduler.after(
          REBOOT, () -> Step.all(console.probe("AT"), kept("BAND", wanted)).perform(done));
    }
  }

  /** Bit n of the first eight octets is channel n; the last has the wide channels. */
  private static String mask(int subBand) {
    StringBuilder mask = new StringBuilder();
    for (int octet = 0; octet < MASK_OCTETS - 1; octet++) {
      mask.append(octet == subBand - 1 ? "FF" : "00");
    }
    return mask.append(String.format(Locale.ROOT, "%02X", 1 << (subBand - 1))).toString();
  }

  private List<Step> credentials() {
    if (settings.credentials() instanceof ModemCredentials.Otaa device) {
      return List.of(
          ensure("MODE", "1", true),
          ensure("DEVEUI", device.devEui().toString(), true),
          ensure("APPEUI", device.joinEui().toString(), true),
          ensure("APPKEY", hex(device.appKey()), true));
    }
    ModemCredentials.Personalised device = (ModemCredentials.Personalised) settings.credentials();
    return List.of(
        ensure("DEVADDR", device.devAddr().toString(), true),
        ensure("NWKSKEY", hex(device.nwkSKey()), true),
        ensure("APPSKEY", hex(device.appSKey()), true),
        ensure("MODE", "0", true));
  }

  private static String hex(AesKey key) {
    return key.bytes().toHex();
  }

  /**
   * Reads a setting, and writes it if it is another one, or is not shown.
   *
   * @param ofSession whether a session does not outlive the change
   */
  private Step ensure(String name, String wanted, boolean ofSession) {
    String value = wanted.toUpperCase(Locale.ROOT);
    return done ->
        console.ask(
            "AT+" + name + "?",
            read -> {
              boolean hidden = MurataSyntax.error(read).equals(MurataSyntax.DENIED);
              if (hidden) {
                console.step("AT+" + name + "=" + value).perform(done);
              } else if (!read.outcome().isOk() || MurataSyntax.value(read).equals(value)) {
                done.accept(read.outcome());
              } else {
                changed |= ofSession;
                Step.all(console.step("AT+" + name + "=" + value), kept(name, value)).perform(done);
              }
            });
  }

  private Step kept(String name, String value) {
    return done ->
        console.ask(
            "AT+" + name + "?",
            read ->
                done.accept(
                    read.outcome().isOk() && !MurataSyntax.value(read).equals(value)
                        ? Outcome.failed(
                            "The Murata module says +OK to AT+" + name + " but does not keep it.")
                        : read.outcome()));
  }
}
