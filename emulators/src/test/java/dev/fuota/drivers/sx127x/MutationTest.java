package dev.fuota.drivers.sx127x;

import static dev.fuota.drivers.sx127x.Bench.BONNET;
import static dev.fuota.drivers.sx127x.Bench.SF7;
import static dev.fuota.drivers.sx127x.Bench.SF9;
import static dev.fuota.drivers.sx127x.Bench.WINDOW;
import static dev.fuota.drivers.sx127x.Bench.octets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.radio.LoraChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Drivers that do one thing wrong: what a register is set to changes on the wires. Each is caught,
 * by the emulated chip or by the driver's own checks.
 */
class MutationTest {
  private static final int WRITE = 0x80;
  private static final LoraChannel WIDE = new LoraChannel(923_300_000, 8, 500_000);
  private static final LoraChannel SLOW = new LoraChannel(868_100_000, 12, 125_000);

  /** A driver that is wrong about one register. */
  private static final class Wrong extends Counting {
    private final int address;
    private final IntUnaryOperator change;

    Wrong(int address, IntUnaryOperator change) {
      this.address = address;
      this.change = change;
    }

    @Override
    public void transfer(byte[] octets, int length) {
      int first = octets[0] & 0xFF;
      int index = address - (first & ~WRITE) + 1;
      boolean fifo = (first & ~WRITE) == 0;
      if ((first & WRITE) != 0 && !fifo && index >= 1 && index < length) {
        octets[index] = (byte) change.applyAsInt(octets[index] & 0xFF);
      }
      super.transfer(octets, length);
    }
  }

  private static List<String> complaints(Wrong wires) {
    Bench bench = Bench.on(BONNET, wires::around).start();
    for (LoraChannel channel : List.of(SF7, WIDE, SLOW)) {
      bench.radio.transmit(channel, 16, octets(12));
      bench.runMillis(3000);
      bench.air.downlink(WINDOW.dividedBy(2), channel, octets(12));
      bench.radio.receive(channel, WINDOW);
      bench.runMillis(3000);
    }
    bench.air.beacon(WINDOW.dividedBy(2), SF9, octets(17));
    bench.radio.receiveBeacon(SF9, 17, WINDOW);
    bench.runMillis(3000);
    List<String> all = new ArrayList<>(bench.chip.violations());
    all.addAll(bench.chip.remarks());
    all.addAll(bench.notes.troubles);
    return all;
  }

  @Test
  void aRightDriverHasNoComplaints() {
    assertThat(complaints(new Wrong(0x42, value -> value))).isEmpty();
  }

  @ParameterizedTest(name = "register {0}: {3}")
  @CsvSource({
    "0x12,0x00,0x00,flags are never cleared,stays high",
    "0x39,0x00,0x12,the private sync word,does not keep",
    "0x33,0x3F,0x00,IQ not inverted for downlinks,normal IQ",
    "0x33,0xFF,0x40,IQ inverted for beacons,inverted IQ",
    "0x3B,0x00,0x1D,half of inverted IQ,register 3B",
    "0x26,0x04,0x00,no optimisation of low rates,low data rate",
    "0x36,0x00,0x03,erratum 2.1,erratum 2.1",
    "0x31,0xFF,0x80,erratum 2.3,erratum 2.3",
    "0x09,0x7F,0x00,RFO and not PA_BOOST,PA_BOOST",
    "0x22,0x00,0x00,no length,PayloadLength",
    "0x1E,0xFB,0x00,no CRC,no CRC",
    "0x21,0x00,0x06,a short preamble,preamble of 6",
    "0x01,0xF7,0x08,low frequencies,LowFrequencyModeOn",
    "0x1D,0xF1,0x04,another coding rate,coding rate",
    "0x40,0x00,0x80,DIO0 leads elsewhere,does not rise"
  })
  void aWrongRegisterIsCaught(
      String register, String kept, String set, String what, String complaint) {
    int and = Integer.decode(kept);
    int or = Integer.decode(set);
    Wrong wires = new Wrong(Integer.decode(register), value -> (value & and) | or);
    assertThat(String.join("\n", complaints(wires))).as(what).contains(complaint);
  }

  /** LoRa is chosen in standby: the chip stays in FSK. */
  @Test
  void noSleepBeforeLoraIsCaught() {
    Wrong wires = new Wrong(0x01, value -> (value & 0x07) == 0 ? value | 0x01 : value);
    assertThat(complaints(wires))
        .anyMatch(complaint -> complaint.contains("LongRangeMode can be changed in sleep only"))
        .anyMatch(complaint -> complaint.contains("does not keep what is written to it"));
  }
}
