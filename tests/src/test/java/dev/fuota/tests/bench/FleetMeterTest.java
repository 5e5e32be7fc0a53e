package dev.fuota.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is measured is the campaign that is meant. */
class FleetMeterTest {
  @Test
  void aSmallFleetIsUpdatedByUncodedFragmentsAndThirtyPercentOfCodedOnes() {
    FleetCost cost = new FleetMeter().measure(3);
    assertThat(cost.devices()).isEqualTo(3);
    assertThat(cost.updated()).isEqualTo(3);
    assertThat(cost.sent()).isEqualTo(601); // 102,400 / 222 rounded up, and 30 % of that
    assertThat(cost.receptions()).isGreaterThan(3 * FleetCampaign.FRAGMENTS);
    assertThat(cost.processor()).isPositive();
    assertThat(cost.heap()).isPositive();
  }
}
