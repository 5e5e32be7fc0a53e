package dev.fuota.drivers.lbm;

import dev.fuota.drivers.modem.Dialect.Sent;
import dev.fuota.drivers.modem.Outcome;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import java.util.function.Consumer;

/** Sends uplinks, and knows how long they may be. */
final class LbmUplinks {
  private static final int PAYLOAD_MAX = 242;

  /** All repetitions of an uplink at SF12, with the duty cycle between them. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** One uplink and its windows, of which is not known whether the modem took it. */
  private static final Duration UNSURE = Duration.ofSeconds(20);

  private static final int NOT_SENT = 0;
  private static final int CONFIRMED = 2;
  private static final Sent LATE =
      Sent.not(Outcome.failed("The LoRa Basics Modem never told the end of an uplink."));
  private static final Sent FAILED =
      Sent.not(Outcome.failed("The LoRa Basics Modem could not send an uplink."));

  private final LbmChannel channel;
  private final Ending<Sent> ending;
  private int maxPayload;

  LbmUplinks(LbmChannel channel, Scheduler scheduler) {
    this.channel = channel;
    this.ending = new Ending<>(scheduler);
  }

  int maxPayload() {
    return maxPayload;
  }

  void forget() {
    ending.forget();
  }

  /** Asks how long the next uplink may be. */
  void readMaxPayload(Runnable done) {
    channel.ask(
        LbmCommand.GET_NEXT_TX_MAX_PAYLOAD,
        Bytes.EMPTY,
        reply -> {
          if (reply.isOk() && !reply.data().isEmpty()) {
            maxPayload = Math.min(PAYLOAD_MAX, reply.data().at(0));
          }
          done.run();
        });
  }

  void send(int fPort, byte[] payload, boolean confirmed, Consumer<Sent> done) {
    if (payload.length > PAYLOAD_MAX) {
      done.accept(Sent.not(Outcome.failed("An uplink has " + payload.length + " octets.")));
      return;
    }
    ending.await(LONGEST, LATE, done); // the event may overtake the answer
    Bytes head = Bytes.of((byte) fPort, (byte) (confirmed ? 1 : 0));
    Bytes request = head.concat(Bytes.of(payload));
    channel.ask(LbmCommand.REQUEST_UPLINK, request, reply -> onTaken(reply, request));
  }

  /** Where the answer was damaged it is asked again: a modem that took it is busy with it. */
  private void onTaken(LbmReply reply, Bytes request) {
    if (reply.kind() == LbmReply.Kind.DAMAGED) {
      channel.ask(LbmCommand.REQUEST_UPLINK, request, this::onTakenAgain);
    } else if (reply.kind() == LbmReply.Kind.NOT_TAKEN) {
      ending.end(Sent.not(reply.outcome("an uplink")));
    } else if (!reply.isOk()) {
      explain(reply);
    }
  }

  private void onTakenAgain(LbmReply reply) {
    if (!reply.isOk()) {
      ending.hasten(UNSURE, Sent.not(Outcome.busy(Duration.ZERO)));
    }
  }

  /** Why it was not taken: no session, the duty cycle, something under way. */
  private void explain(LbmReply refusal) {
    channel.ask(
        LbmCommand.GET_STATUS,
        Bytes.EMPTY,
        status -> {
          if (status.isOk() && !LbmGroups.isJoined(status)) {
            ending.end(Sent.not(Outcome.NOT_JOINED));
          } else {
            askDutyCycle(refusal);
          }
        });
  }

  private void askDutyCycle(LbmReply refusal) {
    channel.ask(
        LbmCommand.GET_DUTY_CYCLE_STATUS,
        Bytes.EMPTY,
        reply -> {
          int millis =
              reply.isOk() && reply.data().length() >= Integer.BYTES
                  ? reply.data().asBuffer().getInt()
                  : 0;
          ending.end(
              Sent.not(
                  millis < 0
                      ? Outcome.busy(Duration.ofMillis(-(long) millis))
                      : refusal.outcome("an uplink")));
        });
  }

  /** The modem told the end of an uplink. */
  void onDone(int status) {
    if (!ending.isAwaited()) {
      return;
    }
    Sent sent = status == NOT_SENT ? FAILED : new Sent(Outcome.OK, status == CONFIRMED);
    readMaxPayload(() -> ending.end(sent));
  }
}
