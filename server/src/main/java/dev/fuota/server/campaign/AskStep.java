package dev.fuota.server.campaign;

import java.util.function.LongFunction;

/** A stage that asks every device that is still in, and waits for all of them. */
final class AskStep implements Step {
  private final CampaignContext context;
  private final Exchange<?> exchange;
  private final LongFunction<Next> next;

  /**
   * A stage.
   *
   * @param next what follows, by the number of devices that are through with it
   */
  AskStep(CampaignContext context, Exchange<?> exchange, LongFunction<Next> next) {
    this.context = context;
    this.exchange = exchange;
    this.next = next;
  }

  @Override
  public Stage stage() {
    return exchange.stage();
  }

  @Override
  public void begin() {
    context.runner().open(exchange);
  }

  @Override
  public boolean isOver() {
    return context.runner().isOver(exchange);
  }

  @Override
  public Next next() {
    return next.apply(context.runner().succeeded(exchange));
  }
}
