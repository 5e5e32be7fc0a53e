package dev.fuota.fleet.lorawan;

import dev.fuota.boot.Strategy;
import dev.fuota.fleet.world.DeviceKind;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.expand.PackageKind;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.JoinKeys;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The credentials of devices as a table: CSV with a first line that names the columns. The same
 * columns are written and read. In LoRaWAN 1.0.x {@code appKey} is the one root key, and {@code
 * nwkSKey} stands in {@code fNwkSIntKey}.
 */
public final class KeyTable {
  private static final List<String> COLUMNS =
      List.of(
          "devEui",
          "joinEui",
          "appKey",
          "nwkKey",
          "genAppKey",
          "devAddr",
          "fNwkSIntKey",
          "sNwkSIntKey",
          "nwkSEncKey",
          "appSKey");

  /** What a network server wants to know besides; a reader of keys takes no notice. */
  private static final List<String> HABITS =
      List.of(
          "lorawan",
          "class",
          "uplinkSeconds",
          "packageVersion",
          "version",
          "hardware",
          "slotSize",
          "sectorSize",
          "expandRam",
          "packages",
          "lzma2",
          "installer");

  private static final List<String> NEEDED = List.of("devEui", "joinEui", "appKey", "genAppKey");
  private static final int LINES_MAX = 20_000;

  private KeyTable() {}

  /**
   * One line.
   *
   * @param cells column to text
   */
  public record Line(Credentials device, Map<String, String> cells) {
    public Line {
      cells = Map.copyOf(cells);
    }
  }

  /** Column to value of one device of a group, in the order of the columns. */
  public static Map<String, String> row(DeviceGroup group, Credentials device) {
    Map<String, String> row = row(device);
    List<String> values =
        List.of(
            group.version().toString(),
            group.deviceClass().name(),
            Long.toString(group.uplinkInterval().plusNanos(999_999_999).toSeconds()),
            group.packages() == PackageVersion.V1 ? "1" : "2",
            version(Sample.V1.version()),
            HexFormat.of().formatHex(FirmwareSamples.classId().toArray()),
            Integer.toString(DeviceKind.SLOT_LIMIT),
            Integer.toString(DeviceKind.FLASH.geometry().sectorSize()),
            Integer.toString(DeviceKind.LIMITS.expansionRam()),
            Arrays.stream(PackageKind.values()).map(Enum::name).collect(Collectors.joining(" ")),
            "true",
            installer(group.strategy()));
    for (int i = 0; i < HABITS.size(); i++) {
      row.put(HABITS.get(i), values.get(i));
    }
    return row;
  }

  /** Without the build, which a device does not tell. */
  private static String version(ImageVersion version) {
    return version.major() + "." + version.minor() + "." + version.revision();
  }

  /** As the server's firmware workshop calls the ways in which bootloaders install. */
  private static String installer(Strategy strategy) {
    return switch (strategy) {
      case IN_PLACE -> "in-place";
      case OVERWRITE_ONLY -> "overwrite";
      case AB, SWAP_SCRATCH, SWAP_MOVE, SWAP_OFFSET, DIRECT_XIP -> "two-slots";
    };
  }

  private static Map<String, String> row(Credentials device) {
    SessionKeys session = device.sessionKeys();
    List<String> values =
        List.of(
            device.devEui().toString(),
            device.joinEui().toString(),
            hex(device.joinKeys().appKey()),
            hex(device.joinKeys().nwkKey()),
            hex(device.genAppKey()),
            device.devAddr().toString(),
            hex(session.fNwkSIntKey()),
            hex(session.sNwkSIntKey()),
            hex(session.nwkSEncKey()),
            hex(session.appSKey()));
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < COLUMNS.size(); i++) {
      row.put(COLUMNS.get(i), values.get(i));
    }
    return row;
  }

  /** A table with a line for each device. */
  public static String write(List<DeviceGroup> groups) {
    StringBuilder table = new StringBuilder(String.join(",", COLUMNS));
    table.append(',').append(String.join(",", HABITS)).append('\n');
    for (DeviceGroup group : groups) {
      for (Credentials device : group.devices()) {
        table.append(String.join(",", row(group, device).values())).append('\n');
      }
    }
    return table.toString();
  }

  /**
   * Reads a table. Columns that only some devices need may be missing.
   *
   * @throws IllegalArgumentException if it is none; the message names the line, and no key
   */
  public static List<Credentials> read(String table) {
    return lines(table).stream().map(Line::device).toList();
  }

  /** The same, with all that the lines say. */
  public static List<Line> lines(String table) {
    List<String> lines = table.lines().filter(line -> !line.isBlank()).limit(LINES_MAX).toList();
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("it is empty");
    }
    List<String> columns = cells(lines.get(0));
    for (String needed : NEEDED) {
      if (!columns.contains(needed)) {
        throw new IllegalArgumentException("line 1 names no column " + needed);
      }
    }
    List<Line> devices = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      devices.add(device(columns, cells(lines.get(i)), i + 1));
    }
    return devices;
  }

  private static Line device(List<String> columns, List<String> cells, int line) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          "line " + line + " has " + cells.size() + " columns, not " + columns.size());
    }
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      row.put(columns.get(i), cells.get(i));
    }
    try {
      return new Line(device(row), row);
    } catch (IllegalArgumentException bad) {
      throw new IllegalArgumentException(
          "line " + line + " has something else than hexadecimal numbers of the right length");
    }
  }

  private static Credentials device(Map<String, String> row) {
    String appKey = row.getOrDefault("appKey", "");
    String fNwkSIntKey = row.getOrDefault("fNwkSIntKey", appKey);
    return new Credentials(
        Eui.fromHex(row.getOrDefault("devEui", "")),
        Eui.fromHex(row.getOrDefault("joinEui", "")),
        new JoinKeys(AesKey.fromHex(row.getOrDefault("nwkKey", appKey)), AesKey.fromHex(appKey)),
        AesKey.fromHex(row.getOrDefault("genAppKey", "")),
        DevAddr.fromHex(row.getOrDefault("devAddr", "00000000")),
        new SessionKeys(
            AesKey.fromHex(fNwkSIntKey),
            AesKey.fromHex(row.getOrDefault("sNwkSIntKey", fNwkSIntKey)),
            AesKey.fromHex(row.getOrDefault("nwkSEncKey", fNwkSIntKey)),
            AesKey.fromHex(row.getOrDefault("appSKey", appKey))));
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
  }

  private static String hex(AesKey key) {
    return HexFormat.of().formatHex(key.bytes().toArray());
  }
}
