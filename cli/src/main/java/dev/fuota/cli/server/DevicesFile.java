package dev.fuota.cli.server;

import dev.fuota.device.config.CredentialTable;
import dev.fuota.settings.Setting;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Reads the devices of the server's file into the attributes that the service registers them by.
 * Whether these are usable is the service's to say.
 */
final class DevicesFile {
  private static final int DEVICES_MAX = 20_000;
  private static final String KEYS = "keys";
  private static final String DEV_EUI = "devEui";
  private static final String ADDRESS = "address";
  private static final String UPLINKS = "uplinkEvery";
  private static final String UPLINK_SECONDS = "uplinkSeconds";

  /** Of the service, by the names that it has for them. */
  private static final List<String> ATTRIBUTES =
      List.of(
          "name",
          "network",
          "class",
          "lorawan",
          "packageVersion",
          "hardware",
          "version",
          "slotSize",
          "sectorSize",
          "expandRam",
          "packages",
          "lzma2",
          "installer",
          "joinEui",
          "appKey",
          "nwkKey",
          "genAppKey");

  private final Path folder;

  /** Tables are named relative to {@code folder}. */
  DevicesFile(Path folder) {
    this.folder = folder;
  }

  /**
   * By name. What a line of a table does not say is as its entry says.
   *
   * @throws dev.fuota.settings.SettingProblem if it is no list of devices
   */
  Map<String, ServerSettings.Device> read(Setting list) {
    Map<String, ServerSettings.Device> devices = new LinkedHashMap<>();
    for (Setting item : list.items()) {
      for (ServerSettings.Device device : some(item)) {
        if (devices.put(device.name(), device) != null) {
          throw item.problem("the device " + device.name() + " is there twice");
        }
        if (devices.size() > DEVICES_MAX) {
          throw item.problem("more than " + DEVICES_MAX + " devices");
        }
      }
    }
    return devices;
  }

  private List<ServerSettings.Device> some(Setting item) {
    String[] known = new String[ATTRIBUTES.size() + 4];
    ATTRIBUTES.toArray(known);
    known[ATTRIBUTES.size()] = KEYS;
    known[ATTRIBUTES.size() + 1] = DEV_EUI;
    known[ATTRIBUTES.size() + 2] = UPLINKS;
    known[ATTRIBUTES.size() + 3] = ADDRESS;
    item.only(known);
    Map<String, String> entry = new TreeMap<>();
    for (String name : ATTRIBUTES) {
      item.find(name).ifPresent(value -> entry.put(name, value.text()));
    }
    item.find(UPLINKS).ifPresent(value -> entry.put("uplinkInterval", value.text()));
    if (item.find(KEYS).isEmpty()) {
      String name = item.find(ADDRESS).orElseGet(() -> item.get(DEV_EUI)).text();
      return List.of(new ServerSettings.Device(name, entry, place(item)));
    }
    return table(item.get(KEYS)).stream()
        .map(cells -> device(cells, true, entry, place(item)))
        .toList();
  }

  private static UnaryOperator<String> place(Setting item) {
    return sentence -> String.valueOf(item.problem(sentence).getMessage());
  }

  private List<Map<String, String>> table(Setting file) {
    String text = ServerFile.text(folder.resolve(file.text()));
    try {
      return CredentialTable.lines(text).stream().map(CredentialTable.Line::cells).toList();
    } catch (IllegalArgumentException bad) {
      throw file.problem(file.text() + ": " + bad.getMessage());
    }
  }

  /**
   * A line of a table, of whose cells the empty ones say nothing.
   *
   * @param joins whether the device joins; else it is personalised
   * @param entry what the line does not say
   */
  static ServerSettings.Device device(
      Map<String, String> cells,
      boolean joins,
      Map<String, String> entry,
      UnaryOperator<String> place) {
    Map<String, String> attributes = new TreeMap<>(entry);
    for (String name : ATTRIBUTES) {
      String cell = cells.getOrDefault(name, "");
      if (!cell.isEmpty()) {
        attributes.put(name, cell);
      }
    }
    String seconds = cells.getOrDefault(UPLINK_SECONDS, "");
    if (!seconds.isEmpty()) {
      attributes.put("uplinkInterval", seconds + "s");
    }
    if (!joins) {
      attributes.keySet().removeAll(List.of("joinEui", "appKey", "nwkKey"));
      attributes.put("devAddr", cells.getOrDefault("devAddr", ""));
      attributes.put("nwkSKey", cells.getOrDefault("fNwkSIntKey", ""));
      attributes.put("appSKey", cells.getOrDefault("appSKey", ""));
    }
    return new ServerSettings.Device(cells.getOrDefault(DEV_EUI, ""), attributes, place);
  }
}
