package dev.fuota.conformance;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.CommandTable.Placed;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Payloads of several commands, {@code lorawan-pkg-streams}. */
final class StreamAnswers implements KnownAnswers {

  @Override
  public String schema() {
    return "lorawan-pkg-streams";
  }

  @Override
  public boolean recognises(Entry document) {
    return document.has("streams");
  }

  @Override
  public Set<String> arrays() {
    return Set.of("streams");
  }

  @Override
  public List<GroupReport> run(Entry document, Path directory) {
    Group streams = new Group("streams");
    document.elementsOf("streams").forEach(entry -> runStream(streams, entry));
    return List.of(streams.report());
  }

  private static void runStream(Group group, Entry entry) {
    Optional<CommandTable<? extends Command>> table = CommandCodec.of(entry);
    if (table.isEmpty()) {
      group.skip(CommandCodec.notImplemented(entry));
    } else {
      group.run(entry.place(), check -> check(check, table.get(), entry));
    }
  }

  private static void check(Check check, CommandTable<? extends Command> table, Entry entry) {
    Bytes payload = entry.hex("hex");
    CommandTable.Stream<? extends Command> decoded = table.decodeAll(payload);
    List<? extends Placed<? extends Command>> placed = decoded.placed();
    List<Entry> expected = entry.elementsOf("commands");
    check.same("commands", expected.size(), placed.size());
    for (int i = 0; i < Math.min(expected.size(), placed.size()); i++) {
      Placed<? extends Command> got = placed.get(i);
      check.same("offset", expected.get(i).integer("offset"), got.offset());
      check.same("length", expected.get(i).integer("length"), got.length());
      CommandAnswers.checkCommand(check, table, expected.get(i), got.command());
    }
    int end = decoded.defectOffset();
    check.same("rest", entry.hex("rest"), payload.slice(end, payload.length() - end));
    checkError(check, table, entry, decoded);
  }

  private static void checkError(
      Check check,
      CommandTable<? extends Command> table,
      Entry entry,
      CommandTable.Stream<? extends Command> decoded) {
    Optional<Entry> error = entry.find("error");
    String kind = error.map(expected -> expected.text("kind")).orElse("none");
    check.same("kind", kind, decoded.defect().map(defect -> defect.reason().kind()).orElse("none"));
    if (error.isEmpty() || decoded.defect().isEmpty()) {
      return;
    }
    int offset = decoded.defectOffset();
    int cid = entry.hex("hex").at(offset);
    check.same("offset", error.get().integer("offset"), offset);
    error.get().find("cid").ifPresent(expected -> check.same("cid", expected.integer(), cid));
    String command = table.entry(cid).map(CommandTable.Entry::name).orElse("none");
    error.get().find("command").ifPresent(name -> check.same("command", name.text(), command));
  }
}
