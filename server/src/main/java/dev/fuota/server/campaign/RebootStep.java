package dev.fuota.server.campaign;

/** Devices without a reboot ahead of them are told to reboot. */
final class RebootStep implements Step {
  private final CampaignContext context;
  private final DevRebootCountdown exchange;

  RebootStep(CampaignContext context, DevRebootCountdown exchange) {
    this.context = context;
    this.exchange = exchange;
  }

  @Override
  public Stage stage() {
    return Stage.DEV_REBOOT_COUNTDOWN;
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
    return context.fleet().goOnWithAnybody();
  }
}
