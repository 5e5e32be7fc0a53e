package dev.fuota.server.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * The fragments of one round (TP-13). The first round waits for the session to start and for late
 * answers of the setup (TP-05); then the setup is closed.
 */
final class TransferStep implements Step {
  private final CampaignContext context;
  private final FragmentTransfer transfer;
  private final Supplier<Instant> sessionStart;
  private int round;
  private boolean over;

  TransferStep(CampaignContext context, FragmentTransfer transfer, Supplier<Instant> sessionStart) {
    this.context = context;
    this.transfer = transfer;
    this.sessionStart = sessionStart;
  }

  /** Rounds begun so far. */
  int round() {
    return round;
  }

  @Override
  public Stage stage() {
    return Stage.DL_FRAGMENT;
  }

  @Override
  public void begin() {
    over = false;
    round++;
    if (round == 1) {
      context.timers().after(untilTransfer(), this::closeSetup);
    } else {
      transfer.start(this::onTransferred);
    }
  }

  private Duration untilTransfer() {
    Instant listening = sessionStart.get().plus(CampaignPlan.SESSION_GUARD);
    Duration wait = Duration.between(context.now(), listening);
    Duration late = context.plan().lateAnswerTime();
    return wait.compareTo(late) > 0 ? wait : late;
  }

  private void closeSetup() {
    context.runner().close("not set up when the transfer started");
    if (context.fleet().in() > 0) {
      transfer.start(this::onTransferred);
    } else {
      onTransferred();
    }
  }

  private void onTransferred() {
    over = true;
    context.changed().run();
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public Next next() {
    return context.fleet().goOnWithAnybody();
  }
}
