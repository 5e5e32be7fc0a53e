package dev.fuota.server.service;

import dev.fuota.server.campaign.Stage;
import java.util.List;

/** The stages by the names and numbers that the seeds give them. */
final class Stages {
  private static final List<Stage> WITH_REBOOT_TIME =
      List.of(
          Stage.MC_GROUP_SETUP,
          Stage.DEV_REBOOT_TIME_SETUP,
          Stage.FRAG_SESSION_SETUP,
          Stage.MC_CLASS_C_SESSION_SETUP,
          Stage.DL_FRAGMENT,
          Stage.FRAG_SESSION_STATUS,
          Stage.TRANSMISSION_ROUNDS);

  private Stages() {}

  static String label(Stage stage) {
    return switch (stage) {
      case MC_GROUP_SETUP -> "McGroupSetup";
      case DEV_REBOOT_TIME_SETUP -> "DevRebootTimeSetup";
      case FRAG_SESSION_SETUP -> "FragSessionSetup";
      case MC_CLASS_C_SESSION_SETUP -> "McClassCSessionSetup";
      case MC_CLASS_B_SESSION_SETUP -> "McClassBSessionSetup";
      case MC_COMMAND -> "Commands";
      case DL_FRAGMENT -> "DlFragment";
      case FRAG_SESSION_STATUS -> "FragSessionStatus";
      case TRANSMISSION_ROUNDS -> "Multiple rounds of transmissions";
      case UNICAST_REPAIR -> "Repair by unicast";
      case DEV_UPGRADE_IMAGE -> "DevUpgradeImage";
      case DEV_REBOOT_COUNTDOWN -> "DevRebootCountdown";
      case DEV_VERSION -> "DevVersion";
      case ABORT_CLEANUP -> "Clean-up after the abort";
    };
  }

  /**
   * The number on ThingPark's page: 1 to 6, or to 7 with a reboot time; 0 for what it does not
   * have.
   *
   * @param all stages of the part
   */
  static int number(Stage stage, List<Stage> all) {
    Stage asOne = stage == Stage.MC_CLASS_B_SESSION_SETUP ? Stage.MC_CLASS_C_SESSION_SETUP : stage;
    boolean rebootTime = all.contains(Stage.DEV_REBOOT_TIME_SETUP);
    int index = WITH_REBOOT_TIME.indexOf(asOne);
    boolean behind = index > WITH_REBOOT_TIME.indexOf(Stage.DEV_REBOOT_TIME_SETUP);
    return index < 0 ? 0 : index + 1 - (behind && !rebootTime ? 1 : 0);
  }
}
