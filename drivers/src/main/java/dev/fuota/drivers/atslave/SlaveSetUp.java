package dev.fuota.drivers.atslave;

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
 * Makes sure that AT_Slave answers, and gives it its settings. With a session it takes no region
 * and no key: it is reset for another one.
 */
final class SlaveSetUp {
  private static final Map<Region, Integer> BANDS =
      Map.of(
          Region.AS923_1, 0,
          Region.AU915, 1,
          Region.EU868, 5,
          Region.IN865, 7,
          Region.US915, 8);

  private static final String BYTES = "(?:[0-9A-Fa-f]{2}:)*[0-9A-Fa-f]{2}";

  /** The number, and its name behind it. */
  private static final String REGION = "\\d:[A-Z0-9]{5,6}";

  private static final String NUMBER = "\\d{1,2}";
  private static final String VERSION = "APPLICATION_VERSION: V[0-9A-F.]{1,11}";
  private static final Duration RESTART = Duration.ofSeconds(3);
  private static final Duration NO_ANSWER = Duration.ofSeconds(1);

  private final AtConsole console;
  private final Scheduler scheduler;
  private final ModemSettings settings;
  private String version = "";
  private boolean changed;
  private boolean restarted;

  SlaveSetUp(AtConsole console, Scheduler scheduler, ModemSettings settings) {
    this.console = console;
    this.scheduler = scheduler;
    this.settings = settings;
  }

  /** Whether a session that it may have had is gone, or is one of other keys. */
  boolean changed() {
    return changed;
  }

  void begin(Consumer<SetUp> done) {
    Integer band = BANDS.get(settings.region());
    if (band == null) {
      done.accept(
          SetUp.not(
              Outcome.refused("The STM32WL has no region " + settings.region() + " to set.")));
      return;
    }
    List<Step> steps = new ArrayList<>();
    steps.add(console.probe("AT"));
    steps.add(this::readVersion);
    steps.add(ensure("BAND", REGION, band.toString(), true));
    steps.addAll(credentials());
    steps.add(ensure("ADR", NUMBER, settings.adr() ? "1" : "0", false));
    settings
        .dataRate()
        .ifPresent(rate -> steps.add(ensure("DR", NUMBER, Integer.toString(rate), false)));
    Step.all(steps)
        .perform(
            outcome ->
                done.accept(
                    outcome.isOk()
                        ? new SetUp(
                            outcome, ModemModel.ST_AT_SLAVE.identity("AT_Slave, " + version, false))
                        : SetUp.not(outcome)));
  }

  private void readVersion(Consumer<Outcome> done) {
    console.ask(
        "AT+VER=?",
        read -> {
          String line = SlaveSyntax.value(read, VERSION);
          version = line.substring(line.indexOf(' ') + 1);
          done.accept(
              read.outcome().isOk() && line.isEmpty()
                  ? Outcome.failed(
                      "What answers on the serial line tells no APPLICATION_VERSION: is it an"
                          + " STM32WL with ST's AT_Slave?")
                  : read.outcome());
        });
  }

  /** In LoRaWAN 1.0 there is one root key, which this firmware wants under two names. */
  private List<Step> credentials() {
    if (settings.credentials() instanceof ModemCredentials.Otaa device) {
      String appKey = key(device.appKey());
      return List.of(
          ensure("DEUI", BYTES, bytes(device.devEui().toString()), true),
          ensure("APPEUI", BYTES, bytes(device.joinEui().toString()), true),
          ensure("APPKEY", BYTES, appKey, true),
          ensure("NWKKEY", BYTES, appKey, true));
    }
    ModemCredentials.Personalised device = (ModemCredentials.Personalised) settings.credentials();
    return List.of(
        ensure("DADDR", BYTES, bytes(device.devAddr().toString()), true),
        ensure("NWKSKEY", BYTES, key(device.nwkSKey()), true),
        ensure("APPSKEY", BYTES, key(device.appSKey()), true));
  }

  private static String key(AesKey key) {
    return bytes(key.bytes().toHex());
  }

  private static String bytes(String hex) {
    return hex.toUpperCase(Locale.ROOT).replaceAll("(..)(?!$)", "$1:");
  }

  /**
   * Reads a setting, writes it if it is another one, and reads it again then.
   *
   * @param ofSession whether it is refused as long as there is a session
   */
  private Step ensure(String name, String form, String wanted, boolean ofSession) {
    return done ->
        read(
            name,
            form,
            wanted,
            (outcome, same) -> {
              if (!outcome.isOk() || same) {
                done.accept(outcome);
              } else {
                changed |= ofSession;
                write(name, form, wanted, ofSession, done);
              }
            });
  }

  /** Hears of a reading, and whether the value is the one that is wanted. */
  private interface Compared {
    void accept(Outcome outcome, boolean same);
  }

  private void read(String name, String form, String wanted, Compared done) {
    console.ask(
        "AT+" + name + "=?",
        read -> {
          String value = SlaveSyntax.value(read, form);
          boolean same =
              value.equalsIgnoreCase(wanted)
                  || (form.equals(REGION) && value.startsWith(wanted + ":"));
          done.accept(read.outcome(), same);
        });
  }

  private void write(
      String name, String form, String wanted, boolean ofSession, Consumer<Outcome> done) {
    console
        .step("AT+" + name + "=" + wanted)
        .perform(
            outcome -> {
              if (outcome.kind() == Outcome.Kind.FAILED && ofSession && !restarted) {
                restarted = true;
                restart(() -> write(name, form, wanted, true, done));
              } else if (outcome.isOk()) {
                read(name, form, wanted, (read, same) -> done.accept(kept(name, read, same)));
              } else {
                done.accept(outcome);
              }
            });
  }

  /** It answers nothing to this but with its banner. */
  private void restart(Runnable then) {
    console.ask("ATZ", NO_ANSWER, ignored -> scheduler.after(RESTART, then));
  }

  private static Outcome kept(String name, Outcome read, boolean same) {
    return read.isOk() && !same
        ? Outcome.failed("The STM32WL says OK to AT+" + name + " but does not keep it.")
        : read;
  }
}
