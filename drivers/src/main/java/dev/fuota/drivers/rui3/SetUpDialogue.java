package dev.fuota.drivers.rui3;

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
 * Makes sure that a RUI3 module of a usable version answers, in LoRaWAN mode, and gives it its
 * settings. Each is written only if it is another one, since the module keeps it in flash, and read
 * again then: so a line on which everything is OK is noticed.
 */
final class SetUpDialogue {
  private static final Map<Region, Integer> BANDS =
      Map.of(
          Region.IN865, 3,
          Region.EU868, 4,
          Region.US915, 5,
          Region.AU915, 6,
          Region.AS923_1, 8,
          Region.AS923_2, 9,
          Region.AS923_3, 10,
          Region.AS923_4, 11);

  private static final Duration REBOOT = Duration.ofSeconds(3);

  private final Console console;
  private final Scheduler scheduler;
  private final ModemSettings settings;
  private String model = "";
  private String version = "";
  private boolean changed;

  SetUpDialogue(Console console, Scheduler scheduler, ModemSettings settings) {
    this.console = console;
    this.scheduler = scheduler;
    this.settings = settings;
  }

  /** Whether anything was written by which a session is another one. */
  boolean changed() {
    return changed;
  }

  void begin(Consumer<SetUp> done) {
    List<Step> steps = new ArrayList<>();
    steps.add(this::probe);
    steps.add(this::checkVersion);
    steps.add(this::readModel);
    steps.add(this::ensureLorawanMode);
    steps.addAll(settingSteps());
    Step.all(steps).perform(outcome -> done.accept(result(outcome)));
  }

  private SetUp result(Outcome outcome) {
    return outcome.isOk()
        ? new SetUp(outcome, ModemModel.RAK3172.identity(model + ", " + version, false))
        : SetUp.not(outcome);
  }

  private void probe(Consumer<Outcome> done) {
    console.probe().perform(second -> checkEcho(second, done));
  }

  /** ATE turns the echo over, so it is sent only if there is one. */
  private void checkEcho(Outcome outcome, Consumer<Outcome> done) {
    if (outcome.isOk() && console.echoes()) {
      console.run("ATE", done);
    } else {
      done.accept(outcome);
    }
  }

  private void checkVersion(Consumer<Outcome> done) {
    console.read(
        "VER", read -> done.accept(read.outcome().isOk() ? judge(read.value()) : read.outcome()));
  }

  private Outcome judge(String text) {
    return Firmware.of(text)
        .map(
            firmware -> {
              version = firmware.toString();
              return firmware
                  .unfit(settings.ports())
                  .map(unfit -> Outcome.refused(unfit.sentence()))
                  .orElse(Outcome.OK);
            })
        .orElse(
            Outcome.failed(
                "What answers on the serial line is no RUI3 firmware: AT+VER=? tells another"
                    + " version."));
  }

  private void readModel(Consumer<Outcome> done) {
    console.read(
        "HWMODEL",
        read -> {
          boolean named = read.value().matches("[A-Za-z0-9-]{1,20}");
          model = named ? read.value().toUpperCase(Locale.ROOT) : "RAK module";
          done.accept(AtConsole.alive(read.outcome()));
        });
  }

  /** In another mode every LoRaWAN command is refused. The change restarts the module. */
  private void ensureLorawanMode(Consumer<Outcome> done) {
    console.read(
        "NWM",
        read -> {
          if (!read.outcome().isOk() || read.value().equals("1")) {
            done.accept(read.outcome());
          } else {
            console.run(
                "AT+NWM=1", ignored -> scheduler.after(REBOOT, () -> checkLorawanMode(done)));
          }
        });
  }

  private void checkLorawanMode(Consumer<Outcome> done) {
    console.run("AT", ignored -> console.read("NWM", read -> done.accept(judgeMode(read))));
  }

  private static Outcome judgeMode(Console.Read read) {
    return read.outcome().isOk() && !read.value().equals("1")
        ? Outcome.failed("The RAK module stays out of LoRaWAN mode: AT+NWM=1 has no effect.")
        : read.outcome();
  }

  private List<Step> settingSteps() {
    Integer band = BANDS.get(settings.region());
    if (band == null) {
      return List.of(
          done ->
              done.accept(
                  Outcome.refused("The RAK module has no region " + settings.region() + ".")));
    }
    List<Step> steps = new ArrayList<>();
    steps.add(ensure("BAND", band.toString(), true));
    settings.subBand().ifPresent(subBand -> steps.add(ensure("MASK", mask(subBand), true)));
    steps.addAll(credentials());
    steps.add(ensure("ADR", settings.adr() ? "1" : "0", false));
    settings.dataRate().ifPresent(rate -> steps.add(ensure("DR", Integer.toString(rate), false)));
    return steps;
  }

  /** Bit n-1 is sub-band n. A session that began on others is not heard, so it ends. */
  private static String mask(int subBand) {
    return String.format(Locale.ROOT, "%04X", 1 << (subBand - 1));
  }

  private List<Step> credentials() {
    if (settings.credentials() instanceof ModemCredentials.Otaa device) {
      return List.of(
          ensure("NJM", "1", true),
          ensure("DEVEUI", device.devEui().toString(), true),
          ensure("APPEUI", device.joinEui().toString(), true),
          ensure("APPKEY", hex(device.appKey()), true));
    }
    ModemCredentials.Personalised device = (ModemCredentials.Personalised) settings.credentials();
    return List.of(
        ensure("NJM", "0", true),
        ensure("DEVADDR", device.devAddr().toString(), true),
        ensure("NWKSKEY", hex(device.nwkSKey()), true),
        ensure("APPSKEY", hex(device.appSKey()), true));
  }

  private static String hex(AesKey key) {
    return key.bytes().toHex();
  }

  /**
   * Reads a setting, and writes it if it is another one.
   *
   * @param ofSession whether a session does not outlive the change
   */
  private Step ensure(String name, String wanted, boolean ofSession) {
    String value = wanted.toUpperCase(Locale.ROOT);
    return done ->
        console.read(
            name,
            read -> {
              if (!read.outcome().isOk() || read.value().equalsIgnoreCase(value)) {
                done.accept(read.outcome());
              } else {
                changed |= ofSession;
                Step.all(console.step("AT+" + name + "=" + value), kept(name, value)).perform(done);
              }
            });
  }

  private Step kept(String name, String value) {
    return done -> console.read(name, read -> done.accept(judgeKept(name, value, read)));
  }

  private static Outcome judgeKept(String name, String value, Console.Read read) {
    return read.outcome().isOk() && !read.value().equalsIgnoreCase(value)
        ? Outcome.failed("The RAK module says OK to AT+" + name + " but does not keep it.")
        : read.outcome();
  }
}
