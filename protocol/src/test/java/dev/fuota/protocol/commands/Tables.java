package dev.fuota.protocol.commands;

import dev.fuota.protocol.clocksync.ClockSyncDownlink;
import dev.fuota.protocol.clocksync.ClockSyncUplink;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.firmware.FirmwareDownlink;
import dev.fuota.protocol.firmware.FirmwareUplink;
import dev.fuota.protocol.fragmentation.FragmentationDownlink;
import dev.fuota.protocol.fragmentation.FragmentationUplink;
import dev.fuota.protocol.multicast.MulticastDownlink;
import dev.fuota.protocol.multicast.MulticastUplink;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** The packages that are spoken in version 1, by package identifier and direction. */
final class Tables {

  /** A direction of a package: its commands, and the interface of them all. */
  record Table(CommandTable<? extends Command> commands, Class<? extends Command> type) {}

  static final Map<String, Table> BY_PACKAGE_AND_DIRECTION =
      Map.of(
          "1 down", new Table(ClockSyncDownlink.COMMANDS, ClockSyncDownlink.class),
          "1 up", new Table(ClockSyncUplink.COMMANDS, ClockSyncUplink.class),
          "2 down", new Table(MulticastDownlink.COMMANDS, MulticastDownlink.class),
          "2 up", new Table(MulticastUplink.COMMANDS, MulticastUplink.class),
          "3 down", new Table(FragmentationDownlink.COMMANDS, FragmentationDownlink.class),
          "3 up", new Table(FragmentationUplink.COMMANDS, FragmentationUplink.class),
          "4 down", new Table(FirmwareDownlink.COMMANDS, FirmwareDownlink.class),
          "4 up", new Table(FirmwareUplink.COMMANDS, FirmwareUplink.class));

  private Tables() {}

  /** Whether an entry is about a package and version that is spoken. */
  static boolean has(JsonNode entry) {
    return entry.get("version").intValue() == 1
        && BY_PACKAGE_AND_DIRECTION.containsKey(nameOf(entry));
  }

  static Table of(JsonNode entry) {
    return of(nameOf(entry));
  }

  static Table of(String packageAndDirection) {
    return Objects.requireNonNull(BY_PACKAGE_AND_DIRECTION.get(packageAndDirection));
  }

  private static String nameOf(JsonNode entry) {
    return entry.get("package").intValue() + " " + entry.get("direction").stringValue();
  }
}
