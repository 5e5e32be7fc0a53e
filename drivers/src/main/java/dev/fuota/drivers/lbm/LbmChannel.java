package dev.fuota.drivers.lbm;

import dev.fuota.hal.serial.HandshakeLines;
import dev.fuota.hal.serial.SerialLine;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One command after the other, by the rules of {@code hw_modem}:
 *
 * <pre>
 * host   COMMAND ‾‾\____________________/‾‾‾‾‾‾‾‾‾‾‾‾‾‾
 *        data            [cmd len … crc]
 * modem  BUSY    ‾‾‾‾‾‾\__________________/‾‾‾‾‾‾‾‾‾‾‾‾
 *        data                               [rc len … crc]
 * </pre>
 *
 * <p>COMMAND goes up when the last octet has left the wire; nobody tells, so it is computed. After
 * an answer that is damaged or does not end the line is left alone until it is quiet.
 */
final class LbmChannel {
  private static final Duration READY = Duration.ofSeconds(1);
  private static final Duration ANSWER = Duration.ofMillis(500);
  private static final Duration QUIET = Duration.ofMillis(50);

  /** What a serial adapter may keep octets back. */
  private static final Duration ADAPTER = Duration.ofMillis(5);

  private static final int BITS_OF_OCTET = 10;
  private static final long NANOS = 1_000_000_000;
  private static final int TRIES = 3;

  private enum Phase {
    IDLE,
    AWAITING_READY,
    SENDING,
    AWAITING_ANSWER,
    AWAITING_QUIET
  }

  private final SerialLine line;
  private final HandshakeLines lines;
  private final Scheduler scheduler;
  private final int baud;
  private final Runnable idle;
  private final Deque<Order> orders = new ArrayDeque<>();
  private final ReplyCollector collector = new ReplyCollector();
  private Phase phase = Phase.IDLE;
  private @Nullable Order current;
  private Scheduler.@Nullable Task timer;

  private record Order(LbmCommand command, Bytes data, int tries, Consumer<LbmReply> done) {
    Order again() {
      return new Order(command, data, tries - 1, done);
    }
  }

  /**
   * A channel on which nothing was said.
   *
   * @param idle runs when a command is over and no other one waits
   */
  LbmChannel(SerialLine line, HandshakeLines lines, Scheduler scheduler, int baud, Runnable idle) {
    this.line = line;
    this.lines = lines;
    this.scheduler = scheduler;
    this.baud = baud;
    this.idle = idle;
  }

  /** Gives a command behind those that wait; {@code done} is called once, unless forgotten. */
  void ask(LbmCommand command, Bytes data, Consumer<LbmReply> done) {
    orders.add(new Order(command, data, TRIES, done));
    begin();
  }

  /** The same before those that wait. */
  void askNext(LbmCommand command, Bytes data, Consumer<LbmReply> done) {
    orders.addFirst(new Order(command, data, TRIES, done));
    begin();
  }

  boolean isIdle() {
    return phase == Phase.IDLE && orders.isEmpty();
  }

  /** Nobody waits for anything any more; what the modem still says is not heard. */
  void forget() {
    orders.clear();
    stopTimer();
    lines.command(false);
    current = null;
    phase = Phase.IDLE;
  }

  private void begin() {
    Order next = phase == Phase.IDLE ? orders.poll() : null;
    if (next != null) {
      current = next;
      phase = Phase.AWAITING_READY;
      setTimer(READY, () -> end(LbmReply.NOBODY));
      lines.command(true);
      onLines();
    }
  }

  /** BUSY may have changed. */
  void onLines() {
    Order order = current;
    if (phase == Phase.AWAITING_READY && order != null && !lines.busy()) {
      send(order);
    }
  }

  private void send(Order order) {
    byte[] frame = LbmFrame.of(order.command(), order.data());
    collector.clear();
    phase = Phase.SENDING;
    if (!line.write(frame)) {
      end(LbmReply.NOBODY);
      return;
    }
    long nanos = NANOS * BITS_OF_OCTET * frame.length / baud;
    setTimer(Duration.ofNanos(nanos).plus(ADAPTER), this::sent);
  }

  private void sent() {
    phase = Phase.AWAITING_ANSWER;
    setTimer(ANSWER, () -> end(LbmReply.LOST));
    lines.command(false);
  }

  void onOctets(byte[] octets, int length) {
    if (phase == Phase.AWAITING_QUIET) {
      setTimer(QUIET, this::quiet);
    } else if (phase == Phase.AWAITING_ANSWER) {
      collector.take(octets, length);
      if (collector.isWhole()) {
        Optional<LbmReply> reply = collector.reply();
        end(reply.orElse(LbmReply.LOST));
      }
    } // else nobody asked
  }

  private void end(LbmReply reply) {
    Order order = current;
    current = null;
    stopTimer();
    lines.command(false);
    phase = Phase.IDLE;
    if (reply.kind() == LbmReply.Kind.DAMAGED) {
      phase = Phase.AWAITING_QUIET;
      setTimer(QUIET, this::quiet);
    }
    if (order != null && order.tries() > 1 && isWorthAnother(order, reply)) {
      orders.addFirst(order.again());
    } else if (order != null) {
      order.done().accept(reply);
    }
    if (phase == Phase.IDLE) { // who heard the answer may have asked something
      next();
    }
  }

  /** What surely was not done is asked again, and what does no harm when it is done twice. */
  private static boolean isWorthAnother(Order order, LbmReply reply) {
    return switch (reply.kind()) {
      case NOT_TAKEN -> true;
      case DAMAGED -> order.command().isRepeatable();
      case ANSWERED -> reply.isGarbled();
    };
  }

  private void quiet() {
    phase = Phase.IDLE;
    next();
  }

  private void next() {
    if (orders.isEmpty()) {
      idle.run();
    } else {
      begin();
    }
  }

  private void setTimer(Duration delay, Runnable action) {
    stopTimer();
    timer = scheduler.after(delay, action);
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
