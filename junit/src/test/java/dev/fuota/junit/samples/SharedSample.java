package dev.fuota.junit.samples;

import dev.fuota.junit.DeviceClass;
import dev.fuota.junit.Fleet;
import dev.fuota.junit.FleetExtension;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One run, of a fleet built in code, and several tests that look at it. */
class SharedSample {
  @RegisterExtension
  static final FleetExtension METERS =
      FleetExtension.of(
          Fleet.scenario("three meters")
              .seed(11)
              .devices(3)
              .deviceClass(DeviceClass.A)
              .fleet("dataRate", "5")
              .fleet("uplinkInterval", "2min")
              .region(Region.EU868)
              .image("4KiB")
              .campaign("fragmentSize", "200")
              .longest(Duration.ofHours(24))
              .expect("updated", ">= 99%", Duration.ofHours(12)));

  @BeforeAll
  static void live(Fleet fleet) {
    fleet.run();
  }

  @Test
  void allAreUpdated(Fleet fleet) {
    fleet.assertUpdated("3");
    fleet.assertExpectations();
  }

  @Test
  void noneIsBricked(Fleet fleet) {
    fleet.assertNoneBricked();
  }

  @Test
  void theyHaveTheirNumbers(Fleet fleet) {
    Assertions.assertEquals(3, fleet.devices().count());
    Assertions.assertEquals("70b3d57ed0000002", fleet.device(1).id());
  }
}
