package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;

/** The rounds in which the fragments go out, and how far the present one is. */
final class Rounds {
  private final CampaignContext context;
  private final Transfer transfer;
  private int number;
  private int before;

  Rounds(CampaignContext context, Transfer transfer) {
    this.context = context;
    this.transfer = transfer;
  }

  /** As an earlier process left it. */
  void restore(CampaignState state) {
    number = state.round();
    before = state.fragmentsSent();
    transfer.restore(before);
  }

  /** Rounds begun so far. */
  int number() {
    return number;
  }

  /**
   * Whether another round can follow: of uncoded fragments, at most {@code datafrag_loops_max} in
   * all (TP-15), or of fresh ones.
   */
  boolean hasMore() {
    boolean again = !context.file().isCoded() && number < context.parameters().datafragLoopsMax();
    return again || transfer.hasFresh();
  }

  /** The highest number that a fragment had which went to everybody. */
  int lastNumber() {
    return context.plan().isAdaptive() ? sent() : context.file().total();
  }

  boolean takes(Participant participant, Command command) {
    return transfer.takes(participant, command);
  }

  void begin(Runnable whenDone) {
    number++;
    before = 0;
    transfer.start(whenDone);
  }

  /** The present round goes on behind what was sent of it before. */
  void goOn(Runnable whenDone) {
    int from = before;
    before = 0;
    transfer.resume(from, whenDone);
  }

  /** Fragments sent of the present round. */
  int sent() {
    return Math.max(before, transfer.sent());
  }

  int total() {
    return transfer.total();
  }

  void stop() {
    transfer.stop();
  }
}
