package dev.fuota.server.campaign;

/**
 * The devices say what they miss after the first round (TP-14, TP-15). Without coded fragments
 * there are more rounds if too few have everything; with them that is the end.
 */
final class StatusStep implements Step {
  private final CampaignContext context;
  private final StatusPoll poll;

  StatusStep(CampaignContext context, StatusPoll poll) {
    this.context = context;
    this.poll = poll;
  }

  @Override
  public Stage stage() {
    return Stage.FRAG_SESSION_STATUS;
  }

  @Override
  public void admit() {
    context.runner().admit(poll.exchange());
  }

  @Override
  public void begin() {
    poll.ask(true);
  }

  @Override
  public void resume(CampaignState state) {
    poll.ask(true);
  }

  @Override
  public boolean isOver() {
    return poll.isOver();
  }

  @Override
  public Next next() {
    boolean rounds = !context.file().isCoded() && context.parameters().datafragLoopsMax() > 1;
    return poll.complete() < context.needed() && rounds ? Next.ROUND : enough(context, poll);
  }

  /** The end of a campaign that wants no more than that the devices have the file, or the step. */
  static Next enough(CampaignContext context, StatusPoll poll) {
    Next next = context.fleet().goOnWith(poll.complete(), "have all fragments");
    return next == Next.STEP && poll.exchange().isGoal()
        ? new Next.End(context.fleet().verdict())
        : next;
  }
}
