package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;
import dev.fuota.server.campaign.StageState.Status;
import dev.fuota.server.port.SentListener.Sent;
import dev.fuota.server.port.Timers;
import dev.fuota.server.port.Uplink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The devices delete what an aborted campaign has given them. Each is asked for one thing after the
 * other; one that does not answer is left as it is. When all are through, or the time for all tries
 * has passed, the campaign is {@code ABORTED}.
 */
final class CleanupStep implements Step, UnicastRequest.Observer {
  private final CampaignContext context;
  private final UnicastRequest.Environment environment;
  private final ExchangeRunner.Watcher watcher;
  private final List<Exchange<?>> deletions;
  private Timers.Timer deadline = () -> {};
  private int asked;
  private int clean;
  private int left;
  private boolean over;

  CleanupStep(CampaignContext context) {
    this.context = context;
    this.environment = context.unicast();
    this.watcher = context.watcher();
    this.deletions = Deletion.of(context);
  }

  @Override
  public Stage stage() {
    return Stage.ABORT_CLEANUP;
  }

  @Override
  public void admit() {}

  @Override
  public void begin() {
    int things = deletions.size();
    Duration longest = context.plan().exchangeTimeMax().multipliedBy(things);
    deadline = context.timers().after(longest, this::onDeadline);
    for (Participant participant : context.fleet().all()) {
      if (deletions.stream().anyMatch(deletion -> deletion.concerns(participant))) {
        asked++;
        left++;
        enter(participant, StageState.NEW);
        ask(participant, 0);
      }
    }
  }

  /** What was deleted already is deleted once more: it does no harm. */
  @Override
  public void resume(CampaignState state) {
    begin();
  }

  private void ask(Participant participant, int from) {
    for (int i = from; i < deletions.size(); i++) {
      Exchange<?> deletion = deletions.get(i);
      if (deletion.concerns(participant)) {
        participant.begin(new UnicastRequest(participant, deletion, environment, this));
        return;
      }
    }
    boolean silent = participant.state(stage()).detail().isEmpty();
    settle(participant, silent ? Status.ANSWERED : Status.TIMED_OUT);
  }

  private void settle(Participant participant, Status status) {
    StageState state = participant.state(stage());
    enter(participant, state.as(status, state.detail()));
    clean += status == Status.ANSWERED ? 1 : 0;
    left--;
  }

  private void askForNext(Participant participant, Exchange<?> answered) {
    participant.endRequest();
    ask(participant, deletions.indexOf(answered) + 1);
  }

  private void enter(Participant participant, StageState state) {
    participant.enter(stage(), state);
    watcher.onState(participant, stage(), state);
  }

  /** An authentic command of a participant. */
  void onCommand(Participant participant, Command command, Uplink uplink) {
    Optional<UnicastRequest> request = participant.request();
    if (request.isPresent() && isAnswer(request.get().exchange(), participant, command, uplink)) {
      askForNext(participant, request.get().exchange());
    } else {
      watcher.onIgnored(IgnoredUplink.LATE);
    }
  }

  private static <A extends Command> boolean isAnswer(
      Exchange<A> exchange, Participant participant, Command command, Uplink uplink) {
    Class<A> type = exchange.answerType();
    return type.isInstance(command)
        && exchange.judge(participant, type.cast(command), uplink).equals(Judgement.ACCEPTED);
  }

  @Override
  public void onTry(UnicastRequest request) {
    Participant participant = request.participant();
    StageState state = participant.state(stage());
    enter(participant, state.tried().as(Status.PENDING, state.detail()));
  }

  @Override
  public void onSent(UnicastRequest request, Sent sent) {
    watcher.onUnicastSent(sent);
    Participant participant = request.participant();
    StageState state = participant.state(stage());
    if (state.status() == Status.PENDING) {
      enter(participant, state.as(Status.SENT, state.detail()));
    }
  }

  @Override
  public void onGivenUp(UnicastRequest request, String reason) {
    Participant participant = request.participant();
    enter(participant, participant.state(stage()).as(Status.PENDING, reason));
    askForNext(participant, request.exchange());
    watcher.onGivenUp();
  }

  private void onDeadline() {
    over = true;
    context.changed().run();
  }

  @Override
  public boolean isOver() {
    return over || left == 0;
  }

  @Override
  public Next next() {
    return new Next.End(verdict());
  }

  /** Somebody ended the campaign, however far this is. */
  Verdict verdict() {
    return new Verdict(
        Verdict.Outcome.ABORTED,
        "aborted; " + clean + " of " + asked + " devices deleted what they were given");
  }

  @Override
  public void stop() {
    deadline.cancel();
    context.fleet().all().forEach(Participant::endRequest);
  }
}
