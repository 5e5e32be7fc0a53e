package dev.fuota.protocol.commands;

import static dev.fuota.protocol.KnownAnswers.hex;
import static dev.fuota.protocol.KnownAnswers.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.KnownAnswers;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.CommandTable.Placed;
import dev.fuota.protocol.codec.Decoded;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class KnownCommandsTest {

  static Stream<JsonNode> commands() {
    return KnownAnswers.group("lorawan-pkg-commands.json", "commands");
  }

  static Stream<JsonNode> invalidCommands() {
    return KnownAnswers.group("lorawan-pkg-commands.json", "invalid");
  }

  static Stream<JsonNode> streams() {
    return KnownAnswers.group("lorawan-pkg-streams.json", "streams");
  }

  // PKG-02, PKG-03
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

  /**
   * Data may be shorter; it is for the session to say how long it is. A status without session is
   * whole with its first octet.
   */
  private static int lengthMin(JsonNode entry, Bytes whole) {
    return switch (text(entry, "command")) {
      case "DataFragment" -> 3;
      case "MultiPackBufferFrag" -> 2;
      case "FragSessionStatusAns" ->
          entry.get("fields").path("sessionDoesNotExist").booleanValue(false) ? 2 : whole.length();
      default -> whole.length();
    };
  }

  @ParameterizedTest
  @MethodSource("invalidCommands")
  void refusesWhatIsNoCommand(JsonNode entry) {
    CommandTable.Stream<? extends Command> decoded = decodeAll(entry, hex(entry, "hex"));

    assertThat(decoded.commands()).isEmpty();
    assertThat(decoded.defect().orElseThrow().reason()).isEqualTo(reason(entry));
  }

  // PKG-01, PKG-04
  @ParameterizedTest
  @MethodSource("streams")
  void readsCommandsThatShareAPayloadUpToTheDefect(JsonNode entry)
      throws ReflectiveOperationException {
    Bytes payload = hex(entry, "hex");
    List<Placed<Command>> expected = new ArrayList<>();
    for (JsonNode command : entry.get("commands")) {
      expected.add(
          new Placed<>(
              expected(entry, command),
              command.get("offset").intValue(),
              command.get("length").intValue()));
    }

    CommandTable.Stream<? extends Command> decoded = decodeAll(entry, payload);

    assertThat(decoded.placed()).isEqualTo(expected);
    assertThat(payload.slice(decoded.defectOffset(), payload.length() - decoded.defectOffset()))
        .isEqualTo(hex(entry, "rest"));
    assertThat(decoded.defect().map(Decoded.Malformed::reason).stream().toList())
        .isEqualTo(entry.has("error") ? List.of(reason(entry.get("error"))) : List.of());
  }

  @Test
  void everyCommandOfEveryTableIsKnown() {
    List<String> known =
        commands().map(entry -> Tables.of(entry).name() + " " + text(entry, "command")).toList();
    List<String> spoken =
        Tables.all()
            .flatMap(table -> table.entries().stream().map(e -> table.name() + " " + e.name()))
            .toList();

    assertThat(known).containsAll(spoken);
    assertThat(spoken).hasSize(76).doesNotHaveDuplicates();
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
    return Tables.of(entry).decodeAll(payload);
  }

  private static Command expected(JsonNode table, JsonNode command)
      throws ReflectiveOperationException {
    Class<?> record = Tables.record(Tables.of(table), text(command, "command"));
    return Fields.commandOf(record, command.get("fields"));
  }
}
