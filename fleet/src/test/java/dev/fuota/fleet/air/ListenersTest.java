package dev.fuota.fleet.air;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.sim.Simulation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListenersTest {
  private final Simulation simulation = new Simulation(1);
  private final Air air = new Air(simulation, simulation, simulation.newRandom(), LinkModel.IDEAL);

  private static List<AirRadio> all(Listeners listeners) {
    List<AirRadio> all = new ArrayList<>();
    for (int place = 0; place < listeners.places(); place++) {
      AirRadio radio = listeners.at(place);
      if (radio != null) {
        all.add(radio);
      }
    }
    return all;
  }

  @Test
  void theyStayInTheOrderInWhichTheyBegan() {
    Random random = new Random(1);
    List<AirRadio> radios = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      radios.add((AirRadio) air.device(Position.ORIGIN));
    }
    Listeners listeners = new Listeners();
    Set<AirRadio> expected = new LinkedHashSet<>();
    for (int i = 0; i < 5000; i++) {
      AirRadio radio = radios.get(random.nextInt(radios.size()));
      if (expected.remove(radio)) {
        listeners.remove(radio);
      } else {
        expected.add(radio);
        listeners.add(radio);
      }
      assertThat(all(listeners)).as("step %d", i).containsExactlyElementsOf(expected);
    }
    assertThat(listeners.places()).isLessThanOrEqualTo(2 * (radios.size() + 1));
  }
}
