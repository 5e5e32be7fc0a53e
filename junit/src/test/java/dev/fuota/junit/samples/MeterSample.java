package dev.fuota.junit.samples;

import dev.fuota.fleet.result.Fate;
import dev.fuota.fleet.result.Stage;
import dev.fuota.junit.Fleet;
import dev.fuota.junit.FuotaFleet;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** What a vendor asks of a campaign, some of which is not so. */
@FuotaFleet(scenario = "meters.yaml")
class MeterSample {
  @Test
  void everyMeterIsUpdated(Fleet fleet) {
    fleet.run();
    fleet.assertJoined("100%");
    fleet.assertUpdated("3");
    fleet.assertNoneBricked();
    fleet.assertFate(2, Fate.UPDATED);
    fleet.assertExpectations();
    Duration updated = fleet.device(1).reached(Stage.UPDATED).orElseThrow();
    Assertions.assertTrue(updated.compareTo(Duration.ofHours(12)) < 0, updated::toString);
  }

  @Test
  @FuotaFleet(scenario = "deaf-meters.yaml")
  void deafMetersAreNot(Fleet fleet) {
    fleet.run().assertUpdated("99%");
  }
}
