package dev.fuota.server.msu;

import dev.fuota.server.port.Timers;
import java.util.function.Consumer;

/**
 * Turns a file that cannot be read any more into the end of the cycle, wherever the transfer reads:
 * when a timer runs or when a message came in.
 */
final class FaultGuard {
  private final Consumer<FileContentFault> onFault;

  FaultGuard(Consumer<FileContentFault> onFault) {
    this.onFault = onFault;
  }

  void run(Runnable action) {
    try {
      action.run();
    } catch (FileContentFault fault) {
      onFault.accept(fault);
    }
  }

  /** The same ports, whose timers run under this guard. */
  MsuServerPorts guard(MsuServerPorts ports) {
    Timers timers = ports.timers();
    return new MsuServerPorts(
        ports.nanos(),
        (delay, action) -> timers.after(delay, () -> run(action)),
        ports.random(),
        ports.network());
  }
}
