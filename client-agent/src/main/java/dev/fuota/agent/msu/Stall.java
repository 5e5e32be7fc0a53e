package dev.fuota.agent.msu;

import java.time.Duration;

/** The server was silent for long: perhaps the network forgot that this device is in the group. */
final class Stall {
  private static final Duration REJOIN_EVERY = Duration.ofSeconds(5);

  private final UpdateHost host;
  private final TimerSlot timer;

  Stall(MsuContext context, UpdateHost host) {
    this.host = host;
    this.timer = context.timer();
  }

  /** U-24: joins anew, and tells the server that there is somebody. */
  void begin() {
    host.announce();
    rejoin();
  }

  private void rejoin() { // U-28
    host.rejoin();
    timer.set(REJOIN_EVERY, this::rejoin);
  }

  void end() {
    timer.cancel();
  }
}
