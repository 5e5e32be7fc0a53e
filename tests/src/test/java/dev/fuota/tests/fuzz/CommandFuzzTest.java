package dev.fuota.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.codec.ReadField;
import dev.fuota.protocol.lorawan.command.MacCommands;
import dev.fuota.protocol.multipackage.MultiPackageFrame;
import dev.fuota.protocol.packages.ApplicationPackage;
import dev.fuota.protocol.packages.ApplicationPackage.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Payloads of the application packages. The first octet chooses: bit 0 the version, bit 1 the
 * direction; the others are the payload.
 */
class CommandFuzzTest {

  @FuzzTest
  void clockSync(byte[] input) {
    check(ApplicationPackage.CLOCK_SYNC, input);
  }

  @FuzzTest
  void multicastSetup(byte[] input) {
    check(ApplicationPackage.MULTICAST_SETUP, input);
  }

  @FuzzTest
  void fragmentation(byte[] input) {
    check(ApplicationPackage.FRAGMENTATION, input);
  }

  @FuzzTest
  void firmwareManagement(byte[] input) {
    check(ApplicationPackage.FIRMWARE_MANAGEMENT, input);
  }

  @FuzzTest
  void multiPackage(byte[] input) {
    check(ApplicationPackage.MULTI_PACKAGE, input);
  }

  /** MAC commands. */
  @FuzzTest
  void mac(byte[] input) {
    if (input.length > 0) {
      Bytes octets = Bytes.of(input, 1, input.length - 1);
      if (way(input) == Direction.DOWN) {
        check(MacCommands.DOWN, octets);
      } else {
        check(MacCommands.UP, octets);
      }
    }
  }

  /** Commands of all packages in one payload: what was read is read again from its own octets. */
  @FuzzTest
  void multiPackageFrame(byte[] input) {
    if (input.length == 0) {
      return;
    }
    Map<Integer, CommandTable<? extends Command>> packages =
        Stream.of(ApplicationPackage.values())
            .filter(one -> one != ApplicationPackage.MULTI_PACKAGE)
            .collect(
                Collectors.toMap(
                    ApplicationPackage::id, one -> one.commands(version(input), way(input))));
    Bytes payload = Bytes.of(input, 1, input.length - 1);
    MultiPackageFrame frame = read(payload, packages, way(input));
    assertThat(frame.defectOffset()).isBetween(0, payload.length());
    if (frame.defect().isEmpty()) {
      Bytes again = frame.encode();
      assertThat(again.length()).isEqualTo(payload.length());
      assertThat(read(again, packages, way(input))).isEqualTo(frame);
    }
  }

  private static MultiPackageFrame read(
      Bytes payload, Map<Integer, CommandTable<? extends Command>> packages, Direction direction) {
    return direction == Direction.DOWN
        ? MultiPackageFrame.readDownlink(payload, packages, field -> {})
        : MultiPackageFrame.readUplink(payload, packages, field -> {});
  }

  private static void check(ApplicationPackage one, byte[] input) {
    if (input.length > 0) {
      check(one.commands(version(input), way(input)), Bytes.of(input, 1, input.length - 1));
    }
  }

  private static PackageVersion version(byte[] input) {
    return (input[0] & 1) == 0 ? PackageVersion.V1 : PackageVersion.V2;
  }

  private static Direction way(byte[] input) {
    return (input[0] & 2) == 0 ? Direction.DOWN : Direction.UP;
  }

  /** Commands and defect account for every octet; what was read is sent again as it came. */
  private static <C extends Command> void check(CommandTable<C> table, Bytes payload) {
    List<ReadField> fields = new ArrayList<>();
    CommandTable.Stream<C> stream = table.decodeAll(payload, fields::add);
    assertThat(table.decodeAll(payload)).isEqualTo(stream);
    int end = 0;
    for (CommandTable.Placed<C> placed : stream.placed()) {
      assertThat(placed.offset()).isEqualTo(end);
      end += placed.length();
      checkEncoding(placed, payload, fields);
    }
    assertThat(stream.defectOffset()).isEqualTo(end);
    assertThat(stream.defect().isPresent()).isEqualTo(end < payload.length());
  }

  private static <C extends Command> void checkEncoding(
      CommandTable.Placed<C> placed, Bytes payload, List<ReadField> fields) {
    byte[] meant = meaning(placed, fields);
    byte[] came = payload.slice(placed.offset(), placed.length()).toArray();
    for (int i = 0; i < came.length; i++) {
      came[i] &= meant[i];
    }
    assertThat(placed.command().encode()).isEqualTo(Bytes.of(came));
  }

  /** A mask of the bits that mean something; the others are reserved, and are sent as 0. */
  private static byte[] meaning(CommandTable.Placed<?> placed, List<ReadField> fields) {
    byte[] mask = new byte[placed.length()];
    mask[0] = (byte) 0xff; // the CID
    for (ReadField field : fields) {
      int at = field.offset() - placed.offset();
      if (at >= 0 && at < mask.length) {
        for (int bit = 0; bit < field.bits().width(); bit++) {
          int position = field.bits().shift() + bit;
          mask[at + position / Byte.SIZE] |= (byte) (1 << (position % Byte.SIZE));
        }
      }
    }
    return mask;
  }
}
