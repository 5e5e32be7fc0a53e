package dev.fuota.device.config;

import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.JoinKeys;
import dev.fuota.protocol.lorawan.SessionKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The credentials of devices as a table: CSV with a first line that names the columns. The same
 * columns are written and read. In LoRaWAN 1.0.x {@code appKey} is the one root key, and {@code
 * nwkSKey} stands in {@code fNwkSIntKey}.
 */
public final class CredentialTable {
  /** In the order in which they are written. */
  public static final List<String> COLUMNS =
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

  private static final List<String> NEEDED = List.of("devEui", "joinEui", "appKey", "genAppKey");
  private static final int LINES_MAX = 20_000;

  private CredentialTable() {}

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

  /** Column to value of one device, in the order of the columns. */
  public static Map<String, String> row(Credentials device) {
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
