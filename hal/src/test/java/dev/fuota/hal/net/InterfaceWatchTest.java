package dev.fuota.hal.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real interfaces go and come in {@code .ci/msu-rejoin}, which needs root. */
class InterfaceWatchTest {
  private static final Interfaces.State USABLE =
      new Interfaces.State("eth0", true, true, 0x0A4D_0101, 16, 1);
  private static final Interfaces.State DOWN =
      new Interfaces.State("eth0", false, true, 0x0A4D_0101, 16, 1);

  private final Simulation simulation = new Simulation(1);
  private final List<Interfaces.State> told = new ArrayList<>();
  private Interfaces.State state = USABLE;
  private long comings = 7;

  @BeforeEach
  void watch() {
    new InterfaceWatch(simulation, () -> state, () -> comings, told::add).start();
    simulation.run(Duration.ofSeconds(5));
    assertThat(told).isEmpty();
  }

  private void look() {
    simulation.run(Duration.ofSeconds(1));
  }

  @Test
  void tellsThatItWentAndCameOnceEach() {
    state = DOWN;
    comings++;
    look();
    look();
    state = USABLE;
    comings++;
    look();
    look();
    assertThat(told).containsExactly(DOWN, USABLE);
  }

  @Test
  void tellsThatItWasAwayBetweenTwoLooks() {
    comings += 2;
    look();
    look();
    assertThat(told).containsExactly(USABLE);
  }

  @Test
  void tellsANewAddress() {
    state = new Interfaces.State("eth0", true, true, 0x0A4D_0102, 16, 1);
    look();
    assertThat(told).containsExactly(state);
  }

  @Test
  void saysNothingOfACableThatIsPulledAtAnInterfaceThatIsDown() {
    state = DOWN;
    look();
    told.clear();
    comings++;
    look();
    assertThat(told).isEmpty();
  }
}
