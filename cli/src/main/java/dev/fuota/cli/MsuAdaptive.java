package dev.fuota.cli;

import dev.fuota.agent.msu.MsuTimes;
import dev.fuota.protocol.msu.DeviceParameters;
import java.time.Duration;

/**
 * Times for a local network, the same on both sides. A server waits as long as the slowest device
 * wishes, so one device with the times of the specification slows all down to them.
 */
final class MsuAdaptive {
  static final Duration SCM_WAIT = Duration.ofMillis(50);
  static final Duration CCM_WAIT = Duration.ofMillis(250);

  /** What a device announces. */
  static final DeviceParameters WISHES =
      new DeviceParameters(0, (int) SCM_WAIT.toMillis(), (int) CCM_WAIT.toMillis(), 8, 3, 10, 32);

  /** How a device reckons. */
  static final MsuTimes TIMES =
      MsuTimes.DEFAULT.withWindows((int) SCM_WAIT.toMillis(), (int) CCM_WAIT.toMillis());

  private MsuAdaptive() {}
}
