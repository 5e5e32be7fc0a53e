package dev.fuota.protocol.commands;

import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.packages.ApplicationPackage;
import dev.fuota.protocol.packages.ApplicationPackage.Direction;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** All tables of commands, and the one that a known answer is about. */
final class Tables {
  private Tables() {}

  /** The tables of all packages, versions and directions. */
  static Stream<CommandTable<? extends Command>> all() {
    return Stream.of(ApplicationPackage.values())
        .flatMap(
            one ->
                Stream.of(PackageVersion.values())
                    .filter(one::has)
                    .flatMap(
                        version ->
                            Stream.of(Direction.values())
                                .map(direction -> one.commands(version, direction))));
  }

  static CommandTable<? extends Command> of(JsonNode entry) {
    Direction direction =
        Direction.valueOf(entry.get("direction").stringValue().toUpperCase(java.util.Locale.ROOT));
    PackageVersion version = PackageVersion.of(entry.get("version").intValue()).orElseThrow();
    return ApplicationPackage.of(entry.get("package").intValue())
        .filter(one -> one.has(version))
        .orElseThrow()
        .commands(version, direction);
  }

  /** The record of a command by its name. */
  static Class<? extends Command> record(CommandTable<? extends Command> table, String command) {
    return table.entry(command).orElseThrow().type();
  }
}
