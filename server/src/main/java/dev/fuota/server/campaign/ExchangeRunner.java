package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;
import dev.fuota.server.campaign.StageState.Status;
import dev.fuota.server.port.SentListener.Sent;
import dev.fuota.server.port.Uplink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes all participants through the exchanges that are open, each at its own pace.
 *
 * <p>A stage of the campaign opens one more exchange. It may end before the last device has
 * answered (TP-04); a slow device then still goes through the older exchange first, while the
 * others are in the newer one, and loses nothing by it until the exchanges are closed.
 */
final class ExchangeRunner implements UnicastRequest.Observer {

  /** Who wants to know. */
  interface Watcher {
    void onState(Participant participant, Stage stage, StageState state);

    /** The campaign has reached with it what it is for. */
    void onSucceeded(Participant participant);

    void onUnicastSent(Sent sent);

    void onIgnored(IgnoredUplink reason);

    /** A request was given up, so a stage may be over. */
    void onGivenUp();
  }

  private static final StageState NOT_NEEDED = StageState.of(Status.ANSWERED, 0, "not needed");

  private final List<Participant> participants;
  private final Census census;
  private final UnicastRequest.Environment environment;
  private final Watcher watcher;
  private final List<Exchange<?>> admitted = new ArrayList<>();
  private boolean resuming;
  private int open;
  private int closed;

  ExchangeRunner(Fleet fleet, UnicastRequest.Environment environment, Watcher watcher) {
    this.participants = fleet.all();
    this.census = fleet.census();
    this.environment = environment;
    this.watcher = watcher;
  }

  /** Answers to this exchange are taken from now on, but nobody is asked. */
  void admit(Exchange<?> exchange) {
    admitted.add(exchange);
  }

  /** Asks all participants that have come to an admitted exchange. */
  void openAdmitted() {
    open = admitted.size();
    participants.forEach(this::advance);
  }

  /** What was admitted up to now is closed, without a change to anybody: so it was before. */
  void closeAgain() {
    closed = admitted.size();
  }

  /** A downlink that is no request was sent to a participant. */
  void onUnicastSent(Sent sent) {
    watcher.onUnicastSent(sent);
  }

  /** Participants that are not through with what was admitted so far are out. */
  void close(String reason) {
    closed = admitted.size();
    for (Participant participant : participants) {
      if (participant.isIn() && participant.position() < closed) {
        participant.endRequest();
        Stage stage = admitted.get(participant.position()).stage();
        fail(participant, stage, Status.TIMED_OUT, reason);
      }
    }
  }

  /** Ends all requests; participants stay as they are. */
  void stop() {
    participants.forEach(Participant::endRequest);
    open = 0;
  }

  /**
   * Those whom an exchange left behind come to another one, or to the same once more: nobody is
   * asked before {@link #openAdmitted}.
   *
   * @param to is admitted
   */
  void repeat(Exchange<?> from, Exchange<?> to) {
    open = admitted.indexOf(to);
    for (Participant participant : participants) {
      Status status = participant.state(from.stage()).status();
      boolean leftBehind = status == Status.REFUSED || status == Status.TIMED_OUT;
      if (leftBehind && !participant.hasSucceeded()) {
        participant.comeBack();
        participant.moveTo(open);
        enter(participant, to.stage(), StageState.NEW);
      }
    }
  }

  /** Whether nobody is on the way to or in this exchange. */
  boolean isOver(Exchange<?> exchange) {
    return census.inUpTo(admitted.indexOf(exchange)) == 0;
  }

  /** Participants that are through with this exchange. */
  int through(Exchange<?> exchange) {
    return census.through(exchange.stage());
  }

  private void advance(Participant participant) {
    while (isWaiting(participant)) {
      Exchange<?> exchange = admitted.get(participant.position());
      if (participant.state(exchange.stage()).isSettled()) {
        participant.moveTo(participant.position() + 1);
      } else if (exchange.concerns(participant)) {
        begin(participant, exchange);
      } else {
        enter(participant, exchange.stage(), NOT_NEEDED);
        if (exchange.isGoal()) {
          succeed(participant, exchange.stage());
        }
      }
    }
  }

  /** It takes part from now on, also as long as nothing may be sent to it (TP-10). */
  private void begin(Participant participant, Exchange<?> exchange) {
    StageState state = participant.state(exchange.stage());
    if (!participant.hasCome(exchange.stage())) {
      enter(participant, exchange.stage(), state);
    }
    boolean queued = resuming && state.status() == Status.PENDING && state.tries() > 0;
    int tries = resuming ? state.tries() - (queued ? 1 : 0) : 0;
    participant.begin(new UnicastRequest(participant, exchange, environment, this, tries, queued));
  }

  /** Asks as {@link #openAdmitted} does; the tries of an earlier process count. */
  void openAgain() {
    resuming = true;
    openAdmitted();
    resuming = false;
  }

  private boolean isWaiting(Participant participant) {
    return participant.isIn() && participant.request().isEmpty() && participant.position() < open;
  }

  private void enter(Participant participant, Stage stage, StageState state) {
    participant.enter(stage, state);
    watcher.onState(participant, stage, state);
  }

  /** It is out. */
  void fail(Participant participant, Stage stage, Status status, String reason) {
    enter(participant, stage, participant.state(stage).as(status, reason));
    participant.leave(reason);
  }

  /** The participants' answers to a request by multicast are awaited. */
  void onMulticastTry(Exchange<?> exchange) {
    for (Participant participant : participants) {
      StageState state = participant.state(exchange.stage());
      if (participant.isIn() && !state.isSettled() && exchange.concerns(participant)) {
        StageState tried = state.tried();
        enter(participant, exchange.stage(), tried.as(Status.SENT, ""));
      }
    }
  }

  @Override
  public void onTry(UnicastRequest request) {
    Stage stage = request.exchange().stage();
    StageState state = request.participant().state(stage);
    boolean again = request.isGivenAgain();
    enter(request.participant(), stage, again ? state : state.tried());
  }

  @Override
  public void onSent(UnicastRequest request, Sent sent) {
    watcher.onUnicastSent(sent);
    Stage stage = request.exchange().stage();
    StageState state = request.participant().state(stage);
    if (state.status() == Status.PENDING) {
      enter(request.participant(), stage, state.as(Status.SENT, state.detail()));
    }
  }

  @Override
  public void onGivenUp(UnicastRequest request, String reason) {
    Participant participant = request.participant();
    participant.endRequest();
    Stage stage = request.exchange().stage();
    if (request.exchange().isRequired()) {
      fail(participant, stage, Status.TIMED_OUT, reason);
    } else {
      enter(participant, stage, participant.state(stage).as(Status.TIMED_OUT, reason));
      advance(participant);
    }
    watcher.onGivenUp();
  }

  /** An authentic command of a participant, on the port of {@code uplink}. */
  void onCommand(Participant participant, Command command, Uplink uplink) {
    for (int i = admitted.size() - 1; i >= 0; i--) {
      if (admitted.get(i).answerType().isInstance(command)) {
        onAnswer(participant, admitted.get(i), command, uplink);
        return;
      }
    }
    watcher.onIgnored(IgnoredUplink.UNEXPECTED);
  }

  private <A extends Command> void onAnswer(
      Participant participant, Exchange<A> exchange, Command command, Uplink uplink) {
    StageState state = participant.state(exchange.stage());
    if (state.tries() == 0) {
      watcher.onIgnored(IgnoredUplink.UNEXPECTED);
    } else if (state.status() == Status.ANSWERED || state.status() == Status.REFUSED) {
      watcher.onIgnored(IgnoredUplink.DOUBLED);
    } else if (admitted.indexOf(exchange) < closed || participant.hasSucceeded()) {
      watcher.onIgnored(IgnoredUplink.LATE);
    } else {
      A answer = exchange.answerType().cast(command);
      apply(participant, exchange, exchange.judge(participant, answer, uplink));
    }
  }

  private void apply(Participant participant, Exchange<?> exchange, Judgement judgement) {
    if (judgement instanceof Judgement.Accepted) {
      onAccepted(participant, exchange);
    } else if (judgement instanceof Judgement.Refused refused) {
      onRefused(participant, exchange, refused.reason());
    } else if (judgement instanceof Judgement.NotYet notYet) {
      request(participant, exchange).ifPresent(request -> request.onNotYet(notYet.reason()));
    } else {
      watcher.onIgnored(IgnoredUplink.OTHER_SESSION);
    }
  }

  private void onAccepted(Participant participant, Exchange<?> exchange) {
    endRequest(participant, exchange);
    Stage stage = exchange.stage();
    enter(participant, stage, participant.state(stage).as(Status.ANSWERED, ""));
    if (exchange.isGoal()) {
      succeed(participant, stage);
      return;
    }
    if (participant.position() == admitted.indexOf(exchange)) {
      participant.comeBack(); // if it was out, it was for this answer, which is late
    }
    advance(participant);
  }

  /**
   * The campaign has reached with a participant what it is for; from then on it is not asked again.
   *
   * @param stage that shows it
   */
  void succeed(Participant participant, Stage stage) {
    if (!participant.hasSucceeded()) {
      participant.endRequest();
      participant.succeed();
      StageState state = participant.state(stage);
      enter(participant, stage, state.as(Status.ANSWERED, ""));
      watcher.onSucceeded(participant);
    }
  }

  /** Notes how far participants that are in are with what goes to all of them. */
  void enterAll(Stage stage, Status status) {
    for (Participant participant : participants) {
      if (participant.isIn()) {
        enter(participant, stage, participant.state(stage).as(status, ""));
      }
    }
  }

  private void onRefused(Participant participant, Exchange<?> exchange, String reason) {
    endRequest(participant, exchange);
    Stage stage = exchange.stage();
    if (exchange.isRequired()) {
      fail(participant, stage, Status.REFUSED, reason);
    } else {
      enter(participant, stage, participant.state(stage).as(Status.REFUSED, reason));
      advance(participant);
    }
  }

  private static void endRequest(Participant participant, Exchange<?> exchange) {
    if (request(participant, exchange).isPresent()) {
      participant.endRequest();
    }
  }

  private static Optional<UnicastRequest> request(Participant participant, Exchange<?> exchange) {
    return participant.request().filter(request -> request.exchange() == exchange);
  }
}
