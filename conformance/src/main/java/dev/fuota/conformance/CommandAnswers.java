package dev.fuota.conformance;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.Decoded.Malformed;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Single commands of the application packages, {@code lorawan-pkg-commands}. */
final class CommandAnswers implements KnownAnswers {
  /** No command is longer; the search for the length of a cut one ends there. */
  private static final int FRM_PAYLOAD_MAX = 242;

  @Override
  public String schema() {
    return "lorawan-pkg-commands";
  }

  @Override
  public boolean recognises(Entry document) {
    return isAboutPackages(document, "commands") || isAboutPackages(document, "invalid");
  }

  private static boolean isAboutPackages(Entry document, String array) {
    return document.find(array).filter(Entry::isArray).stream()
        .flatMap(found -> found.elements().stream())
        .anyMatch(entry -> entry.has("package") && entry.has("direction") && entry.has("hex"));
  }

  @Override
  public Set<String> arrays() {
    return Set.of("commands", "invalid");
  }

  @Override
  public List<GroupReport> run(Entry document, Path directory) {
    Group commands = new Group("commands");
    document.elementsOf("commands").forEach(entry -> runCommand(commands, entry));
    Group invalid = new Group("invalid");
    document.elementsOf("invalid").forEach(entry -> runInvalid(invalid, entry));
    return List.of(commands.report(), invalid.report());
  }

  private static void runCommand(Group group, Entry entry) {
    Optional<CommandTable<? extends Command>> table = CommandCodec.of(entry);
    if (table.isEmpty()) {
      group.skip(CommandCodec.notImplemented(entry));
      return;
    }
    Optional<? extends CommandTable.Entry<? extends Command>> known =
        table.get().entry(entry.text("command"));
    if (known.isEmpty()) {
      group.skip(notKnown(entry));
      return;
    }
    group.run(
        id(entry),
        check -> {
          checkDecoder(check, table.get(), entry);
          checkEncoder(check, known.get().type(), entry);
        });
  }

  private static void checkDecoder(
      Check check, CommandTable<? extends Command> table, Entry entry) {
    CommandTable.Stream<? extends Command> decoded = table.decodeAll(entry.hex("hex"));
    if (decoded.placed().size() != 1 || decoded.defect().isPresent()) {
      check.failed("hex", "one " + entry.text("command"), describe(decoded));
      return;
    }
    checkCommand(check, table, entry, decoded.commands().get(0));
  }

  /** Compares name, CID and fields. */
  static void checkCommand(
      Check check, CommandTable<? extends Command> table, Entry entry, Command command) {
    String name = table.entry(command.cid()).orElseThrow().name();
    check.same("command", entry.text("command"), name);
    check.same("cid", entry.integer("cid"), command.cid());
    if (name.equals(entry.text("command"))) {
      RecordFields.compare(check, entry.get("fields"), command);
    }
  }

  private static void checkEncoder(Check check, Class<? extends Command> type, Entry entry) {
    String expected = entry.hex("hex").toHex();
    try {
      Command command = RecordFields.toRecord(type, entry.get("fields"));
      check.same("hex", expected, command.encode());
    } catch (IllegalArgumentException e) {
      check.failed("hex", expected, "refused: " + e.getMessage());
    }
  }

  private static String describe(CommandTable.Stream<? extends Command> decoded) {
    return decoded.defect().map(Malformed::detail).orElse(decoded.commands().toString());
  }

  private static void runInvalid(Group group, Entry entry) {
    Optional<CommandTable<? extends Command>> table = CommandCodec.of(entry);
    if (table.isEmpty()) {
      group.skip(CommandCodec.notImplemented(entry));
    } else if (entry.has("command") && table.get().entry(entry.text("command")).isEmpty()) {
      group.skip(notKnown(entry));
    } else {
      group.run(id(entry), check -> checkRefusal(check, table.get(), entry));
    }
  }

  private static void checkRefusal(Check check, CommandTable<?> table, Entry entry) {
    Bytes hex = entry.hex("hex");
    check.same("error", entry.text("error"), error(table, hex));
    entry.find("cid").ifPresent(cid -> check.same("cid", cid.integer(), hex.at(0)));
    entry
        .find("actualLength")
        .ifPresent(length -> check.same("actualLength", length.integer(), hex.length()));
    entry
        .find("expectedLength")
        .ifPresent(length -> check.same("expectedLength", length.integer(), needed(table, hex)));
  }

  /** The octets from which on the command is no longer cut. */
  private static int needed(CommandTable<?> table, Bytes hex) {
    Bytes longer = hex;
    while (longer.length() < FRM_PAYLOAD_MAX && error(table, longer).equals("truncated")) {
      longer = longer.concat(Bytes.of((byte) 0));
    }
    return longer.length();
  }

  private static String error(CommandTable<?> table, Bytes hex) {
    return table.decodeAll(hex).defect().map(defect -> defect.reason().kind()).orElse("none");
  }

  private static String notKnown(Entry entry) {
    return String.format(
        "%s of package %d version %d is not known",
        entry.text("command"), entry.integer("package"), entry.integer("version"));
  }

  private static String id(Entry entry) {
    return entry.place() + entry.find("command").map(name -> " " + name.text()).orElse("");
  }
}
