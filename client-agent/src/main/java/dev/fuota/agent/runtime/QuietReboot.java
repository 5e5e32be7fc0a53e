package dev.fuota.agent.runtime;

import dev.fuota.agent.event.AgentEvent;
import java.time.Duration;
import java.time.Instant;

/**
 * Resets the device when nothing waits, nothing is under way and the link owes nothing: the
 * acknowledgement of the very command, and answers given before it, leave first (TS006-13). It does
 * not wait for ever.
 */
final class QuietReboot {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration POLL = Duration.ofSeconds(1);

  private final AgentPorts ports;
  private final Timers timers;
  private final Transmitter transmitter;

  QuietReboot(AgentPorts ports, Timers timers, Transmitter transmitter) {
    this.ports = ports;
    this.timers = timers;
    this.transmitter = transmitter;
  }

  void begin() {
    whenQuiet(ports.clock().instant().plus(PATIENCE));
  }

  private void whenQuiet(Instant latest) {
    if (!transmitter.isIdle() && ports.clock().instant().isBefore(latest)) {
      ports.scheduler().after(POLL, () -> whenQuiet(latest));
      return;
    }
    timers.stopAll();
    transmitter.stop();
    ports.listener().onEvent(new AgentEvent.Rebooting());
    ports.reboot().run();
  }
}
