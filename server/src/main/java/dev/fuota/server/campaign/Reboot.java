package dev.fuota.server.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When the devices are to reboot into the new firmware (TR-12). */
public sealed interface Reboot {
  /** {@code device_reboot_countdown} if nobody asks for another one. */
  Duration DEFAULT_COUNTDOWN = Duration.ofSeconds(60);

  /**
   * From the answer to the command to the reboot, of devices that are told to reboot at the end; 1
   * s..2^24 - 2 s (a countdown of 0 is never answered).
   */
  Duration countdown();

  Reboot withCountdown(Duration other);

  /**
   * All at one time, which they are told in the second stage (TP-16).
   *
   * @param instant empty: as soon as the campaign can be sure that the transfer is over
   * @param countdown of devices whose reboot was over when their image was verified
   */
  record AtTime(Optional<Instant> instant, Duration countdown) implements Reboot {
    public AtTime(Optional<Instant> instant) {
      this(instant, DEFAULT_COUNTDOWN);
    }

    @Override
    public Reboot withCountdown(Duration other) {
      return new AtTime(instant, other);
    }
  }

  /** Each when its image is verified, by a command at the end. */
  record OnCommand(Duration countdown) implements Reboot {
    @Override
    public Reboot withCountdown(Duration other) {
      return new OnCommand(other);
    }
  }
}
