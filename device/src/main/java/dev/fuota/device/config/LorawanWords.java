package dev.fuota.device.config;

import dev.fuota.agent.runtime.Compatibility;
import dev.fuota.boot.Strategy;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.explain.Nearest;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.settings.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What settings files say of LoRaWAN devices, be it one or a fleet, in the same words. */
public final class LorawanWords {
  private static final Map<String, Compatibility> SERVERS =
      Map.of("any", Compatibility.STRICT, "chirpstack", Compatibility.CHIRPSTACK);

  private static final List<String> SCHEMES = List.of("udp", "ws", "wss", "mqtt", "mqtts");
  private static final int RATES_MAX = 15;

  private LorawanWords() {}

  public static Region region(Setting value) {
    return Region.of(value.text())
        .orElseThrow(
            () ->
                value.problem(
                    "'"
                        + value.text()
                        + "' is no region; "
                        + Nearest.suggestion(
                            value.text(), Region.ALL.stream().map(Region::name).toList())));
  }

  public static Eui eui(Setting value) {
    return Hex.read(value, "an EUI of 16 hexadecimal digits, in quotes,", Eui::fromHex);
  }

  public static LorawanVersion version(Setting value) {
    return value.choice(byLabel(LorawanVersion.values(), LorawanVersion::toString));
  }

  /** How the bootloader installs. */
  public static Strategy strategy(Setting value) {
    return value.choice(byLabel(Strategy.values(), Strategy::label));
  }

  private static <T> Map<String, T> byLabel(T[] values, Function<T, String> label) {
    return Arrays.stream(values).collect(Collectors.toMap(label, value -> value));
  }

  /** The version of the application packages that have two. */
  public static PackageVersion packages(Setting value) {
    return value.number(1, 2) == 1 ? PackageVersion.V1 : PackageVersion.V2;
  }

  /** The index of a data rate for uplinks. */
  public static int dataRate(Region region, Setting value) {
    int index = value.number(0, RATES_MAX);
    if (region.uplinkRate(index).isEmpty()) {
      throw value.problem(region + " has no uplinks with data rate " + index);
    }
    return index;
  }

  /** The one of the eight sub-bands that a network has. */
  public static int subBand(Region region, Setting value) {
    if (!region.fixedChannels()) {
      throw value.problem(region + " has no sub-bands, only US915 and AU915 have; remove the line");
    }
    return value.number(1, 8);
  }

  public static Duration interval(Setting value) {
    Duration interval = value.duration();
    if (interval.isZero()) {
      throw value.problem("the interval must be more than 0");
    }
    return interval;
  }

  /** What kind of server it is that concessions are made to. */
  public static Compatibility server(Setting value) {
    return value.choice(SERVERS);
  }

  /**
   * The address of a network server.
   *
   * @param besides what may stand there instead, for the message, as "built-in, or "
   */
  public static URI address(Setting value, String besides) {
    URI uri;
    try {
      uri = URI.create(value.text());
    } catch (IllegalArgumentException none) {
      throw value.problem("'" + value.text() + "' is no address; write udp://host:1700");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme) || uri.getHost() == null) {
      throw value.problem(
          "'"
              + value.text()
              + "' is no network; write "
              + besides
              + "an address that begins with "
              + String.join("://, ", SCHEMES)
              + "://");
    }
    return uri;
  }
}
