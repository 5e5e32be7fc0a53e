package dev.fuota.server.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When the devices are to reboot into the new firmware (TR-12). */
public sealed interface Reboot {

  /**
   * All at one time, which they are told in the second stage (TP-16).
   *
   * @param instant empty: as soon as the campaign can be sure that the transfer is over
   */
  record AtTime(Optional<Instant> instant) implements Reboot {}

  /**
   * Each when its image is verified, by a command at the end.
   *
   * @param countdown from the answer to the reboot; 1 s..2^24 - 2 s (a countdown of 0 is never
   *     answered)
   */
  record OnCommand(Duration countdown) implements Reboot {}
}
