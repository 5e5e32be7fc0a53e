package dev.fuota.server.campaign;

/**
 * One more round of uncoded fragments for the devices that miss some, and the question whether they
 * still do; over and over until enough have everything, at most {@code datafrag_loops_max} rounds
 * with the first one (TP-15).
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
    poll.ask(false);
    context.changed().run();
  }

  @Override
  public boolean isOver() {
    return !sending && poll.isOver();
  }

  @Override
  public Next next() {
    boolean more = rounds.number() < context.parameters().datafragLoopsMax();
    return poll.complete() < context.needed() && more
        ? Next.ROUND
        : StatusStep.enough(context, poll);
  }

  @Override
  public void stop() {
    rounds.stop();
  }
}
