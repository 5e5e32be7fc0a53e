package dev.fuota.server.campaign;

import java.util.EnumMap;
import java.util.Map;

/**
 * A campaign in numbers (TP-17).
 *
 * @param stages of each stage that a device came to
 * @param devices all targets
 * @param succeeded those with which the campaign has reached what it is for
 * @param failed those that are out
 */
public record StageCounts(Map<Stage, Counts> stages, int devices, int succeeded, int failed) {
  public StageCounts {
    stages = new EnumMap<>(stages);
  }

  /** Nobody has come to the stage. */
  public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

  /** How many devices are how far in one stage. */
  public record Counts(int pending, int sent, int answered, int refused, int timedOut) {}

  /** Devices that are neither through nor out. */
  public int in() {
    return devices - succeeded - failed;
  }

  /** Of one stage. */
  public Counts of(Stage stage) {
    return stages.getOrDefault(stage, NONE);
  }
}
