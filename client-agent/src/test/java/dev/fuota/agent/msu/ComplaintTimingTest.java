package dev.fuota.agent.msu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.msu.SequenceComplaint;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ComplaintTimingTest {
  private static final int WINDOW = 3000;

  @Test
  @DisplayName("Complaints fill 20 ms to 0.8 of the window evenly, over 1000 seeds (MSU-X15)")
  void complaintsAreSpread() {
    int[] tenths = new int[10];
    for (int seed = 0; seed < 1000; seed++) {
      double ms = new Backoff(new SplittableRandom(seed)).within(WINDOW, 0).toNanos() / 1e6;
      assertThat(ms).isBetween(20.0, 2400.0);
      tenths[(int) ((ms - 20) / 238.0001)]++;
    }
    assertThat(tenths)
        .satisfies(
            counts -> IntStream.of(counts).forEach(count -> assertThat(count).isBetween(65, 135)));
  }

  @Test
  @DisplayName("Exponential only after an early repair: most then wait for the few (MSU-X17)")
  void exponentialAfterAnEarlyRepair() {
    Backoff backoff = new Backoff(new SplittableRandom(5));
    assertThat(backoff.isExponential()).isFalse();
    backoff.earlyRepairSeen();
    long late =
        IntStream.range(0, 1000)
            .filter(i -> backoff.within(WINDOW, 0).toMillis() > 20 + 2380 / 2)
            .count();
    // 1 - (e^(L/2) - 1) / (e^L - 1) with L = ln 1000 + 1 is 0.98
    assertThat(late).isBetween(965L, 995L);
  }

  @Test
  @DisplayName("A frame that repairs within the window switches the timer, disorder does not")
  void whatCountsAsAnEarlyRepair() {
    MsuBench bench = new MsuBench(MsuClientConfig.open(), 0.9).started();
    bench.from(Cycle.SERVER, Cycle.connect(Cycle.ID));
    bench.from(Cycle.SERVER, Cycle.announce(Cycle.ID));
    for (int sequence : new int[] {1, 4, 2}) {
      bench.from(Cycle.SERVER, Cycle.frame(1, sequence));
    }
    assertThat(complaintAfter(bench)).as("uniform").isEqualTo(20 + 0.9 * 2380);
    bench.from(Cycle.SERVER, Cycle.closed());
    for (int sequence : new int[] {1, 4}) {
      bench.from(Cycle.SERVER, Cycle.frame(2, sequence));
    }
    bench.runUntil((long) bench.ms() + 30);
    bench.from(Cycle.SERVER, Cycle.frame(2, 2));
    bench.from(Cycle.SERVER, Cycle.closed());
    bench.from(Cycle.SERVER, Cycle.frame(3, 2));
    // ln(1 + 0.9 (1000 e - 1)) / (ln 1000 + 1) is 0.98668; the window was seen to have 2500 ms
    assertThat(complaintAfter(bench)).as("exponential").isBetween(1973.0, 1974.0);
  }

  @Test
  @DisplayName("A repair that makes the chunk whole counts as well (U-10)")
  void aRepairOfTheLastMissingFrameCounts() {
    MsuBench bench = new MsuBench(MsuClientConfig.open(), 0.9).started();
    bench.from(Cycle.SERVER, Cycle.connect(Cycle.ID));
    bench.from(Cycle.SERVER, Cycle.announce(Cycle.ID));
    for (int sequence : new int[] {1, 2, 4}) {
      bench.from(Cycle.SERVER, Cycle.frame(1, sequence));
    }
    bench.runUntil((long) bench.ms() + 500);
    bench.from(Cycle.SERVER, Cycle.frame(1, 3));
    assertThat(bench.substate()).contains(MsuSubstate.CHUNK_OK);
    bench.runUntil((long) bench.ms() + 2500);
    bench.from(Cycle.SERVER, Cycle.closed());
    for (int sequence : new int[] {1, 4}) {
      bench.from(Cycle.SERVER, Cycle.frame(2, sequence));
    }
    // ln(1 + 0.9 (1000 e - 1)) / (ln 1000 + 1) is 0.98668, of 2380 ms
    assertThat(complaintAfter(bench)).isBetween(2367.0, 2369.0);
  }

  private static double complaintAfter(MsuBench bench) {
    double before = bench.ms();
    int sent = bench.sent.size();
    bench.runUntil((long) before + 2500);
    assertThat(bench.sent).hasSize(sent + 1);
    assertThat(bench.sent.get(sent).message()).isInstanceOf(SequenceComplaint.class);
    return bench.sent.get(sent).ms() - before;
  }

  @Test
  @DisplayName("A server that waits one second is met within 0.8 of it (MSU-X16)")
  void theObservedWindowShortensTheSpread() {
    new Script()
        .announced()
        .frames(5500, 1, 1, 2, 3, 4)
        .at(6530, Cycle.closed()) // 1000 ms after the last frame
        .frames(6550, 2, 1, 4)
        .expect(6580, 6560 + 800, new SequenceComplaint(1, 2, 0x6000_0000))
        .play(7400, bench -> assertThat(bench.substate()).contains(MsuSubstate.SCM_SENT));
  }

  @Test
  @DisplayName("A last frame that is repeated within the window begins no shorter one (MSU-X16)")
  void aRepeatedLastFrameBeginsNoWindow() {
    new Script()
        .announced()
        .frames(5500, 1, 1, 2, 3, 4)
        .frames(7500, 1, 4) // somebody else missed it
        .at(8530, Cycle.closed()) // 3000 ms after the last frame
        .frames(8550, 2, 1, 4)
        .expect(8580, 8560 + 2400, new SequenceComplaint(1, 2, 0x6000_0000))
        .play(11_400, bench -> assertThat(bench.substate()).contains(MsuSubstate.SCM_SENT));
  }

  @Test
  @DisplayName("The smallest of four windows counts, none under 200 ms, none above the configured")
  void theSmallestOfFour() {
    ObservedWindow window = new ObservedWindow(WINDOW);
    window.observe(200);
    window.observe(5000);
    assertThat(window.ms()).isEqualTo(WINDOW);
    window.observe(700);
    window.observe(900);
    window.observe(901);
    window.observe(902);
    assertThat(window.ms()).isEqualTo(700);
    window.observe(903);
    assertThat(window.ms()).isEqualTo(900);
  }
}
