package dev.fuota.fleet.comparison;

import dev.fuota.server.campaign.Beyond;
import dev.fuota.server.campaign.CampaignParametersBuilder;

/** The ways to run a campaign that are compared. */
public enum Mode {
  SEEDS("the seeds' mode, 20 %", false, 0, 0),
  ADAPTIVE("adaptive, at most 20 %", true, 0.2, 0),
  ADAPTIVE_REPAIR("the same, with repair", true, 0.2, 40),
  ADAPTIVE_MORE("adaptive, at most 100 %", true, 1, 0);

  /** Coded fragments of the seeds' mode, as a share of the uncoded ones. */
  static final double REDUNDANCY = 0.2;

  private static final int BURST = 4;

  private final String label;
  private final boolean adaptive;
  private final double most;
  private final int repair;

  Mode(String label, boolean adaptive, double most, int repair) {
    this.label = label;
    this.adaptive = adaptive;
    this.most = most;
    this.repair = repair;
  }

  String label() {
    return label;
  }

  /** Coded fragments to all devices at most, as a share of the uncoded ones. */
  double most() {
    return adaptive ? most : REDUNDANCY;
  }

  CampaignParametersBuilder apply(CampaignParametersBuilder parameters) {
    return parameters.successThreshold(Trial.THRESHOLD).beyond(this::beyond);
  }

  private Beyond beyond(Beyond beyond) {
    return new Beyond(
        adaptive,
        BURST,
        most(),
        repair > 0,
        Math.max(1, repair),
        beyond.canary(),
        beyond.deleteOnAbort());
  }
}
