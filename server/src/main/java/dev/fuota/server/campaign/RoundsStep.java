package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;
import dev.fuota.server.port.Uplink;

/**
 * One more round of fragments for the devices that miss some, and the question whether they still
 * do; over and over until enough have everything: of uncoded fragments, at most {@code
 * datafrag_loops_max} rounds with the first one (TP-15); in the adaptive mode of bursts of coded
 * ones, as long as there are fresh ones.
 */
final class RoundsStep implements Step {
  private final CampaignContext context;
  private final Rounds rounds;
  private final Exchange<?> firstStatus;
  private final StatusPoll poll;
  private boolean admitted;
  private boolean sending;

  RoundsStep(CampaignContext context, Rounds rounds, Exchange<?> firstStatus, StatusPoll poll) {
    this.context = context;
    this.rounds = rounds;
    this.firstStatus = firstStatus;
    this.poll = poll;
  }

  @Override
  public Stage stage() {
    return Stage.TRANSMISSION_ROUNDS;
  }

  @Override
  public void admit() {
    if (!admitted) { // each round comes here
      admitted = true;
      context.runner().admit(poll.exchange());
    }
  }

  @Override
  public void begin() {
    Exchange<?> leftBehindBy = rounds.number() == 1 ? firstStatus : poll.exchange();
    context.runner().repeat(leftBehindBy, poll.exchange());
    sending = true;
    rounds.begin(this::onSent);
  }

  @Override
  public void resume(CampaignState state) {
    sending = true;
    rounds.goOn(this::onSent);
  }

  private void onSent() {
    sending = false;
    poll.ask(context.plan().isAdaptive()); // those that are complete have to say so, too
    context.changed().run();
  }

  @Override
  public boolean isOver() {
    return !sending && poll.isOver();
  }

  @Override
  public Next next() {
    return StatusStep.next(context, rounds, poll);
  }

  @Override
  public boolean takes(Participant participant, Command command, Uplink uplink) {
    return sending && rounds.takes(participant, command);
  }

  @Override
  public void stop() {
    rounds.stop();
  }
}
