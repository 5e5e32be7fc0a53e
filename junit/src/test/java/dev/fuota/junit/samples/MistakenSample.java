package dev.fuota.junit.samples;

import dev.fuota.junit.Fleet;
import dev.fuota.junit.FleetExtension;
import dev.fuota.junit.FuotaFleet;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What goes wrong before a fleet lives. */
class MistakenSample {
  @Test
  @FuotaFleet(scenario = "no-such.yaml")
  void aScenarioThatIsNowhere(Fleet fleet) {
    fleet.run();
  }

  @Test
  @FuotaFleet(scenario = "misspelt.yaml")
  void aScenarioWithAMistake(Fleet fleet) {
    fleet.run();
  }

  @Test
  @ExtendWith(FleetExtension.class)
  void noFleetIsSaid(Fleet fleet) {
    fleet.run();
  }

  @Test
  @FuotaFleet(scenario = "meters.yaml")
  void itLivesOnce(Fleet fleet) {
    Assertions.assertThrows(IllegalStateException.class, fleet::devices);
    Assertions.assertThrows(IllegalStateException.class, fleet::start);
    fleet.run();
    Assertions.assertThrows(IllegalStateException.class, fleet::run);
  }
}
