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
  public void begin() {
    context.runner().admit(exchange);
    Duration untilReboot = Duration.between(context.now(), lastReboot());
    context
        .timers()
        .after(
            untilReboot.plus(context.parameters().versionReportTimeout()),
            context.runner()::openAdmitted);
  }

  private Instant lastReboot() {
    return context.fleet().all().stream()
        .filter(Participant::isIn)
        .flatMap(participant -> participant.rebootsAt().stream())
        .filter(reboot -> reboot.isAfter(context.now()))
        .max(Instant::compareTo)
        .orElse(context.now());
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
