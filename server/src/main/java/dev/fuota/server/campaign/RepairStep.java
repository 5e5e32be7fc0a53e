package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.fragmentation.FragSessionStatusAnsV2;
import dev.fuota.server.campaign.StageState.Status;
import dev.fuota.server.port.SentListener.Sent;
import dev.fuota.server.port.Uplink;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What single devices miss after all that went to everybody goes to each of them by unicast, over
 * the same session (TR-08): fresh coded fragments, as many as it needs and a few more, and then the
 * question what it misses now, at most {@link #TURNS_MAX} times. Devices that need more than {@code
 * repair_max} fragments are left as they are. The campaign's verdict counts behind it.
 *
 * <p>A device takes fragments by unicast in each session, whatever groups may bring some, and after
 * the group's session has ended, too (TS004, FragSessionSetupReq, McGroupBitMask).
 */
final class RepairStep implements Step, UnicastStream.Watcher, UnicastRequest.Observer {
  static final int TURNS_MAX = 4;

  /** A device that gets so many more than it needs is complete but for a chance of about 1/8. */
  private static final int MARGIN = 3;

  private static final class Turns {
    private int number;
    private @Nullable UnicastStream stream;

    void stopStream() {
      if (stream != null) {
        stream.stop();
        stream = null;
      }
    }
  }

  private final CampaignContext context;
  private final Rounds rounds;
  private final FragSessionStatus exchange;
  private final SessionEars ears;
  private final Map<Participant, Turns> active = new LinkedHashMap<>();
  private boolean starting;

  RepairStep(CampaignContext context, Rounds rounds, FragSessionStatus exchange, SessionEars ears) {
    this.ears = ears;
    this.context = context;
    this.rounds = rounds;
    this.exchange = exchange;
  }

  @Override
  public Stage stage() {
    return exchange.stage();
  }

  @Override
  public void admit() {}

  @Override
  public void begin() {
    starting = true;
    for (Participant participant : context.fleet().all()) {
      if (isRepairable(participant)) {
        participant.comeBack();
        participant.fragmentsSent(rounds.lastNumber());
        enter(participant, StageState.NEW);
        Turns turns = new Turns();
        active.put(participant, turns);
        ears.stays(participant);
        send(participant, turns);
      }
    }
    starting = false;
  }

  private boolean isRepairable(Participant participant) {
    Stage last =
        participant.hasCome(Stage.TRANSMISSION_ROUNDS)
            ? Stage.TRANSMISSION_ROUNDS
            : Stage.FRAG_SESSION_STATUS;
    return participant.state(last).status() == Status.REFUSED
        && !participant.hasSucceeded()
        && participant.isNeedy()
        && participant.needs().orElseThrow() <= context.parameters().beyond().repairMax();
  }

  /** How much of a turn went out before is not asked for: the device says what it needs now. */
  @Override
  public void resume(CampaignState state) {
    starting = true;
    for (Participant participant : context.fleet().all()) {
      boolean began = participant.isIn() && participant.hasCome(stage());
      if (began && !participant.state(stage()).isSettled()) {
        active.put(participant, new Turns());
        ears.stays(participant);
        ask(participant);
      }
    }
    starting = false;
  }

  private void send(Participant participant, Turns turns) {
    int sent = participant.fragmentsSent();
    int end = rounds.lastNumber() + context.parameters().beyond().repairMax();
    int last = Math.min(sent + participant.needs().orElseThrow() + MARGIN, end);
    last = Math.min(last, CutFile.NUMBER_MAX);
    if (last <= sent || turns.number == TURNS_MAX) {
      fail(participant, Status.REFUSED, participant.state(stage()).detail());
      return;
    }
    turns.number++;
    turns.stream = new UnicastStream(context, participant, last, this);
    turns.stream.next();
  }

  @Override
  public void onSent() {}

  @Override
  public void onEnd(Participant participant) {
    Optional.ofNullable(active.get(participant)).ifPresent(Turns::stopStream);
    ask(participant);
  }

  @Override
  public void onUndelivered(Participant participant, String reason) {
    fail(participant, Status.TIMED_OUT, reason);
    context.changed().run();
  }

  private void ask(Participant participant) {
    participant.begin(new UnicastRequest(participant, exchange, context.unicast(), this));
  }

  @Override
  public boolean takes(Participant participant, Command command, Uplink uplink) {
    Turns turns = active.get(participant);
    if (turns == null || !(command instanceof FragSessionStatusAnsV2 ans)) {
      return false;
    }
    Judgement judgement = exchange.judge(participant, ans, uplink);
    if (judgement instanceof Judgement.Accepted) {
      finish(participant, Status.ANSWERED, "");
      if (exchange.isGoal()) {
        context.runner().succeed(participant, stage());
      }
    } else if (judgement instanceof Judgement.Refused refused
        && participant.request().isPresent()) {
      onRefused(participant, turns, refused.reason());
    }
    return !judgement.equals(Judgement.OTHER_SESSION);
  }

  private void onRefused(Participant participant, Turns turns, String reason) {
    participant.endRequest();
    if (participant.isNeedy()) {
      enter(participant, participant.state(stage()).as(Status.PENDING, reason));
      send(participant, turns);
    } else {
      fail(participant, Status.REFUSED, reason);
    }
  }

  private void fail(Participant participant, Status status, String reason) {
    finish(participant, status, reason);
    participant.leave(reason);
  }

  private void finish(Participant participant, Status status, String detail) {
    Optional.ofNullable(active.remove(participant)).ifPresent(Turns::stopStream);
    participant.endRequest();
    enter(participant, participant.state(stage()).as(status, detail));
  }

  private void enter(Participant participant, StageState state) {
    participant.enter(stage(), state);
    context.watcher().onState(participant, stage(), state);
  }

  @Override
  public void onTry(UnicastRequest request) {
    Participant participant = request.participant();
    enter(participant, participant.state(stage()).tried());
  }

  @Override
  public void onSent(UnicastRequest request, Sent sent) {
    context.watcher().onUnicastSent(sent);
    Participant participant = request.participant();
    StageState state = participant.state(stage());
    if (state.status() == Status.PENDING) {
      enter(participant, state.as(Status.SENT, state.detail()));
    }
  }

  @Override
  public void onGivenUp(UnicastRequest request, String reason) {
    fail(request.participant(), Status.TIMED_OUT, reason);
    context.changed().run();
  }

  @Override
  public boolean isOver() {
    return active.isEmpty() && !starting;
  }

  @Override
  public Next next() {
    return StatusStep.enough(context, complete(), exchange);
  }

  /** Devices that have said, in any stage, that they have everything. */
  private int complete() {
    return (int)
        context.fleet().all().stream()
            .filter(
                it ->
                    it.hasSucceeded()
                        || isAnswered(it, Stage.FRAG_SESSION_STATUS)
                        || isAnswered(it, Stage.TRANSMISSION_ROUNDS)
                        || isAnswered(it, stage()))
            .count();
  }

  private static boolean isAnswered(Participant participant, Stage stage) {
    return participant.state(stage).status() == Status.ANSWERED;
  }

  @Override
  public void stop() {
    for (Map.Entry<Participant, Turns> each : active.entrySet()) {
      each.getValue().stopStream();
      each.getKey().endRequest();
    }
    active.clear();
  }
}
