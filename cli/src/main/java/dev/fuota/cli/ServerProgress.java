package dev.fuota.cli;

import dev.fuota.server.campaign.CampaignSnapshot;
import dev.fuota.server.campaign.DeviceSnapshot;
import dev.fuota.server.campaign.Stage;
import dev.fuota.server.campaign.StageState;
import dev.fuota.server.network.NetworkStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How far the server and its campaign are, in words and as a share. */
final class ServerProgress {
  /** Where each stage begins on the bar. The fragments take most of the time. */
  private static final Map<Stage, Double> BEGINNINGS =
      Map.of(
          Stage.MC_GROUP_SETUP, 0.0,
          Stage.DEV_REBOOT_TIME_SETUP, 0.05,
          Stage.FRAG_SESSION_SETUP, 0.1,
          Stage.MC_CLASS_C_SESSION_SETUP, 0.15,
          Stage.MC_CLASS_B_SESSION_SETUP, 0.15,
          Stage.DL_FRAGMENT, 0.2,
          Stage.FRAG_SESSION_STATUS, 0.8,
          Stage.DEV_UPGRADE_IMAGE, 0.85,
          Stage.DEV_REBOOT_COUNTDOWN, 0.9,
          Stage.DEV_VERSION, 0.95);

  private static final double TRANSFER = 0.6;
  private static final int REASONS_MAX = 20;

  private ServerProgress() {}

  static double share(CampaignSnapshot campaign) {
    double begins = BEGINNINGS.getOrDefault(campaign.stage(), 0.0);
    return campaign.stage() == Stage.DL_FRAGMENT
        ? begins + TRANSFER * campaign.fragmentsSent() / campaign.fragmentsTotal()
        : begins;
  }

  /** The stage as people call it. */
  static String name(Stage stage) {
    return switch (stage) {
      case MC_GROUP_SETUP -> "devices are told the multicast group";
      case DEV_REBOOT_TIME_SETUP -> "devices are told when to reboot";
      case FRAG_SESSION_SETUP -> "devices are told what will come";
      case MC_CLASS_C_SESSION_SETUP, MC_CLASS_B_SESSION_SETUP -> "devices are told when to listen";
      case MC_COMMAND -> "commands are sent";
      case DL_FRAGMENT -> "fragments are sent";
      case FRAG_SESSION_STATUS -> "devices say what they miss";
      case TRANSMISSION_ROUNDS -> "fragments are sent again";
      case DEV_UPGRADE_IMAGE -> "devices say whether they hold the image";
      case DEV_REBOOT_COUNTDOWN -> "devices are told to reboot";
      case DEV_VERSION -> "devices say what they run";
      case ABORT_CLEANUP -> "devices delete what they were told";
    };
  }

  static String line(ServerRun server, ServerSettings settings) {
    NetworkStatistics now = server.statistics();
    return String.format(
        Locale.ROOT,
        "%d gateway%s, %d of %d devices have a session, %d uplinks, %d downlinks%s",
        now.gateways(),
        now.gateways() == 1 ? "" : "s",
        server.joined(),
        settings.devices().size(),
        now.uplinks(),
        now.rx1Frames() + now.rx2Frames() + now.otherFrames(),
        server.snapshot().map(ServerProgress::campaign).orElse(""));
  }

  private static String campaign(CampaignSnapshot campaign) {
    if (campaign.stage() == Stage.DL_FRAGMENT) {
      return campaign.fragmentsSent() == 0
          ? "; waiting for the time at which devices listen"
          : "; fragment " + campaign.fragmentsSent() + " of " + campaign.fragmentsTotal();
    }
    long answered =
        campaign.devices().stream().filter(it -> hasAnswered(it, campaign.stage())).count();
    return "; "
        + name(campaign.stage())
        + ": "
        + answered
        + " of "
        + campaign.devices().size()
        + " answered";
  }

  private static boolean hasAnswered(DeviceSnapshot device, Stage stage) {
    return device.succeeded()
        || Optional.ofNullable(device.stages().get(stage))
            .filter(state -> state.status() == StageState.Status.ANSWERED)
            .isPresent();
  }

  /** Each device that is not updated, and why. */
  static List<String> reasons(CampaignSnapshot campaign) {
    return campaign.devices().stream()
        .filter(device -> !device.succeeded() && !device.reason().isEmpty())
        .limit(REASONS_MAX)
        .map(device -> device.device() + ": " + device.reason())
        .toList();
  }
}
