package dev.fuota.fleet.scenario;

import dev.fuota.boot.Strategy;
import dev.fuota.device.config.CredentialTable;
import dev.fuota.device.config.Credentials;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.expand.PackageKind;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.samples.FirmwareSamples;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The credentials of devices as a {@linkplain CredentialTable table}, and what a network server
 * wants to know besides.
 */
public final class KeyTable {
  /** Columns behind those of the keys; a reader of keys takes no notice. */
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

  private KeyTable() {}

  /** Column to value of one device of a group, in the order of the columns. */
  public static Map<String, String> row(DeviceGroup group, Credentials device) {
    Map<String, String> row = CredentialTable.row(device);
    List<String> values =
        List.of(
            group.version().toString(),
            group.deviceClass().name(),
            Long.toString(group.uplinkInterval().plusNanos(999_999_999).toSeconds()),
            group.packages() == PackageVersion.V1 ? "1" : "2",
            version(group.firmware().version()),
            HexFormat.of().formatHex(FirmwareSamples.classId().toArray()),
            Integer.toString(group.flash().slotLimit()),
            Integer.toString(group.flash().sectorSize()),
            Integer.toString(group.limits().expansionRam()),
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

  /** A table with a line for each device. */
  public static String write(List<DeviceGroup> groups) {
    StringBuilder table = new StringBuilder(String.join(",", CredentialTable.COLUMNS));
    table.append(',').append(String.join(",", HABITS)).append('\n');
    for (DeviceGroup group : groups) {
      for (Credentials device : group.devices()) {
        table.append(String.join(",", row(group, device).values())).append('\n');
      }
    }
    return table.toString();
  }
}
