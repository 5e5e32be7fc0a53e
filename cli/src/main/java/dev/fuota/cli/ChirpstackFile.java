package dev.fuota.cli;

import dev.fuota.fleet.lorawan.KeyTable;
import dev.fuota.fleet.settings.Setting;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.chirpstack.ChirpstackSettings;
import dev.fuota.server.port.DeviceId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Reads the file of {@code fuota server} when its network is a ChirpStack. */
final class ChirpstackFile {
  private static final Duration UPLINK_EVERY = Duration.ofMinutes(1);

  private final ServerFile file;

  ChirpstackFile(ServerFile file) {
    this.file = file;
  }

  ChirpstackPlan read(Setting root) {
    root.only("apiVersion", "server", "devices", "campaign");
    Setting server = root.get("server");
    server.only("network", "url", "tokenFile", "application", "mqtt", "region", "gateways");
    Region region = server.get("region", Region.EU868, ServerFile::region);
    List<ChirpstackPlan.Device> devices = devices(root.get("devices"));
    return new ChirpstackPlan(
        address(server.get("url"), "http"),
        file.path(server.get("tokenFile")),
        address(server.get("mqtt"), "mqtt"),
        network(server, region),
        devices,
        root.find("campaign").map(it -> file.campaign(it, region, devices.size())));
  }

  private static URI address(Setting value, String scheme) {
    try {
      URI uri = URI.create(value.text());
      boolean known = scheme.equals(uri.getScheme()) || (scheme + "s").equals(uri.getScheme());
      if (known && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException notThat) {
      throw value.problem("an address with " + scheme + ":// or " + scheme + "s:// belongs here");
    }
    throw value.problem("an address with " + scheme + ":// or " + scheme + "s:// belongs here");
  }

  private static ChirpstackSettings network(Setting server, Region region) {
    List<GatewayId> gateways = List.copyOf(server.get("gateways", Set.of(), ServerFile::gateways));
    Setting application = server.get("application");
    try {
      return new ChirpstackSettings(application.text(), region, gateways);
    } catch (IllegalArgumentException notThat) {
      throw application.problem(String.valueOf(notThat.getMessage()));
    }
  }

  private List<ChirpstackPlan.Device> devices(Setting list) {
    List<ChirpstackPlan.Device> devices = new ArrayList<>();
    Set<DeviceId> ids = new HashSet<>();
    for (Setting item : list.items()) {
      for (ChirpstackPlan.Device device : some(item)) {
        if (!ids.add(device.id())) {
          throw item.problem("the device " + device.id() + " is there twice");
        }
        devices.add(device);
      }
    }
    if (devices.isEmpty()) {
      throw list.problem("there is no device");
    }
    return devices;
  }

  private List<ChirpstackPlan.Device> some(Setting item) {
    item.only("devEui", "genAppKey", "keys", "uplinkEvery");
    Duration every = item.get("uplinkEvery", UPLINK_EVERY, Setting::duration);
    if (item.find("keys").isEmpty()) {
      Eui devEui = hex(item.get("devEui"), "16 hexadecimal digits", Eui::fromHex);
      AesKey genAppKey = hex(item.get("genAppKey"), "32 hexadecimal digits", AesKey::fromHex);
      return List.of(new ChirpstackPlan.Device(new DeviceId(devEui.value()), genAppKey, every));
    }
    Setting keys = item.get("keys");
    try {
      return KeyTable.read(ServerFile.text(file.path(keys))).stream()
          .map(
              it ->
                  new ChirpstackPlan.Device(
                      new DeviceId(it.devEui().value()), it.genAppKey(), every))
          .toList();
    } catch (IllegalArgumentException bad) {
      throw keys.problem(keys.text() + ": " + bad.getMessage());
    }
  }

  private static <T> T hex(Setting value, String what, Function<String, T> parse) {
    return ServerFile.hex(value, what, parse);
  }
}
