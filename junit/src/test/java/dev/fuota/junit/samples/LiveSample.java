package dev.fuota.junit.samples;

import dev.fuota.junit.Fleet;
import dev.fuota.junit.FuotaFleet;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests that leave their fleets alone. The server is nowhere. */
@FuotaFleet(scenario = "meters.yaml", against = "${meters.server}")
class LiveSample {
  @Test
  void itThrowsInTheMiddle(Fleet fleet) {
    fleet.start();
    throw new IllegalStateException("on purpose");
  }

  @Test
  void itForgetsToStop(Fleet fleet) {
    fleet.start();
  }

  @Test
  @Timeout(value = 300, unit = TimeUnit.MILLISECONDS)
  void itIsToldToEnd(Fleet fleet) {
    fleet.start();
    fleet.await(Duration.ofMinutes(5));
  }
}
