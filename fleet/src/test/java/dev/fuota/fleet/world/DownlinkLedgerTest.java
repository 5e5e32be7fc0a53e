package dev.fuota.fleet.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import org.junit.jupiter.api.Test;

class DownlinkLedgerTest {
  private final DownlinkLedger ledger = new DownlinkLedger();

  /** Type, address, control and counter, then a payload and the code that protects it. */
  private static Bytes frame(String type, String address, String counter, String rest) {
    return Bytes.fromHex(type + address + "00" + counter + rest + "deadbeef");
  }

  @Test
  void countersThatGoOnAndFramesThatAreRepeatedAreGood() {
    ledger.sends(frame("60", "04030201", "0100", "c8aa"));
    ledger.sends(frame("60", "04030201", "0100", "c8aa"));
    ledger.sends(frame("60", "04030201", "0200", "c8bb"));
    ledger.sends(frame("60", "05030201", "0100", "c8cc"));
    ledger.sends(Bytes.EMPTY);
    ledger.sends(Bytes.fromHex("60"));
    assertThat(ledger.reused()).isZero();
    assertThat(ledger.frames()).isEqualTo(3);
  }

  @Test
  void anotherFrameWithTheSameCounterIsAFault() {
    ledger.sends(frame("60", "04030201", "0100", "c8aa"));
    ledger.sends(frame("a0", "04030201", "0100", "c8aa"));
    ledger.sends(frame("60", "04030201", "0100", "c8ab"));
    assertThat(ledger.reused()).isEqualTo(2);
    assertThat(ledger.faults()).contains("two frames to 01020304 have the counter 1");
  }

  @Test
  void aJoinAcceptThatIsSentTwiceIsAFault() {
    Bytes accept = Bytes.fromHex("20000102030405060708090a0b0c0d0e0f");
    ledger.sends(accept);
    ledger.sends(Bytes.fromHex("20000102030405060708090a0b0c0d0e10"));
    assertThat(ledger.reused()).isZero();
    ledger.sends(accept);
    assertThat(ledger.reused()).isEqualTo(1);
  }
}
