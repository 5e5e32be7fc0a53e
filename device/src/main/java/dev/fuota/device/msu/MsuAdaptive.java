package dev.fuota.device.msu;

import dev.fuota.agent.msu.MsuTimes;
import dev.fuota.protocol.msu.DeviceParameters;
import java.time.Duration;

/**
 * Times for a local network, the same on both sides. A server waits as long as the slowest device
 * wishes, so one device with the times of the specification slows all down to them.
 */
public final class MsuAdaptive {
  public static final Duration SCM_WAIT = Duration.ofMillis(50);
  public static final Duration CCM_WAIT = Duration.ofMillis(250);

  /** What a device announces. */
  public static final DeviceParameters WISHES =
      new DeviceParameters(0, (int) SCM_WAIT.toMillis(), (int) CCM_WAIT.toMillis(), 8, 3, 10, 32);

  /** How a device reckons. */
  public static final MsuTimes TIMES =
      MsuTimes.DEFAULT.withWindows((int) SCM_WAIT.toMillis(), (int) CCM_WAIT.toMillis());

  private MsuAdaptive() {}
}
