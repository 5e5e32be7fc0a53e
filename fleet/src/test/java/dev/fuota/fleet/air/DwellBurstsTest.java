package dev.fuota.fleet.air;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DwellBurstsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void theShareAndTheLengthOfBadTimesAreAsGiven() {
    Simulation simulation = new Simulation(1);
    DwellBursts bursts = new DwellBursts(Duration.ofSeconds(90), Duration.ofSeconds(10), 0, 1);
    LossModel link = bursts.link(new SplittableRandom(1), simulation);
    int lost = 0;
    int lostAgain = 0;
    boolean before = false;
    for (int second = 0; second < 400_000; second++) {
      boolean now = link.losesNext();
      lost += now ? 1 : 0;
      lostAgain += now && before ? 1 : 0;
      before = now;
      simulation.run(SECOND);
    }
    assertThat(lost / 400_000.0).isCloseTo(bursts.stationaryBad(), within(0.005));
    assertThat(bursts.stationaryBad()).isEqualTo(0.1);
    // A two-state chain in continuous time: P(bad after t | bad) = π + (1 - π) e^(-t (1/10 +
    // 1/90)).
    assertThat((double) lostAgain / lost).isCloseTo(0.1 + 0.9 * Math.exp(-1 / 9.0), within(0.01));
  }

  @Test
  void framesAtOneInstantMeetOneState() {
    Simulation simulation = new Simulation(1);
    DwellBursts bursts = new DwellBursts(SECOND, SECOND, 0, 1);
    for (int link = 0; link < 100; link++) {
      LossModel loss = bursts.link(new SplittableRandom(link), simulation);
      assertThat(loss.losesNext()).isEqualTo(loss.losesNext());
    }
  }

  @Test
  void timesAreAboveZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DwellBursts(Duration.ZERO, SECOND, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new DwellBursts(SECOND, SECOND, 0, 2));
  }
}
