package dev.fuota.cli.server;

import dev.fuota.gateway.port.GatewayId;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.chirpstack.ChirpstackSettings;
import dev.fuota.server.network.NetworkSettings;
import dev.fuota.server.port.StoredSession.Radio;
import dev.fuota.server.semtech.SemtechSettings;
import dev.fuota.settings.Setting;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one network of the server's file: a built-in network server, a ChirpStack, or MSU. */
final class NetworkFile {
  /** What may stand there. */
  static List<String> known(Setting entry) {
    if (MsuHallFile.isMsu(entry)) {
      return MsuHallFile.KEYS;
    }
    return isChirpstack(entry) ? CHIRPSTACK : BUILT_IN;
  }

  /** What stands there for a built-in network server. */
  private static final List<String> BUILT_IN =
      List.of(
          "region",
          "listen",
          "netId",
          "gateways",
          "rxDelay",
          "rx2DataRate",
          "adr",
          "channels",
          "subBand");

  /** What stands there for a ChirpStack. */
  private static final List<String> CHIRPSTACK =
      List.of("network", "url", "tokenFile", "application", "mqtt", "region", "gateways");

  private static final int PORT = 1700;

  private final Path folder;

  /** Paths are relative to {@code folder}. */
  NetworkFile(Path folder) {
    this.folder = folder;
  }

  /** Whether an entry is about a ChirpStack. */
  private static boolean isChirpstack(Setting entry) {
    Optional<Setting> kind = entry.find("network");
    kind.ifPresent(it -> it.choice(Map.of("chirpstack", 1, "built-in", 1, "msu", 1)));
    return kind.filter(it -> it.text().equals("chirpstack")).isPresent();
  }

  /** The entry's network; {@code name} is its region's if it says none. */
  ServerSettings.NetworkChoice read(Setting entry) {
    if (MsuHallFile.isMsu(entry)) {
      return MsuHallFile.read(entry.get("name", "msu", Setting::text), entry, folder);
    }
    Region region = entry.get("region", Region.EU868, NetworkFile::region);
    String name = entry.get("name", region.name(), Setting::text);
    return isChirpstack(entry) ? chirpstack(name, region, entry) : builtIn(name, region, entry);
  }

  private static ServerSettings.BuiltIn builtIn(String name, Region region, Setting entry) {
    return new ServerSettings.BuiltIn(
        name,
        entry.get(
            "listen",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT),
            Addresses::socket),
        SemtechSettings.of(entry.get("gateways", Set.of(), NetworkFile::gateways)),
        settings(region, entry));
  }

  private ServerSettings.Chirpstack chirpstack(String name, Region region, Setting entry) {
    List<GatewayId> gateways = List.copyOf(entry.get("gateways", Set.of(), NetworkFile::gateways));
    Setting application = entry.get("application");
    try {
      return new ServerSettings.Chirpstack(
          name,
          Addresses.uri(entry.get("url"), "http"),
          folder.resolve(entry.get("tokenFile").text()),
          Addresses.uri(entry.get("mqtt"), "mqtt"),
          new ChirpstackSettings(application.text(), region, gateways));
    } catch (IllegalArgumentException notThat) {
      throw application.problem(String.valueOf(notThat.getMessage()));
    }
  }

  private static Set<GatewayId> gateways(Setting list) {
    Set<GatewayId> gateways = new LinkedHashSet<>();
    for (Setting item : list.items()) {
      try {
        gateways.add(new GatewayId(Eui.fromHex(item.text()).value()));
      } catch (IllegalArgumentException notThat) {
        throw item.problem("a gateway's EUI of 16 hexadecimal digits belongs here, in quotes");
      }
    }
    return gateways;
  }

  private static NetworkSettings settings(Region region, Setting entry) {
    try {
      return NetworkSettings.of(region)
          .withNetId(entry.get("netId", 0, it -> it.number(0, 0xff_ffff)))
          .withRadio(
              new Radio(
                  entry.get("rxDelay", 1, it -> it.number(1, 15)),
                  0,
                  entry.get("rx2DataRate", region.rx2Rate(), it -> downlinkRate(it, region))))
          .withAdr(entry.get("adr", true, Setting::yesNo))
          .withChannels(
              entry.get("channels", List.of(), NetworkFile::channels),
              entry.get("subBand", 0, it -> it.number(0, 8)));
    } catch (IllegalArgumentException refused) {
      throw entry.problem(String.valueOf(refused.getMessage()));
    }
  }

  private static int downlinkRate(Setting value, Region region) {
    int rate = value.number(0, 15);
    if (region.downlinkRate(rate).isEmpty()) {
      throw value.problem(region + " has no downlinks with DR" + rate);
    }
    return rate;
  }

  private static Region region(Setting value) {
    List<String> known = Region.ALL.stream().map(Region::name).toList();
    return Region.of(value.text())
        .orElseThrow(
            () ->
                value.problem(
                    "no region " + value.text() + "; known are " + String.join(", ", known)));
  }

  private static List<Integer> channels(Setting list) {
    return list.items().stream()
        .map(it -> 100 * (it.number(100, Integer.MAX_VALUE) / 100))
        .toList();
  }
}
