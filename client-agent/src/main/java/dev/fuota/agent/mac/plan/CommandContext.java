package dev.fuota.agent.mac.plan;

/**
 * What a device knows when it answers commands.
 *
 * @param snrDb signal to noise ratio of the frame that carried them, dB
 * @param battery 0 for external power, 1..254 from empty to full, or {@link #BATTERY_UNKNOWN}
 */
public record CommandContext(int snrDb, int battery) {
  public static final int BATTERY_UNKNOWN = 255;

  /**
   * @throws IllegalArgumentException if the battery is not 0..255
   */
  public CommandContext {
    if (battery < 0 || battery > BATTERY_UNKNOWN) {
      throw new IllegalArgumentException("no level of a battery: " + battery);
    }
  }
}
