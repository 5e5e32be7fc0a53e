package dev.fuota.server.msu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.MissingFrames;
import dev.fuota.protocol.msu.Report;
import dev.fuota.protocol.msu.repair.RepairPlan.Lack;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Of a stream")
class StreamPartsTest {

  @Nested
  @DisplayName("the window")
  class Window {
    private final StreamWindow window = new StreamWindow();

    @Test
    void staysBelowTheSmallestReceiveBuffer() {
      window.room(80);
      for (int poll = 1; poll < 50; poll++) {
        window.onAnswered(poll, poll, false, 0);
      }
      assertThat(window.size()).isEqualTo(70);

      window.room(40);
      assertThat(window.size()).isEqualTo(35);
    }

    @Test
    void isHalvedOnceForWhatWasSentBeforeTheHalvingCouldShow() {
      window.room(1000);
      window.onAnswered(1, 5, true, 0);
      assertThat(window.size()).isEqualTo(32);
      window.onAnswered(5, 9, true, 0);
      assertThat(window.size()).isEqualTo(32);
      window.onAnswered(6, 9, true, 0);
      assertThat(window.size()).isEqualTo(16);
    }

    @Test
    void isNotHalvedByFivePercentButByMuchLoss() {
      window.room(1000);
      window.onAnswered(1, 1, false, 0.05);
      assertThat(window.size()).isEqualTo(96);
      window.onAnswered(2, 2, false, 0.16);
      assertThat(window.size()).isEqualTo(48);
    }

    @Test
    void neverFallsBelowItsFloor() {
      for (int poll = 1; poll < 20; poll++) {
        window.onAnswered(poll, poll, true, 1);
      }
      assertThat(window.size()).isEqualTo(StreamWindow.FLOOR);
    }
  }

  @Nested
  @DisplayName("the needs")
  class Needs {
    private final StreamNeeds needs = new StreamNeeds();

    @Test
    void ripenWhenAllHaveAnsweredAPollThatCoversTheChunk() {
      needs.add(7, 0x8000_0000, 3);
      assertThat(needs.take(2)).isEmpty();

      needs.add(7, 0x8000_0000, 3);
      needs.add(7, 0x4000_0000, 4);

      assertThat(needs.take(3))
          .containsExactly(
              new StreamNeeds.Repair(
                  7, List.of(new Lack(0x8000_0000, 2), new Lack(0x4000_0000, 1)), 0));
    }

    @Test
    void leaveOutAnswersFromBeforeTheRepair() {
      needs.add(7, 0x8000_0000, 3);
      needs.take(3);
      needs.add(7, 0x8000_0000, 4);
      assertThat(needs.take(4)).isEmpty();

      needs.repaired(7, 6);
      needs.add(7, 0x8000_0000, 5);
      assertThat(needs.take(5)).isEmpty();
      needs.add(7, 0x8000_0000, 6);

      assertThat(needs.take(6)).extracting(StreamNeeds.Repair::round).containsExactly(1);
    }

    @Test
    void areForgottenWhenNobodyLacksAnyMore() {
      needs.add(7, 1, 3);
      needs.take(3);
      needs.repaired(7, 4);
      assertThat(needs.isEmpty()).isFalse();

      assertThat(needs.take(4)).isEmpty();

      assertThat(needs.isEmpty()).isTrue();
    }
  }

  @Nested
  @DisplayName("the time for answers")
  class Polls {
    private final StreamPolls polls = new StreamPolls();

    @Test
    void followsWhatIsMeasured() {
      for (int i = 0; i < 100; i++) {
        polls.measured(40_000_000);
      }
      assertThat(polls.timeout(0)).isBetween(40_000_000L, 41_000_000L);
      assertThat(polls.timeout(2)).isBetween(160_000_000L, 164_000_000L);
      assertThat(polls.timeout(60)).isEqualTo(1_000_000_000L);
    }

    @Test
    void endsWithWhatIsRemembered() {
      for (int i = 1; i <= StreamPolls.KEPT + 1; i++) {
        polls.sent(i, i, i);
      }
      assertThat(polls.knows(0)).isFalse();
      assertThat(polls.knows(1)).isFalse();
      assertThat(polls.knows(2)).isTrue();
      assertThat(polls.upTo(2)).isEqualTo(2);
      assertThat(polls.knows(StreamPolls.KEPT + 2)).isFalse();
      assertThat(polls.knows(-1)).isFalse();
    }
  }

  @Nested
  @DisplayName("the pace")
  class Pace {
    @Test
    void spacesFramesAndMakesUpForLittleOnly() {
      StreamPace pace = new StreamPace(1_000_000, 0, 0);
      pace.sent(0);
      assertThat(pace.delay(0)).isEqualTo(1_000_000);
      assertThat(pace.delay(1_000_000)).isZero();

      pace.sent(1_000_000_000);

      assertThat(pace.delay(1_000_000_000)).isEqualTo(1_000_000 - StreamPace.DEBT_MAX);
    }

    // MSU-X35
    @Test
    void fallsWithLossAndRisesWithoutDownToItsFloor() {
      StreamPace pace = new StreamPace(100, 1000, 0);
      pace.onLoss(0.2);
      assertThat(pace.spacing()).isEqualTo(1501);
      for (int i = 0; i < 100; i++) {
        pace.onLoss(0.01);
      }
      assertThat(pace.spacing()).isEqualTo(100);
    }
  }

  @Nested
  @DisplayName("a client")
  class Peer {
    private static final FileGeometry GEOMETRY = new FileGeometry(3200, 32, 1);
    private final StreamPeer peer = new StreamPeer(0);

    @Test
    void isJudgedByWhatItMissedOfTheFirstPassOnly() {
      peer.report(report(1, 0, new MissingFrames(2, 0xff00_0000)), 2, GEOMETRY, 0);
      assertThat(peer.loss()).isEqualTo(0.25 * 8 / 64);
      assertThat(peer.takeMissed()).isEqualTo(8);

      peer.report(report(2, 0, new MissingFrames(2, 0xff00_0000)), 2, GEOMETRY, 0);

      assertThat(peer.takeMissed()).isZero();
    }

    @Test
    void hasOverflowedWhenItsKernelDropsGrow() {
      peer.report(report(1, 5), 1, GEOMETRY, 0);
      assertThat(peer.takeOverflow()).isFalse();
      peer.report(report(2, 6), 1, GEOMETRY, 0);
      assertThat(peer.takeOverflow()).isTrue();
      assertThat(peer.takeOverflow()).isFalse();
    }

    @Test
    void isNotWaitedForAfterManyPollsAndASecond() {
      peer.report(report(1, 0), 1, GEOMETRY, 0);

      assertThat(peer.counts(11, 5_000_000_000L)).isTrue();
      assertThat(peer.counts(12, 900_000_000L)).isTrue();
      assertThat(peer.counts(12, 1_100_000_000L)).isFalse();
    }

    private Report report(int poll, long drops, MissingFrames... missing) {
      return new Report(1, poll, 1, 1, drops, 1, 100, List.of(missing));
    }
  }
}
