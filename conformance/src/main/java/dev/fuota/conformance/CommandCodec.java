package dev.fuota.conformance;

import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.packages.ApplicationPackage;
import dev.fuota.protocol.packages.ApplicationPackage.Direction;
import java.util.Optional;

/** The commands of one package, version and direction that the product has. */
final class CommandCodec {
  private CommandCodec() {}

  /** The commands that an entry is about; empty if the product has none such. */
  static Optional<CommandTable<? extends Command>> of(Entry entry) {
    Optional<PackageVersion> version = PackageVersion.of(entry.integer("version"));
    Direction direction = direction(entry.get("direction"));
    return ApplicationPackage.of(entry.integer("package"))
        .filter(one -> version.filter(one::has).isPresent())
        .map(one -> one.commands(version.orElseThrow(), direction));
  }

  private static Direction direction(Entry entry) {
    return switch (entry.text()) {
      case "down" -> Direction.DOWN;
      case "up" -> Direction.UP;
      default -> throw entry.malformed("down or up is needed");
    };
  }

  /** Why {@link #of} is empty. */
  static String notImplemented(Entry entry) {
    int id = entry.integer("package");
    return ApplicationPackage.of(id).isPresent()
        ? "version " + entry.integer("version") + " of package " + id + " is not known"
        : "package " + id + " is not known";
  }
}
