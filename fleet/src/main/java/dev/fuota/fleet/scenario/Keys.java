package dev.fuota.fleet.scenario;

import dev.fuota.fleet.result.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The keys of a scenario, by where they stand. The published schema says of each what may stand
 * behind it; a test sees that both know the same.
 */
enum Keys {
  ROOT(
      "apiVersion",
      "name",
      "seed",
      "cell",
      "region",
      "network",
      "gateways",
      "air",
      "beacons",
      "beaconSilence",
      "dutyCycle",
      "fleet",
      "faults",
      "campaign",
      "until",
      "expect"),
  GATEWAY("eui", "east", "north", "height"),
  AIR("preset", "loss", "bursts"),
  BURSTS("device", "area", "gateway"),
  GILBERT_ELLIOTT("model", "mean", "burst", "good", "bad", "toBad", "toGood"),
  INDEPENDENT("model", "mean"),
  DWELL("model", "good", "bad", "meanGood", "meanBad"),
  BEACON_SILENCE("after", "lasts"),
  GROUP(
      "count",
      "devEui",
      "joinEui",
      "devAddr",
      "secret",
      "keys",
      "activation",
      "version",
      "class",
      "pingPeriodicity",
      "adr",
      "dataRate",
      "packages",
      "uplinkInterval",
      "joinSpread",
      "switchOnAfter",
      "clockDriftPpm",
      "radius",
      "firmware",
      "ram",
      "flash",
      "bootloader",
      "rebootAfter",
      "leaveWhenComplete",
      "server",
      "compatibility"),
  FLASH("sector", "slot"),
  FAULT("at", "every", "devices", "gateway", "server", "do", "for"),
  CAMPAIGN(
      "image",
      "delta",
      "class",
      "periodicity",
      "dataRate",
      "fragmentSize",
      "redundancy",
      "spacing",
      "sessionStart",
      "retries",
      "successThreshold",
      "energy",
      "parameters"),
  UNTIL("joined", "updated", "longest"),
  EXPECTATION(metrics("")),
  AIRTIME(metrics("airtime.")),
  ENERGY(metrics("energy."));

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> names;

  Keys(String... names) {
    this.names = List.of(names);
  }

  /** In their order. */
  List<String> names() {
    return names;
  }

  String[] array() {
    return names.toArray(String[]::new);
  }

  /**
   * Those of {@link Metric} that begin so, as far as a dot; of a whole entry also {@code within}.
   */
  private static String[] metrics(String prefix) {
    Stream<String> keys =
        Metric.ALL.stream()
            .map(Metric::key)
            .filter(key -> key.startsWith(prefix))
            .map(key -> key.substring(prefix.length()))
            .map(key -> key.contains(".") ? key.substring(0, key.indexOf('.')) : key)
            .distinct();
    return (prefix.isEmpty() ? Stream.concat(keys, Stream.of("within")) : keys)
        .toArray(String[]::new);
  }

  /** All of them, by the name that the schema has for where they stand. */
  static Map<String, List<String>> all() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (Keys keys : values()) {
      all.put(keys.place(), new ArrayList<>(keys.names));
    }
    return all;
  }

  /** As {@code beaconSilence}. */
  String place() {
    StringBuilder place = new StringBuilder();
    for (String word : name().toLowerCase(Locale.ROOT).split("_", -1)) {
      place.append(
          place.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return place.toString();
  }
}
