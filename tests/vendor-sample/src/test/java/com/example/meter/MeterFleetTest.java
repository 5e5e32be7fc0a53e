package com.example.meter;

import dev.fuota.junit.Fleet;
import dev.fuota.junit.FuotaFleet;
import org.junit.jupiter.api.Test;

/** Fifty meters on the roof of a city take our new firmware, in virtual time. */
@FuotaFleet(scenario = "/meters.yaml")
class MeterFleetTest {
  @Test
  void everyMeterRunsTheNewFirmware(Fleet fleet) {
    fleet.run();
    fleet.assertUpdated("100%");
    fleet.assertNoneBricked();
    fleet.assertExpectations();
  }
}
