package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;
import dev.fuota.server.campaign.StageState.Status;
import dev.fuota.server.port.Uplink;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The first round of what goes to all devices: fragments (TP-13), or the commands of a campaign
 * without a file (TP-01). It waits for the session to start and for late answers of the setup
 * (TP-05); then the setup is closed.
 */
final class TransferStep implements Step {
  private final Stage stage;
  private final CampaignContext context;
  private final Rounds rounds;
  private final Supplier<Optional<Instant>> sessionStart;
  private boolean over;

  TransferStep(
      Stage stage,
      CampaignContext context,
      Rounds rounds,
      Supplier<Optional<Instant>> sessionStart) {
    this.stage = stage;
    this.context = context;
    this.rounds = rounds;
    this.sessionStart = sessionStart;
  }

  @Override
  public Stage stage() {
    return stage;
  }

  /** Nobody answers a fragment. */
  @Override
  public void admit() {}

  @Override
  public void begin() {
    awaitSession(context.plan().lateAnswerTime());
  }

  @Override
  public void resume(CampaignState state) {
    if (state.round() > 0) {
      rounds.goOn(this::onTransferred);
    } else {
      context.runner().openAgain();
      Duration late = context.plan().lateAnswerTime();
      Duration gone = Duration.between(state.stageBeganAt(), context.now());
      awaitSession(Delays.within(late.minus(gone), late));
    }
  }

  private void awaitSession(Duration late) {
    Duration untilSession =
        sessionStart
            .get()
            .map(start -> Duration.between(context.now(), start.plus(CampaignPlan.SESSION_GUARD)))
            .orElse(Duration.ZERO);
    context.timers().after(Delays.longer(untilSession, late), this::closeSetup);
  }

  private void closeSetup() {
    context.runner().close("not set up when the transfer started");
    context.runner().enterAll(stage, Status.SENT);
    if (context.fleet().census().in() > 0) {
      rounds.begin(this::onTransferred);
      context.save().run();
    } else {
      onTransferred();
    }
  }

  private void onTransferred() {
    context.runner().enterAll(stage, Status.ANSWERED);
    over = true;
    context.changed().run();
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public Next next() {
    Next next = context.fleet().goOnWithAnybody();
    if (next instanceof Next.End || stage != Stage.MC_COMMAND) {
      return next;
    }
    for (Participant participant : context.fleet().all()) {
      if (participant.isIn()) {
        context.runner().succeed(participant, stage);
      }
    }
    return new Next.End(context.fleet().verdict());
  }

  @Override
  public boolean takes(Participant participant, Command command, Uplink uplink) {
    return rounds.takes(participant, command);
  }

  @Override
  public void stop() {
    rounds.stop();
  }
}
