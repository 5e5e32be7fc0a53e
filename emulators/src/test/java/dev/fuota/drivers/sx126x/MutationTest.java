package dev.fuota.drivers.sx126x;

import static dev.fuota.drivers.sx126x.Bench.SF12;
import static dev.fuota.drivers.sx126x.Bench.SF7;
import static dev.fuota.drivers.sx126x.Bench.SF9;
import static dev.fuota.drivers.sx126x.Bench.octets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.RadioBus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Drivers that do one thing wrong: a command is left out, or an octet of it is another one. Each is
 * caught, by the emulated chip or by the driver's own checks.
 */
class MutationTest {
  private static final Duration WINDOW = Duration.ofMillis(100);
  private static final Duration LONG_WINDOW = Duration.ofSeconds(2);
  private static final LoraChannel WIDE = new LoraChannel(923_300_000, 8, 500_000);
  private static final byte GET_STATUS = (byte) 0xC0;

  /** A driver that never gives a command, named by its first octets. */
  private static final class Without extends Wires {
    private final String command;

    Without(RadioBus chip, String command) {
      super(chip);
      this.command = command;
    }

    @Override
    public void transfer(byte[] octets, int length) {
      if (begins(octets, length, command)) {
        octets[0] = GET_STATUS;
        super.transfer(octets, 2);
      } else {
        super.transfer(octets, length);
      }
    }
  }

  /** A driver that writes something else into one octet of a command. */
  private static final class Other extends Wires {
    private final String command;
    private final int at;
    private final int exclusiveOr;

    Other(RadioBus chip, String command, int at, int exclusiveOr) {
      super(chip);
      this.command = command;
      this.at = at;
      this.exclusiveOr = exclusiveOr;
    }

    @Override
    public void transfer(byte[] octets, int length) {
      if (begins(octets, length, command)) {
        octets[at] ^= (byte) exclusiveOr;
      }
      super.transfer(octets, length);
    }
  }

  private static boolean begins(byte[] octets, int length, String command) {
    byte[] wanted = HexFormat.of().parseHex(command);
    return length >= wanted.length
        && Arrays.equals(octets, 0, wanted.length, wanted, 0, wanted.length);
  }

  private static List<String> complaints(String board, UnaryOperator<RadioBus> wires) {
    Bench bench = Bench.on(board, wires).start();
    for (LoraChannel channel : List.of(SF7, WIDE, SF12)) {
      bench.radio.transmit(channel, 16, octets(12));
      bench.runMillis(3000);
      bench.air.downlink(WINDOW.dividedBy(2), channel, octets(12));
      bench.radio.receive(channel, WINDOW);
      bench.runMillis(3000);
      bench.radio.sleep();
    }
    bench.air.beacon(WINDOW, SF9, octets(17));
    bench.radio.receiveBeacon(SF9, 17, LONG_WINDOW);
    bench.runMillis(1000);
    bench.radio.receive(SF7, WINDOW);
    bench.runMillis(3000);
    bench.radio.receiveContinuously(SF9);
    bench.runMillis(100);
    bench.radio.transmit(SF7, 16, octets(12));
    bench.runMillis(1000);
    List<String> all = new ArrayList<>(bench.chip.violations());
    all.addAll(bench.chip.remarks());
    all.addAll(bench.notes.troubles);
    return all;
  }

  @Test
  void aRightDriverHasNoComplaints() {
    assertThat(complaints("meshadv", Wires::new)).isEmpty();
    assertThat(complaints("meshadv-mini", Wires::new)).isEmpty();
  }

  @ParameterizedTest(name = "without {0}: {1}")
  @CsvSource({
    "02, the interrupt is not cleared, stays high",
    "80, no standby, not in",
    "8A, no packet type, SetPacketType",
    "86, no frequency, SetRfFrequency is missing",
    "98, no image calibration, image is not calibrated",
    "9D, no antenna switch by DIO2, DIO2 does not drive",
    "97, no TCXO, XOSC_START",
    "95, no PA, SetPaConfig is missing",
    "8E, no power, SetTxParams is missing",
    "0D0740, no sync word, do not hold",
    "0D0889, limitation 15.1, 15.1",
    "0D08D8, limitation 15.2, 15.2",
    "0D0902, limitation 15.3, 15.3",
    "0D0944, limitation 15.3, 15.3",
    "0D0736, limitation 15.4, 15.4"
  })
  void aMissingCommandIsCaught(String command, String what, String complaint) {
    assertThat(complaints("meshadv-mini", chip -> new Without(chip, command)))
        .as(what)
        .anyMatch(line -> line.contains(complaint));
  }

  @ParameterizedTest(name = "{0} with octet {1} changed: {3}")
  @CsvSource({
    "8C, 6, 1, IQ in the wrong direction, IQ",
    "8C, 5, 1, CRC where there is none, no CRC",
    "8C, 3, 1, implicit header where it is explicit, implicit header",
    "8C, 2, 4, another preamble, preamble of",
    "8B, 4, 1, another optimisation of low rates, low data rate optimisation",
    "8B, 3, 3, another coding rate, coding rate",
    "0D0740, 4, 8, another sync word, do not hold",
    "0D0736, 3, 4, polarity against the IQ, 15.4",
    "0D0889, 3, 4, quality of the other bandwidth, 15.1",
    "98, 1, 16, the image of another band, image"
  })
  void anotherOctetIsCaught(String command, int at, int bits, String what, String complaint) {
    assertThat(complaints("meshadv-mini", chip -> new Other(chip, command, at, bits)))
        .as(what)
        .anyMatch(line -> line.contains(complaint));
  }

  @Test
  void aDriverThatDoesNotWaitForBusyIsCaught() {
    UnaryOperator<RadioBus> hasty =
        chip ->
            new Wires(chip) {
              @Override
              public boolean awaitReady(Duration longest) {
                return true;
              }
            };
    assertThat(complaints("meshadv-mini", hasty)).anyMatch(line -> line.contains("BUSY is high"));
  }

  /** The driver believes that the line fell: the chip notes the flags at the next operation. */
  @Test
  void aDriverThatNeitherClearsNorLooksIsCaught() {
    UnaryOperator<RadioBus> careless =
        chip -> {
          Wires uncleared = new Without(chip, "02");
          return new Wires(uncleared) {
            @Override
            public boolean interruptPending() {
              return false;
            }
          };
        };
    assertThat(complaints("meshadv-mini", careless))
        .anyMatch(line -> line.contains("of what was before are not cleared"));
  }

  @Test
  void aDriverThatForgetsTheAntennaPinsIsCaught() {
    UnaryOperator<RadioBus> blind =
        chip ->
            new Wires(chip) {
              @Override
              public void antenna(Antenna to) {
                super.antenna(Antenna.OFF);
              }
            };
    assertThat(complaints("meshadv", blind))
        .anyMatch(line -> line.contains("TXEN is not set"))
        .anyMatch(line -> line.contains("RXEN is not set"));
  }

  /** A wrong sync word that the check after the reset does not see: nobody is heard. */
  @Test
  void aSyncWordThatIsWrongLaterIsHeardByNobody() {
    int[] writes = {0};
    Bench bench =
        Bench.on(
            "meshadv-mini",
            chip ->
                new Wires(chip) {
                  @Override
                  public void transfer(byte[] octets, int length) {
                    if (begins(octets, length, "0D0740") && ++writes[0] > 1) {
                      octets[3] = 0x14;
                      octets[4] = 0x24;
                    }
                    super.transfer(octets, length);
                  }
                });
    bench.start();
    bench.radio.transmit(SF7, 14, octets(12));
    bench.runMillis(500);
    bench.air.downlink(WINDOW.dividedBy(2), SF7, octets(12));
    bench.radio.receive(SF7, WINDOW);
    bench.runMillis(1000);
    assertThat(bench.air.sent).isEmpty();
    assertThat(bench.notes.mac).containsExactly("sent", "timeout");
    assertThat(bench.chip.remarks()).allMatch(line -> line.contains("sync word 1424")).hasSize(2);
  }
}
