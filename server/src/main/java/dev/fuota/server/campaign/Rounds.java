package dev.fuota.server.campaign;

/** The rounds in which the fragments go out, and how far the present one is. */
final class Rounds {
  private final Transfer transfer;
  private int number;
  private int before;

  Rounds(Transfer transfer) {
    this.transfer = transfer;
  }

  /** As an earlier process left it. */
  void restore(CampaignState state) {
    number = state.round();
    before = state.fragmentsSent();
  }

  /** Rounds begun so far. */
  int number() {
    return number;
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
