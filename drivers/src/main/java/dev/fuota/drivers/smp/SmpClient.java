package dev.fuota.drivers.smp;

import dev.fuota.hal.serial.SerialLine;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks a target, one request at a time. A request that is not answered is sent again with the same
 * sequence number, so that a late answer to the first attempt counts; answers to anything else, and
 * the own requests that a console echoes, are passed over. A line that is away costs attempts like
 * a target that is.
 */
public final class SmpClient implements SerialLine.Listener {
  /** Version 0, which every server reads; those before 2022 drop requests of a later one. */
  private static final int VERSION = 0;

  private static final int SEQUENCE_MASK = 0xff;

  private final SerialLine line;
  private final Scheduler scheduler;
  private final ConsoleReader reader = new ConsoleReader(this::onMessage, this::onText);
  private @Nullable Pending pending;
  private int sequence;
  private String heard = "";
  private String lost = "";

  private record Pending(
      SmpMessage message,
      SmpRequest request,
      int sent,
      Scheduler.Task timeout,
      Consumer<SmpAnswer> then) {}

  /** A client of what is at the other end of {@code line}, which begins to open now. */
  public SmpClient(SerialLine line, Scheduler scheduler) {
    this.line = line;
    this.scheduler = scheduler;
    line.listen(this);
  }

  /**
   * Sends, and calls {@code then} once, later.
   *
   * @throws IllegalStateException if a request waits for its answer already
   */
  void ask(SmpRequest request, Consumer<SmpAnswer> then) {
    if (pending != null) {
      throw new IllegalStateException("one request at a time");
    }
    sequence = sequence + 1 & SEQUENCE_MASK;
    heard = "";
    SmpMessage message =
        new SmpMessage(request.op(), VERSION, request.command(), sequence, request.body());
    send(message, request, 1, then);
  }

  /** Nobody waits for the answer any longer. */
  void forget() {
    if (pending != null) {
      pending.timeout().cancel();
      pending = null;
    }
  }

  private void send(SmpMessage message, SmpRequest request, int sent, Consumer<SmpAnswer> then) {
    Scheduler.Task timeout = scheduler.after(request.patience(), this::onTimeout);
    pending = new Pending(message, request, sent, timeout, then);
    if (line.isOpen()) {
      line.write(ConsoleFrames.encode(message.encode()));
    }
  }

  private void onTimeout() {
    Pending waited = pending;
    if (waited == null) {
      return;
    }
    pending = null;
    if (waited.sent() < waited.request().attempts()) {
      send(waited.message(), waited.request(), waited.sent() + 1, waited.then());
    } else {
      waited.then().accept(new SmpAnswer.Silent(silence()));
    }
  }

  private String silence() {
    if (!line.isOpen()) {
      return lost.isEmpty() ? "the serial line is not open" : lost;
    }
    return heard.isEmpty()
        ? "the target does not answer"
        : "the target does not answer; it printed \"" + heard + "\"";
  }

  private void onMessage(Bytes octets) {
    Optional<SmpMessage> message = SmpMessage.decode(octets).value();
    Pending waited = pending;
    if (message.isEmpty() || waited == null || !message.get().answers(waited.message())) {
      return;
    }
    waited.timeout().cancel();
    pending = null;
    waited.then().accept(answer(message.get().body()));
  }

  private static SmpAnswer answer(Cbor.Fields body) {
    Optional<SmpError> error = SmpError.of(body);
    return error.isEmpty()
        ? new SmpAnswer.Done(body)
        : new SmpAnswer.Refused(
            error.get().is(SmpError.BUSY),
            error.get().is(SmpError.NOT_SUPPORTED),
            error.get().toString());
  }

  private void onText(String text) {
    heard = text;
  }

  @Override
  public void onOpened() {
    reader.reset();
    lost = "";
  }

  @Override
  public void onOctets(byte[] octets, int length) {
    reader.feed(octets, length);
  }

  @Override
  public void onLost(String reason) {
    reader.reset();
    lost = reason;
  }
}
