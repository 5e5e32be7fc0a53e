package dev.fuota.server.campaign;

import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.LorawanNetwork;
import dev.fuota.server.port.QueuedDownlink;
import dev.fuota.server.port.SentListener.Sent;
import dev.fuota.server.port.Timers;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request to one device, repeated until the device is settled (TP-02, TP-03, TP-10):
 *
 * <pre>
 * phase        event                  next          does
 * UNHEARD      uplink of the device   WAITING_TURN  asks the pacer for a turn
 * UNHEARD      time for all tries     OVER          gives up
 * WAITING_TURN turn                   QUEUED        gives the downlink to the network
 * QUEUED       sent report            SENT          waits for the answer
 * QUEUED       delivery_timeout       WAITING_TURN  takes the downlink back, tries again
 * QUEUED       the same, congested    QUEUED        waits once more
 * SENT         answer timeout         WAITING_TURN  tries again
 * any          settled                OVER          takes the downlink back
 * QUEUED, SENT time out, last try     OVER          gives up
 * </pre>
 *
 * <p>Congested: the device has sent uplinks since, and the network still has the downlink. Then the
 * gateway was busy or out of duty cycle; to try again would only lose the place in the queue, and
 * the tries are for devices that cannot be reached.
 *
 * <p>An answer settles the request in every phase: sent reports get lost, too.
 */
final class UnicastRequest {

  /** Where a request is told of. */
  interface Observer {
    /** The downlink was given to the network. */
    void onTry(UnicastRequest request);

    void onSent(UnicastRequest request, Sent sent);

    /** All tries were in vain. */
    void onGivenUp(UnicastRequest request, String reason);
  }

  /** What all requests of a campaign share. */
  record Environment(LorawanNetwork network, Timers timers, Pacer pacer, Limits limits) {}

  /**
   * When a request is repeated and given up.
   *
   * @param answerTimeout without the delay that the exchange itself allows
   * @param unheardMax how long a device may be silent before its first request
   */
  record Limits(
      int triesMax, Duration deliveryTimeout, Duration answerTimeout, Duration unheardMax) {}

  private enum Phase {
    UNHEARD,
    WAITING_TURN,
    QUEUED,
    SENT,
    OVER
  }

  private final Participant participant;
  private final Exchange<?> exchange;
  private final Environment environment;
  private final Observer observer;
  private final int triesBefore;
  private final boolean queuedBefore;
  private Phase phase = Phase.UNHEARD;
  private int tries;
  private int uplinksBefore;
  private String lastReason = "";
  private Timers.@Nullable Timer timer;
  private @Nullable QueuedDownlink queued;

  UnicastRequest(
      Participant participant, Exchange<?> exchange, Environment environment, Observer observer) {
    this(participant, exchange, environment, observer, 0, false);
  }

  /**
   * A request that goes on with one of an earlier process.
   *
   * @param triesBefore how often that was sent, or was not within delivery_timeout; if it was as
   *     often as can be, an answer is awaited
   * @param queuedBefore whether it was queued once more, and not seen on air
   */
  UnicastRequest(
      Participant participant,
      Exchange<?> exchange,
      Environment environment,
      Observer observer,
      int triesBefore,
      boolean queuedBefore) {
    this.triesBefore = triesBefore;
    this.queuedBefore = queuedBefore;
    this.tries = triesBefore;
    this.participant = participant;
    this.exchange = exchange;
    this.environment = environment;
    this.observer = observer;
  }

  Participant participant() {
    return participant;
  }

  Exchange<?> exchange() {
    return exchange;
  }

  /** Whether this try is one that an earlier process had queued: that one was none. */
  boolean isGivenAgain() {
    return queuedBefore && tries == triesBefore + 1;
  }

  void start() {
    if (tries >= environment.limits().triesMax()) {
      awaitAnswer();
    } else if (participant.isHeard()) {
      askForTurn();
    } else {
      startTimer(environment.limits().unheardMax(), () -> giveUp("no uplink"));
    }
  }

  /** The device has sent something. */
  void onHeard() {
    if (phase == Phase.UNHEARD) {
      askForTurn();
    }
  }

  /** An answer that asks for patience; it is the reason if nothing better comes. */
  void onNotYet(String reason) {
    lastReason = reason;
  }

  /** No more is wanted of this request. */
  void settle() {
    stopTimer();
    takeBack();
    phase = Phase.OVER;
  }

  private void askForTurn() {
    stopTimer();
    phase = Phase.WAITING_TURN;
    environment.pacer().request(this::onTurn);
  }

  private boolean onTurn() {
    if (phase != Phase.WAITING_TURN) {
      return false;
    }
    Optional<String> obstacle = exchange.obstacle(participant);
    if (obstacle.isPresent()) {
      giveUp(obstacle.get());
      return false;
    }
    phase = Phase.QUEUED;
    tries++;
    uplinksBefore = participant.uplinks();
    startTimer(environment.limits().deliveryTimeout(), this::onDeliveryTimeout);
    observer.onTry(this);
    int thisTry = tries;
    Downlink downlink = new Downlink(exchange.fPort(), exchange.request(participant).encode());
    queued =
        environment
            .network()
            .send(participant.device(), downlink, sent -> onSent(thisTry, sent))
            .orElse(null);
    return true;
  }

  private void onSent(int ofTry, Sent sent) {
    observer.onSent(this, sent);
    if (phase == Phase.QUEUED && ofTry == tries) {
      awaitAnswer();
    }
  }

  private void awaitAnswer() {
    phase = Phase.SENT;
    Duration timeout = environment.limits().answerTimeout().plus(exchange.answerDelay());
    startTimer(timeout, this::onAnswerTimeout);
  }

  private void onDeliveryTimeout() {
    if (isCongested()) {
      uplinksBefore = participant.uplinks();
      startTimer(environment.limits().deliveryTimeout(), this::onDeliveryTimeout);
    } else {
      takeBack();
      tryAgain("not delivered");
    }
  }

  private boolean isCongested() {
    return queued != null && queued.isWaiting() && participant.uplinks() > uplinksBefore;
  }

  private void onAnswerTimeout() {
    tryAgain("no answer");
  }

  private void tryAgain(String what) {
    if (tries < environment.limits().triesMax()) {
      askForTurn();
    } else {
      giveUp(what + " after " + tries + (tries == 1 ? " try" : " tries"));
    }
  }

  private void giveUp(String reason) {
    settle();
    observer.onGivenUp(this, lastReason.isEmpty() ? reason : lastReason);
  }

  private void startTimer(Duration delay, Runnable action) {
    stopTimer();
    timer = environment.timers().after(delay, action);
  }

  private void stopTimer() {
    Optional.ofNullable(timer).ifPresent(Timers.Timer::cancel);
    timer = null;
  }

  private void takeBack() {
    Optional.ofNullable(queued).ifPresent(QueuedDownlink::cancel);
    queued = null;
  }
}
