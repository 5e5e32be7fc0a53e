package dev.fuota.fleet.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UplinkCounterCheckTest {
  private final UplinkCounterCheck check = new UplinkCounterCheck();

  private static byte[] frame(int counter, int content) {
    byte[] frame = new byte[13];
    frame[0] = 0x40;
    frame[6] = (byte) counter;
    frame[7] = (byte) (counter >> 8);
    frame[8] = (byte) content;
    return frame;
  }

  @ParameterizedTest(name = "{0} after {1}")
  @CsvSource({"1, 0", "77, 10", "0, 65535", "3, 65530"})
  void countersThatGoUpAreFine(int next, int before) {
    check.sends(frame(before, 1));
    assertThatCode(() -> check.sends(frame(next, 2))).doesNotThrowAnyException();
  }

  @Test
  void theSameFrameMayBeRepeated() {
    check.sends(frame(5, 1));
    assertThatCode(() -> check.sends(frame(5, 1))).doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{0} after {1}")
  @CsvSource({"5, 5", "4, 5", "65535, 0", "0, 1"})
  void aCounterThatWasUsedIsFound(int next, int before) {
    check.sends(frame(before, 1));
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> check.sends(frame(next, 2)))
        .withMessageContaining("uplink counter");
  }

  /** The same in a session with another address. */
  private static byte[] elsewhere(int counter, int content) {
    byte[] frame = frame(counter, content);
    frame[4] = 1;
    return frame;
  }

  @Test
  void sessionsAreWatchedEachForItself() {
    check.sends(frame(5, 1));
    assertThatCode(() -> check.sends(elsewhere(2, 1))).doesNotThrowAnyException();
    assertThatCode(() -> check.sends(elsewhere(3, 1))).doesNotThrowAnyException();
    assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> check.sends(frame(5, 2)));
    assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> check.sends(elsewhere(3, 2)));
  }

  private static byte[] join(int devNonce) {
    byte[] join = new byte[23];
    join[17] = (byte) devNonce;
    join[18] = (byte) (devNonce >> 8);
    return join;
  }

  @Test
  void aSessionBegunByAJoinCountsAnew() {
    check.sends(join(1));
    check.sends(frame(9, 1));
    check.sends(join(2));
    assertThatCode(() -> check.sends(frame(0, 2))).doesNotThrowAnyException();
    assertThat(check.joins()).isEqualTo(2);
  }

  @Test
  void withinThatSessionCountersAreWatchedAgain() {
    check.sends(join(1));
    check.sends(frame(3, 1));
    assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> check.sends(frame(3, 2)));
  }

  @ParameterizedTest
  @CsvSource({"0", "7", "65535"})
  void aDevNonceThatWasUsedIsFound(int nonce) {
    check.sends(join(nonce));
    check.sends(join(300));
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> check.sends(join(nonce)))
        .withMessage("DevNonce " + nonce + " was used before");
  }
}
