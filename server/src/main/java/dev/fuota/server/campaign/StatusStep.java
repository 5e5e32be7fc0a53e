package dev.fuota.server.campaign;

/**
 * The devices say what they miss after the first round (TP-14, TP-15). Without coded fragments
 * there are more rounds if too few have everything; with them that is the end, but for the adaptive
 * mode, which has more bursts, and for the repair.
 */
final class StatusStep implements Step {
  private final CampaignContext context;
  private final Rounds rounds;
  private final StatusPoll poll;
  private final SessionEars ears;

  StatusStep(CampaignContext context, Rounds rounds, StatusPoll poll, SessionEars ears) {
    this.ears = ears;
    this.context = context;
    this.rounds = rounds;
    this.poll = poll;
  }

  @Override
  public Stage stage() {
    return Stage.FRAG_SESSION_STATUS;
  }

  @Override
  public void admit() {
    ears.onAllSent();
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
    return next(context, rounds, poll);
  }

  /** What follows when everybody was asked; the repair looks by itself at what there is to do. */
  static Next next(CampaignContext context, Rounds rounds, StatusPoll poll) {
    if (poll.complete() < context.needed() && rounds.hasMore()) {
      return Next.ROUND;
    }
    return context.parameters().beyond().repair()
        ? Next.STEP
        : enough(context, poll.complete(), poll.exchange());
  }

  /**
   * The end of a campaign that wants no more than that the devices have the file, or the step.
   *
   * @param complete devices that have everything
   */
  static Next enough(CampaignContext context, int complete, Exchange<?> status) {
    Next next = context.fleet().goOnWith(complete, "have all fragments");
    return next == Next.STEP && status.isGoal() ? new Next.End(context.fleet().verdict()) : next;
  }
}
