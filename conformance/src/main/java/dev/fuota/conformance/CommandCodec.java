package dev.fuota.conformance;

import dev.fuota.protocol.clocksync.ClockSyncCommand;
import dev.fuota.protocol.clocksync.ClockSyncDownlink;
import dev.fuota.protocol.clocksync.ClockSyncUplink;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.firmware.FirmwareCommand;
import dev.fuota.protocol.firmware.FirmwareDownlink;
import dev.fuota.protocol.firmware.FirmwareUplink;
import dev.fuota.protocol.fragmentation.FragmentationCommand;
import dev.fuota.protocol.fragmentation.FragmentationDownlink;
import dev.fuota.protocol.fragmentation.FragmentationUplink;
import dev.fuota.protocol.multicast.MulticastCommand;
import dev.fuota.protocol.multicast.MulticastDownlink;
import dev.fuota.protocol.multicast.MulticastUplink;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The commands of one package, version and direction that the product has.
 *
 * @param kind the sealed type of those commands: each of its records is named as its command
 */
record CommandCodec(
    int packageId, int version, String direction, CommandTable<?> table, Class<?> kind) {
  private static final String DOWN = "down";
  private static final String UP = "up";

  private static final List<CommandCodec> ALL =
      List.of(
          clockSync(DOWN, ClockSyncDownlink.COMMANDS, ClockSyncDownlink.class),
          clockSync(UP, ClockSyncUplink.COMMANDS, ClockSyncUplink.class),
          multicast(DOWN, MulticastDownlink.COMMANDS, MulticastDownlink.class),
          multicast(UP, MulticastUplink.COMMANDS, MulticastUplink.class),
          fragmentation(DOWN, FragmentationDownlink.COMMANDS, FragmentationDownlink.class),
          fragmentation(UP, FragmentationUplink.COMMANDS, FragmentationUplink.class),
          firmware(DOWN, FirmwareDownlink.COMMANDS, FirmwareDownlink.class),
          firmware(UP, FirmwareUplink.COMMANDS, FirmwareUplink.class));

  private static CommandCodec clockSync(String direction, CommandTable<?> table, Class<?> kind) {
    return new CommandCodec(
        ClockSyncCommand.PACKAGE_ID, ClockSyncCommand.VERSION, direction, table, kind);
  }

  private static CommandCodec multicast(String direction, CommandTable<?> table, Class<?> kind) {
    return new CommandCodec(
        MulticastCommand.PACKAGE_ID, MulticastCommand.VERSION, direction, table, kind);
  }

  private static CommandCodec fragmentation(
      String direction, CommandTable<?> table, Class<?> kind) {
    return new CommandCodec(
        FragmentationCommand.PACKAGE_ID, FragmentationCommand.VERSION, direction, table, kind);
  }

  private static CommandCodec firmware(String direction, CommandTable<?> table, Class<?> kind) {
    return new CommandCodec(
        FirmwareCommand.PACKAGE_ID, FirmwareCommand.VERSION, direction, table, kind);
  }

  /** The codec that an entry is about; empty if the product has none. */
  static Optional<CommandCodec> of(Entry entry) {
    return ALL.stream()
        .filter(codec -> codec.packageId == entry.integer("package"))
        .filter(codec -> codec.version == entry.integer("version"))
        .filter(codec -> codec.direction.equals(entry.text("direction")))
        .findFirst();
  }

  /** Why {@link #of} is empty. */
  static String notImplemented(Entry entry) {
    int id = entry.integer("package");
    return ALL.stream().anyMatch(codec -> codec.packageId == id)
        ? "version " + entry.integer("version") + " of package " + id + " is not implemented yet"
        : "package " + id + " is not implemented yet";
  }

  /** The record of the command with that name. */
  Optional<Class<? extends Command>> command(String name) {
    return Stream.of(kind.getPermittedSubclasses())
        .filter(type -> type.getSimpleName().equals(name))
        .<Class<? extends Command>>map(type -> type.asSubclass(Command.class))
        .findFirst();
  }
}
