package dev.fuota.protocol.commands;

import static dev.fuota.protocol.KnownAnswers.hex;
import static dev.fuota.protocol.KnownAnswers.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.KnownAnswers;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.Decoded;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class KnownCommandsTest {

  static Stream<JsonNode> commands() {
    return KnownAnswers.group("lorawan-pkg-commands.json", "commands").filter(Tables::has);
  }

  static Stream<JsonNode> invalidCommands() {
    return KnownAnswers.group("lorawan-pkg-commands.json", "invalid").filter(Tables::has);
  }

  static Stream<JsonNode> streams() {
    return KnownAnswers.group("lorawan-pkg-streams.json", "streams").filter(Tables::has);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void encodesToTheKnownOctets(JsonNode entry) throws ReflectiveOperationException {
    Command command = expected(entry, entry);

    assertThat(command.cid()).isEqualTo(entry.get("cid").intValue());
    assertThat(command.encode()).isEqualTo(hex(entry, "hex"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void decodesToTheKnownFields(JsonNode entry) throws ReflectiveOperationException {
    CommandTable.Stream<? extends Command> decoded = decodeAll(entry, hex(entry, "hex"));

    assertThat(decoded.defect()).isEmpty();
    assertThat(decoded.commands()).isEqualTo(List.of(expected(entry, entry)));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void refusesTheCommandCutShort(JsonNode entry) {
    Bytes whole = hex(entry, "hex");
    for (int length = 1; length < lengthMin(entry, whole); length++) {
      CommandTable.Stream<? extends Command> decoded = decodeAll(entry, whole.slice(0, length));
      assertThat(decoded.commands()).as("%d octets", length).isEmpty();
      assertThat(decoded.defectOffset()).isZero();
      assertThat(decoded.defect().orElseThrow().reason()).isEqualTo(Decoded.Reason.TRUNCATED);
    }
  }

  /** The data of a DataFragment may be shorter; it is for the session to say how long it is. */
  private static int lengthMin(JsonNode entry, Bytes whole) {
    return text(entry, "command").equals("DataFragment") ? 3 : whole.length();
  }

  @ParameterizedTest
  @MethodSource("invalidCommands")
  void refusesWhatIsNoCommand(JsonNode entry) {
    CommandTable.Stream<? extends Command> decoded = decodeAll(entry, hex(entry, "hex"));

    assertThat(decoded.commands()).isEmpty();
    assertThat(decoded.defect().orElseThrow().reason()).isEqualTo(reason(entry));
  }

  @ParameterizedTest
  @MethodSource("streams")
  void readsCommandsThatShareAPayloadUpToTheDefect(JsonNode entry)
      throws ReflectiveOperationException {
    Bytes payload = hex(entry, "hex");
    List<Command> expected = new ArrayList<>();
    for (JsonNode command : entry.get("commands")) {
      expected.add(expected(entry, command));
    }

    CommandTable.Stream<? extends Command> decoded = decodeAll(entry, payload);

    assertThat(decoded.commands()).isEqualTo(expected);
    assertThat(payload.slice(decoded.defectOffset(), payload.length() - decoded.defectOffset()))
        .isEqualTo(hex(entry, "rest"));
    assertThat(decoded.defect().map(Decoded.Malformed::reason).stream().toList())
        .isEqualTo(entry.has("error") ? List.of(reason(entry.get("error"))) : List.of());
  }

  @Test
  void everyCommandOfEveryTableIsKnown() {
    List<String> known =
        commands()
            .map(e -> Tables.of(e).type().getSimpleName() + " " + text(e, "command"))
            .toList();
    List<String> spoken =
        Tables.BY_PACKAGE_AND_DIRECTION.values().stream()
            .flatMap(
                table ->
                    Stream.of(table.type().getPermittedSubclasses())
                        .map(c -> table.type().getSimpleName() + " " + c.getSimpleName()))
            .collect(Collectors.toList());

    assertThat(known).containsAll(spoken);
  }

  private static Decoded.Reason reason(JsonNode error) {
    String kind = error.has("kind") ? text(error, "kind") : text(error, "error");
    return switch (kind) {
      case "truncated" -> Decoded.Reason.TRUNCATED;
      case "unknownCid" -> Decoded.Reason.UNKNOWN_COMMAND;
      default -> throw new AssertionError(kind);
    };
  }

  private static CommandTable.Stream<? extends Command> decodeAll(JsonNode entry, Bytes payload) {
    return Tables.of(entry).commands().decodeAll(payload);
  }

  private static Command expected(JsonNode table, JsonNode command)
      throws ReflectiveOperationException {
    String packageName = Tables.of(table).type().getPackageName();
    Class<?> record = Class.forName(packageName + "." + text(command, "command"));
    return Fields.commandOf(record, command.get("fields"));
  }
}
