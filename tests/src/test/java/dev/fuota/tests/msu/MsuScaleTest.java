package dev.fuota.tests.msu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.server.msu.MsuCampaign.RepairMode;
import dev.fuota.server.msu.MsuReport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A thousand clients and five lost datagrams in a hundred. */
class MsuScaleTest {
  private static final double LOSS = 0.05;

  /** By then nearly every client has seen repairs come early. */
  private static final int STEADY = 5;

  // MSU-001, MSU-X15, MSU-X17, MSU-X33
  @Test
  @DisplayName(
      "Early repairs keep the complaints about a chunk of 15 frames near 33, all are found, and"
          + " nearly all have the file")
  void earlyRepairsKeepComplaintsFew() {
    Crowd crowd = new Crowd(1, LOSS, 20, RepairMode.EARLY);
    MsuReport report = crowd.run();
    double complaints = crowd.complaintsPerChunk(STEADY);
    System.err.printf(
        "1000 clients, 5 %% loss, early repair: %.1f complaints per chunk, %d found, %d updated%n",
        complaints, report.clients().size(), crowd.updated());
    assertThat(complaints).isBetween(15.0, 60.0);
    assertThat(report.clients()).hasSize(Crowd.CLIENTS);
    assertThat(crowd.updated()).isGreaterThanOrEqualTo(990);
    assertThat(report.passed()).isLessThanOrEqualTo(crowd.updated());
  }

  // MSU-X33
  @Test
  @DisplayName("A server that repairs late hears from more than half of the clients each time")
  void lateRepairsAreDear() {
    Crowd crowd = new Crowd(1, LOSS, 8, RepairMode.LATE);
    crowd.run();
    double complaints = crowd.complaintsPerChunk(2);
    System.err.printf(
        "1000 clients, 5 %% loss, late repair: %.1f complaints per chunk%n", complaints);
    assertThat(complaints).isGreaterThan(300);
  }
}
