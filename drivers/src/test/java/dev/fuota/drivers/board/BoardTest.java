package dev.fuota.drivers.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BoardTest {
  private static final int HIGHEST_BCM = 27;

  static List<Board> known() {
    return Board.KNOWN;
  }

  @ParameterizedTest
  @MethodSource("known")
  void noPinOfABoardHasTwoMeanings(Board board) {
    Pins pins = board.pins();
    List<Integer> used = new ArrayList<>(pins.enable());
    used.add(pins.irq());
    Stream.of(pins.dio1(), pins.busy(), pins.reset(), pins.rxEnable(), pins.txEnable())
        .filter(OptionalInt::isPresent)
        .forEach(pin -> used.add(pin.getAsInt()));
    // SPI 0 itself has the pins 7 to 11, of which 8 and 7 are CE0 and CE1.
    used.addAll(List.of(9, 10, 11));
    used.add(
        pins.chipSelect().gpio() ? pins.chipSelect().number() : 8 - pins.chipSelect().number());
    assertThat(used).doesNotHaveDuplicates().allMatch(pin -> pin >= 0 && pin <= HIGHEST_BCM);
  }

  @Test
  void namesAreFoundInAnyCaseAndOnlyOnce() {
    assertThat(Board.KNOWN.stream().map(Board::name)).doesNotHaveDuplicates();
    assertThat(Board.named(" MeshAdv-Mini ")).map(Board::name).contains("meshadv-mini");
    assertThat(Board.named("meshadv-maxi")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "waveshare-uart, does not speak LoRaWAN",
    "SX1262-868M-LoRa-HAT, does not speak LoRaWAN",
    "rak2287, gateway concentrator",
    "WM1302, gateway concentrator",
    "meshtoad, CH341",
    "pisugar_lora, no published pins"
  })
  void whatIsNoBoardIsNamedWithTheReason(String name, String reason) {
    assertThat(Board.named(name)).isEmpty();
    assertThat(Board.whyNot(name).orElseThrow()).startsWith(name).contains(reason);
  }

  @Test
  void nobodyKnowsWhyABoardIsNoneThatNobodyKnows() {
    assertThat(Board.whyNot("toaster")).isEmpty();
  }

  @ParameterizedTest(name = "{0} asked for {1} dBm gives {2} dBm")
  @CsvSource({
    "waveshare-sx1262, 16, 14", // 2 dBi of the antenna
    "waveshare-sx1262, 30, 22", // the chip's most
    "waveshare-sx1262, -20, -9", // the chip's least
    "meshadv, 16, 4", // and 10 dB of the amplifier
    "zebra-1w, 36, 18", // what the amplifier stands
    "adafruit-rfm95w, 30, 20"
  })
  void theChipGivesNoMoreThanMayBeRadiated(String name, int eirp, int power) {
    assertThat(Board.named(name).orElseThrow().chipPowerDbm(eirp)).isEqualTo(power);
  }

  @Test
  void anotherAntennaTakesItsGainFromTheChip() {
    Board board = Board.named("meshadv-mini").orElseThrow();
    assertThat(board.with(board.options().withAntenna(5)).chipPowerDbm(16)).isEqualTo(11);
  }

  @Test
  void anSx126xWithoutBusyIsRefused() {
    Pins pins = Pins.sx127x(ChipSelect.ce(0), 22, 25);
    assertThatThrownBy(() -> new Board("x", "x", Chip.SX1262, pins, BoardOptions.of(Chip.SX1262)))
        .hasMessageContaining("BUSY");
  }
}
