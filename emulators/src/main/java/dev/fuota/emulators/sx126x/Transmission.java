package dev.fuota.emulators.sx126x;

import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.lorawan.TimeOnAir;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One SetTx, from the command to TxDone or Timeout. */
final class Transmission {
  private final Die die;
  private final Radio air;
  private final Duration timeout;
  private final Runnable over;
  private Scheduler.@Nullable Task pending;
  private Scheduler.@Nullable Task guard;
  private boolean onAir;

  /**
   * A transmission that begins when BUSY falls.
   *
   * @param timeout zero: none
   * @param over is run when it has ended by itself
   */
  Transmission(Die die, Radio air, Duration timeout, Runnable over) {
    this.die = die;
    this.air = air;
    this.timeout = timeout;
    this.over = over;
    pending = die.time.afterBusy(Duration.ZERO, this::begin);
  }

  private void begin() {
    Setup setup = die.setup;
    byte[] frame = new byte[setup.payloadLength];
    die.buffer.read(setup.txBase, frame, 0, frame.length);
    List<String> unheard = Form.notUplink(setup, die.registers);
    if (unheard.isEmpty()) {
      onAir = true;
      air.transmit(setup.channel(), setup.outputDbm(), frame);
    } else {
      die.remark("sends what no gateway hears: " + String.join(", ", unheard));
      pending = die.time.afterBusy(timeOnAir(setup, frame.length), this::sent);
    }
    if (!timeout.isZero()) {
      guard = die.time.afterBusy(timeout, this::timedOut);
    }
  }

  private static Duration timeOnAir(Setup setup, int length) {
    return setup.packetType == Setup.LORA && setup.bandwidthHz() > 0
        ? TimeOnAir.of(setup.sent(), length)
        : TimeOnAir.ofFsk(length);
  }

  /** The last symbol has been sent. */
  void sent() {
    end(CommandStatus.TX_DONE, Interrupts.TX_DONE);
  }

  private void timedOut() {
    stop();
    end(CommandStatus.NONE, Interrupts.TIMEOUT);
  }

  private void end(CommandStatus status, int flag) {
    onAir = false;
    stop();
    die.mode = die.setup.fallback;
    die.status = status;
    over.run();
    die.interrupts.raise(flag);
  }

  /** It breaks off, if it is not over. */
  void stop() {
    cancel(pending);
    cancel(guard);
    if (onAir) {
      onAir = false;
      air.sleep();
    }
  }

  private static void cancel(Scheduler.@Nullable Task task) {
    if (task != null) {
      task.cancel();
    }
  }
}
