package dev.fuota.server.campaign;

import dev.fuota.server.port.DeviceId;

/** Watches a campaign live (TP-17); it never steers. */
public interface CampaignListener {
  /** A listener that does nothing. */
  CampaignListener NONE = new CampaignListener() {};

  /** A stage begins. */
  default void onStage(Stage stage) {}

  /** A device is elsewhere in a stage than before. */
  default void onDevice(DeviceId device, Stage stage, StageState state) {}

  /**
   * The campaign has reached with a device what it is for: it runs the firmware, holds the file, or
   * got the commands.
   */
  default void onSucceeded(DeviceId device) {}

  /** A fragment was sent. */
  default void onFragment(int sent, int total) {}

  /** The campaign is over. */
  default void onFinished(Verdict verdict) {}
}
