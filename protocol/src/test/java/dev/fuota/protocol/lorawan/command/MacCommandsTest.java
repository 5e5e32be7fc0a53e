package dev.fuota.protocol.lorawan.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.protocol.KnownAnswers;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.CommandTable;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MacCommandsTest {
  private static final List<CommandTable<? extends MacCommand>> TABLES =
      List.of(MacCommands.DOWN, MacCommands.UP);

  static Stream<Arguments> known() {
    return KnownAnswers.group("mac-commands.json", "codec")
        .map(
            entry ->
                Arguments.of(
                    entry.get("direction").stringValue().equals("downlink"),
                    KnownAnswers.hex(entry.get("expect"), "hex"),
                    entry.get("commands").size()));
  }

  @ParameterizedTest
  @MethodSource("known")
  void everyCutIsADefectThatLeavesWhatCameBefore(boolean down, Bytes octets, int commands) {
    ParsedCommands whole = parsed(down, octets);
    assertThat(whole.defect()).isEmpty();
    assertThat(whole.commands()).hasSize(commands);
    for (int length = 0; length < octets.length(); length++) {
      ParsedCommands cut = parsed(down, octets.slice(0, length));
      assertThat(cut.commands()).isEqualTo(whole.commands().subList(0, cut.commands().size()));
      assertThat(cut.defect().isEmpty())
          .isEqualTo(MacCommands.encode(cut.commands()).length() == length);
    }
  }

  private static ParsedCommands parsed(boolean down, Bytes octets) {
    return down ? MacCommands.decodeDown(octets) : MacCommands.decodeUp(octets);
  }

  // MAC-055
  @Test
  void nothingBehindAnUnknownCommandIsRead() {
    ParsedCommands parsed = MacCommands.decodeDown(Bytes.fromHex("06" + "40" + "06"));

    assertThat(parsed.commands()).containsExactly(new DevStatusReq());
    assertThat(parsed.defect()).contains("LoRaWAN MAC, downlink has no command 0x40");
  }

  @Test
  @DisplayName("Every CID but those of the specification is unknown, in both directions")
  void thereAreNoOtherCommands() {
    for (int cid = 0; cid < 256; cid++) {
      boolean specified = (cid >= 0x01 && cid <= 0x13) || cid == 0x20;
      assertThat(MacCommands.DOWN.entry(cid).isPresent()).as("%d", cid).isEqualTo(specified);
      assertThat(MacCommands.UP.entry(cid).isPresent())
          .as("%d", cid)
          .isEqualTo(specified && cid != ForceRejoinReq.CID);
    }
  }

  /** Lengths behind the CID, down and up, as the table of the specification has them. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "1, 1, 1",
    "2, 2, 0",
    "3, 4, 1",
    "4, 1, 0",
    "5, 4, 1",
    "6, 0, 2",
    "7, 5, 1",
    "8, 1, 0",
    "9, 1, 0",
    "10, 4, 1",
    "11, 1, 1",
    "12, 1, 0",
    "13, 5, 0",
    "15, 1, 1",
    "16, 0, 1",
    "17, 4, 1",
    "18, 3, 0",
    "19, 3, 1",
    "32, 1, 1"
  })
  void commandsHaveTheirLengths(int cid, int down, int up) {
    assertThat(MacCommands.DOWN.entry(cid).orElseThrow().lengthMin()).isEqualTo(down);
    assertThat(MacCommands.UP.entry(cid).orElseThrow().lengthMin()).isEqualTo(up);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void anyOctetsAreReadAndMadeAgain(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] octets = new byte[random.nextInt(64)];
      random.nextBytes(octets);
      if (octets.length > 0) {
        octets[0] = (byte) (1 + random.nextInt(0x14));
      }
      for (CommandTable<? extends MacCommand> table : TABLES) {
        for (MacCommand command : table.decodeAll(Bytes.of(octets)).commands()) {
          assertThat(table.decodeAll(command.encode()).commands()).isEqualTo(List.of(command));
        }
      }
    }
  }

  @Test
  void reservedBitsAreIgnored() {
    assertThat(MacCommands.decodeUp(Bytes.fromHex("03ff" + "0600e0")).commands())
        .containsExactly(new LinkAdrAns(true, true, true), new DevStatusAns(0, -32));
    assertThat(MacCommands.decodeDown(Bytes.fromHex("05ff000000" + "08f0")).commands())
        .containsExactly(new RxParamSetupReq(15, 7, 0), new RxTimingSetupReq(0));
  }

  /** The word of two octets is little-endian: period in the high one. */
  @Test
  void aForcedRejoinHasItsRateFirst() {
    assertThat(MacCommands.decodeDown(Bytes.fromHex("0e" + "253a")).commands())
        .containsExactly(new ForceRejoinReq(5, 2, 2, 7));
  }

  @Test
  void valuesThatStandForOthers() {
    assertThat(new RxTimingSetupReq(0).delaySeconds()).isEqualTo(1);
    assertThat(new RxTimingSetupReq(15).delaySeconds()).isEqualTo(15);
    assertThat(new TxParamSetupReq(5, true, false).maxEirpDbm()).isEqualTo(16);
    assertThat(new TxParamSetupReq(15, true, false).maxEirpDbm()).isEqualTo(36);
    assertThat(new DeviceTimeAns(0xffff_ffffL, 255).gpsMillis()).isEqualTo(4_294_967_295_996L);
  }

  @Test
  void doesNotMakeWhatCannotBeSent() {
    assertThatThrownBy(() -> new LinkAdrReq(16, 0, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BeaconFreqReq(868_100_050))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DlChannelReq(0, -100))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DevStatusAns(0, 32)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DevStatusAns(0, -33)).isInstanceOf(IllegalArgumentException.class);
  }
}
