package dev.fuota.server.campaign;

import dev.fuota.server.port.Downlink;
import java.time.Instant;

/**
 * Asks the devices what they miss (TP-14): by multicast first if they are many, or if there are no
 * coded fragments; then, or else at once, those that stay silent one by one.
 */
final class StatusPoll {
  private final CampaignContext context;
  private final FragSessionStatus exchange;
  private boolean asked;

  StatusPoll(CampaignContext context, FragSessionStatus exchange) {
    this.context = context;
    this.exchange = exchange;
  }

  FragSessionStatus exchange() {
    return exchange;
  }

  /**
   * Asks everybody.
   *
   * @param participants false: by multicast only devices that miss fragments are to answer
   */
  void ask(boolean participants) {
    asked = false;
    if (isByMulticast()) {
      context.runner().onMulticastTry(exchange);
      Downlink downlink = new Downlink(exchange.fPort(), exchange.request(participants).encode());
      context.sender().send(downlink, this::awaitAnswers);
    } else {
      askTheSilent();
    }
  }

  private boolean isByMulticast() {
    return !context.isUnicast()
        && (!context.file().isCoded()
            || context.plan().groupSize() > context.parameters().fsessionStatusThreshold());
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

  /** Whether everybody has answered or is given up. */
  boolean isOver() {
    return asked && context.runner().isOver(exchange);
  }

  /** Devices that have everything. */
  int complete() {
    return context.runner().through(exchange);
  }
}
