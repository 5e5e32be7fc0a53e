package dev.fuota.server.campaign;

import java.time.Duration;
import java.time.Instant;

/** Devices report their version after the reboot; those that do not are asked (TR-16, TR-17). */
final class VersionStep implements Step {
  private final CampaignContext context;
  private final DevVersion exchange;

  VersionStep(CampaignContext context, DevVersion exchange) {
    this.context = context;
    this.exchange = exchange;
  }

  @Override
  public Stage stage() {
    return Stage.DEV_VERSION;
  }

  @Override
  public void admit() {
    context.runner().admit(exchange);
  }

  @Override
  public void begin() {
    askAfter(untilReports(context.now()));
  }

  @Override
  public void resume(CampaignState state) {
    Duration whole = untilReports(state.stageBeganAt());
    Duration gone = Duration.between(state.stageBeganAt(), context.now());
    askAfter(Delays.within(whole.minus(gone), whole));
  }

  private void askAfter(Duration wait) {
    context.timers().after(wait, context.runner()::openAgain);
  }

  /** From then to the time at which everybody may have reported. */
  private Duration untilReports(Instant from) {
    Instant lastReboot =
        context.fleet().all().stream()
            .filter(Participant::isIn)
            .flatMap(participant -> participant.rebootsAt().stream())
            .filter(reboot -> reboot.isAfter(from))
            .max(Instant::compareTo)
            .orElse(from);
    Duration untilReboot =
        Delays.within(Duration.between(from, lastReboot), context.parameters().maximumDuration());
    return untilReboot.plus(context.parameters().versionReportTimeout());
  }

  @Override
  public boolean isOver() {
    return context.runner().isOver(exchange);
  }

  @Override
  public Next next() {
    return new Next.End(context.fleet().verdict());
  }
}
