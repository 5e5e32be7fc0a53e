package dev.fuota.server.campaign;

/** The devices say whether they hold the verified image; only then they count as ready. */
final class ImageStep implements Step {
  private final CampaignContext context;
  private final DevUpgradeImage exchange;

  ImageStep(CampaignContext context, DevUpgradeImage exchange) {
    this.context = context;
    this.exchange = exchange;
  }

  @Override
  public Stage stage() {
    return Stage.DEV_UPGRADE_IMAGE;
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
    long ready = context.runner().succeeded(exchange);
    return context.fleet().goOnWith(ready, "hold the verified image");
  }
}
