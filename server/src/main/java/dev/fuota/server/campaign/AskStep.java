package dev.fuota.server.campaign;

import java.util.function.IntFunction;

/** A stage that asks every device that is still in, and waits for all of them. */
final class AskStep implements Step {
  private final CampaignContext context;
  private final Exchange<?> exchange;
  private final IntFunction<Next> next;

  /**
   * A stage.
   *
   * @param next what follows, by the number of devices that are through with it
   */
  AskStep(CampaignContext context, Exchange<?> exchange, IntFunction<Next> next) {
    this.context = context;
    this.exchange = exchange;
    this.next = next;
  }

  @Override
  public Stage stage() {
    return exchange.stage();
  }

  @Override
  public void admit() {
    context.runner().admit(exchange);
  }

  @Override
  public void begin() {
    context.runner().openAdmitted();
  }

  @Override
  public void resume(CampaignState state) {
    context.runner().openAgain();
  }

  @Override
  public boolean isOver() {
    return context.runner().isOver(exchange);
  }

  @Override
  public Next next() {
    return next.apply(context.runner().through(exchange));
  }
}
