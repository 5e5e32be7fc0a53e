package dev.fuota.server.campaign;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A stage of the setup: over when enough devices have answered, or all the others are out (TP-04).
 * Devices that are slower go on with it during the next stages.
 */
final class SetupStep implements Step {
  private final Stage stage;
  private final CampaignContext context;
  private final Supplier<Exchange<?>> factory;
  private @Nullable Exchange<?> exchange;

  /**
   * A stage.
   *
   * @param factory makes the exchange when the stage begins, since it may hold times
   */
  SetupStep(Stage stage, CampaignContext context, Supplier<Exchange<?>> factory) {
    this.stage = stage;
    this.context = context;
    this.factory = factory;
  }

  @Override
  public Stage stage() {
    return stage;
  }

  @Override
  public void admit() {
    exchange = factory.get();
    context.runner().admit(exchange);
  }

  @Override
  public void begin() {
    context.runner().openAdmitted();
  }

  @Override
  public void resume(CampaignState state) {
    context.runner().openAgain();
  }

  @Override
  public boolean isOver() {
    return exchange != null
        && (context.runner().through(exchange) >= context.fleet().needed()
            || context.runner().isOver(exchange));
  }

  @Override
  public Next next() {
    return context.fleet().goOnWithAnybody();
  }
}
