package dev.fuota.server.campaign;

import java.time.Instant;
import java.util.function.IntSupplier;

/**
 * The devices say what they miss (TP-14, TP-15): many of them are asked by multicast first, those
 * that stay silent by unicast. Without coded fragments there is another round for those that miss
 * some.
 */
final class StatusStep implements Step {
  private final CampaignContext context;
  private final FragSessionStatus exchange;
  private final IntSupplier round;
  private boolean asked;

  StatusStep(CampaignContext context, FragSessionStatus exchange, IntSupplier round) {
    this.context = context;
    this.exchange = exchange;
    this.round = round;
  }

  @Override
  public Stage stage() {
    return Stage.FRAG_SESSION_STATUS;
  }

  @Override
  public void begin() {
    asked = false;
    if (round.getAsInt() == 1) {
      context.runner().admit(exchange);
    }
    if (isByMulticast()) {
      boolean participants = round.getAsInt() == 1;
      context.runner().onMulticastTry(exchange);
      context.sender().send(exchange.request(participants), this::awaitAnswers);
    } else {
      askTheSilent();
    }
  }

  private boolean isByMulticast() {
    return !context.firmware().isCoded()
        || context.fleet().in() > context.parameters().fsessionStatusThreshold();
  }

  private void awaitAnswers(Instant requestedAt) {
    context
        .timers()
        .after(
            exchange.answerDelay().plus(context.plan().answerTimeout()),
            () -> {
              askTheSilent();
              context.changed().run();
            });
  }

  private void askTheSilent() {
    asked = true;
    context.runner().openAdmitted();
  }

  @Override
  public boolean isOver() {
    return asked && context.runner().isOver(exchange);
  }

  @Override
  public Next next() {
    long complete = context.runner().succeeded(exchange);
    if (complete < context.fleet().needed() && isRepeatable()) {
      context.runner().repeat(exchange);
      return Next.ROUND;
    }
    return context.fleet().goOnWith(complete, "have all fragments");
  }

  private boolean isRepeatable() {
    return !context.firmware().isCoded()
        && round.getAsInt() < context.parameters().datafragLoopsMax();
  }
}
