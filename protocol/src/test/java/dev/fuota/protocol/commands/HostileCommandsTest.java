package dev.fuota.protocol.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.CommandTable;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileCommandsTest {
  private static final int PAYLOADS = 20_000;
  private static final int[] LENGTHS = {2, 3, 4, 5, 6, 9, 11, 12, 17, 30, 242};
  private static final int[] UNKNOWN_LENGTHS = {2};
  private static final int CID_MAX = 0x09; // one more than the highest that any package has

  static Stream<Arguments> tablesAndSeeds() {
    return Tables.all()
        .flatMap(
            table ->
                Stream.of(1L, 2L, 3L)
                    .map(seed -> Arguments.of(Named.of(table.name(), table), seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("tablesAndSeeds")
  void anyOctetsDecodeWithoutAThrowAndEncodeBack(
      CommandTable<? extends Command> commands, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < PAYLOADS; i++) {
      Bytes payload = payload(random);
      assertReadsBack(commands, payload);
    }
  }

  static Stream<Arguments> tables() {
    return Tables.all().map(table -> Arguments.of(Named.of(table.name(), table)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tables")
  void anyTwoOctetsAreReadWithWhateverLengthBehindThem(CommandTable<? extends Command> commands) {
    for (int prefix = 0; prefix < 1 << 16; prefix++) {
      int cid = prefix >> 8;
      for (int length : cid <= CID_MAX ? LENGTHS : UNKNOWN_LENGTHS) {
        byte[] octets = new byte[length];
        octets[0] = (byte) cid;
        octets[1] = (byte) prefix;
        assertReadsBack(commands, Bytes.of(octets));
      }
    }
  }

  private static Bytes payload(SplittableRandom random) {
    byte[] octets = new byte[random.nextInt(64)];
    random.nextBytes(octets);
    if (octets.length > 0 && random.nextInt(8) > 0) {
      octets[0] = (byte) random.nextInt(CID_MAX + 1);
    }
    return Bytes.of(octets);
  }

  private static void assertReadsBack(CommandTable<? extends Command> table, Bytes payload) {
    CommandTable.Stream<? extends Command> decoded = table.decodeAll(payload);
    int octets = 0;
    for (Command command : decoded.commands()) {
      Bytes encoded = command.encode();
      assertThat(encoded.length()).isEqualTo(1 + command.payloadLength());
      assertThat(table.decodeAll(encoded).commands()).isEqualTo(List.of(command));
      octets += encoded.length();
    }
    assertThat(decoded.defectOffset()).isEqualTo(octets);
    assertThat(decoded.defect().isEmpty()).isEqualTo(octets == payload.length());
  }
}
