package dev.fuota.drivers.wioe5;

import dev.fuota.drivers.modem.Dialect.SetUp;
import dev.fuota.drivers.modem.ModemCredentials;
import dev.fuota.drivers.modem.ModemModel;
import dev.fuota.drivers.modem.ModemSettings;
import dev.fuota.drivers.modem.Outcome;
import dev.fuota.drivers.modem.Step;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Makes sure that a Wio-E5 answers, and gives it its settings. It shows its EUIs but none of its
 * keys, so keys are written each time.
 */
final class WioSetUp {
  /** As {@code AT+DR=} names them. Of the AS923 regions it has the first one only. */
  private static final Map<Region, String> BANDS =
      Map.of(
          Region.EU868, "EU868",
          Region.US915, "US915",
          Region.AU915, "AU915",
          Region.AS923_1, "AS923",
          Region.IN865, "IN865");

  private static final int SUB_BAND = 8;

  private final WioConsole console;
  private final ModemSettings settings;
  private String version = "";
  private boolean changed;

  WioSetUp(WioConsole console, ModemSettings settings) {
    this.console = console;
    this.settings = settings;
  }

  /** Whether it was another device, or in another region: its session is not ours. */
  boolean changed() {
    return changed;
  }

  void begin(Consumer<SetUp> done) {
    String band = BANDS.get(settings.region());
    if (band == null) {
      done.accept(
          SetUp.not(
              Outcome.refused(
                  "The Wio-E5 has no region "
                      + settings.region()
                      + ": choose EU868, US915, AU915, IN865 or AS923-1.")));
      return;
    }
    List<Step> steps = new ArrayList<>();
    steps.add(console.probe());
    steps.add(this::readVersion);
    steps.add(band(band));
    settings.subBand().ifPresent(number -> steps.add(channels(number)));
    steps.addAll(credentials());
    steps.add(console.ensure("ADR", settings.adr() ? "ON" : "OFF"));
    settings.dataRate().ifPresent(rate -> steps.add(console.set("AT+DR=" + rate, "DR" + rate)));
    Step.all(steps)
        .perform(
            outcome ->
                done.accept(
                    outcome.isOk()
                        ? new SetUp(
                            outcome, ModemModel.WIO_E5.identity("Wio-E5, " + version, false))
                        : SetUp.not(outcome)));
  }

  private void readVersion(Consumer<Outcome> done) {
    console.ask(
        "AT+VER",
        read -> {
          boolean told = read.value().matches("V?\\d{1,3}(\\.\\d{1,3}){1,3}.{0,20}");
          version = told ? read.value().split(" ", 2)[0] : "";
          done.accept(
              read.outcome().isOk() && !told
                  ? Outcome.failed(
                      "What answers on the serial line tells no version: is it a Wio-E5 with"
                          + " Seeed's AT firmware?")
                  : read.outcome());
        });
  }

  /** The change of the region puts all channels and windows back, so it comes first. */
  private Step band(String band) {
    return done ->
        console.ask(
            "AT+DR",
            read -> {
              if (!read.outcome().isOk() || read.value().startsWith(band + " ")) {
                done.accept(read.outcome());
              } else {
                changed = true;
                console.set("AT+DR=" + band, band).perform(done);
              }
            });
  }

  /** The eight narrow channels; what it would answer for the wide one too is nowhere told. */
  private Step channels(int subBand) {
    int first = SUB_BAND * (subBand - 1);
    String range = "NUM," + first + "-" + (first + SUB_BAND - 1);
    return console.set("AT+CH=" + range, range);
  }

  private List<Step> credentials() {
    if (settings.credentials() instanceof ModemCredentials.Otaa device) {
      return List.of(
          console.ensure("MODE", "LWOTAA"),
          id("DevEui", device.devEui().toString()),
          id("AppEui", device.joinEui().toString()),
          key("APPKEY", device.appKey()));
    }
    ModemCredentials.Personalised device = (ModemCredentials.Personalised) settings.credentials();
    return List.of(
        console.ensure("MODE", "LWABP"),
        id("DevAddr", device.devAddr().toString()),
        key("NWKSKEY", device.nwkSKey()),
        key("APPSKEY", device.appSKey()));
  }

  /** It is written as bare digits, and shown with colons. */
  private Step id(String name, String wanted) {
    String shown = name + "," + wanted;
    return done ->
        console.ask(
            "AT+ID=" + name,
            read -> {
              String found = read.value().replaceAll("[\\s:]", "");
              if (!read.outcome().isOk() || found.equalsIgnoreCase(shown)) {
                done.accept(read.outcome());
              } else {
                changed = true;
                console.set("AT+ID=" + name + ",\"" + wanted + "\"", shown).perform(done);
              }
            });
  }

  private Step key(String name, AesKey key) {
    String hex = key.bytes().toHex().toUpperCase(Locale.ROOT);
    return console.set("AT+KEY=" + name + ",\"" + hex + "\"", name);
  }
}
