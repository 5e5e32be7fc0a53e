package dev.fuota.device.target;

import dev.fuota.device.install.InstallOrder;
import dev.fuota.device.install.Target;
import dev.fuota.drivers.smp.TargetImage;
import dev.fuota.drivers.smp.TargetResult;
import dev.fuota.drivers.smp.TargetUpdate;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.image.ImageSource;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Hands images on to a microcontroller with MCUboot. An image that runs there on trial must still
 * run when the self-test is over; then it is confirmed, and only then it counts as installed.
 *
 * <p>Nothing needs to be remembered: what the target lists says how far an order has come, so that
 * beginning again is resuming.
 */
public final class McubootTarget implements Target {
  private final TargetUpdate update;
  private final Scheduler scheduler;
  private final Duration selfTest;
  private int turn;

  /**
   * A target that nothing is asked of yet.
   *
   * @param selfTest how long a new image runs on trial before it is confirmed
   */
  public McubootTarget(TargetUpdate update, Scheduler scheduler, Duration selfTest) {
    this.update = update;
    this.scheduler = scheduler;
    this.selfTest = selfTest;
  }

  @Override
  public void prepare(InstallOrder order, Consumer<String> objection) {
    if (image(order) instanceof Decoded.Malformed<TargetImage> malformed) {
      objection.accept(malformed.detail());
    }
  }

  @Override
  public void install(InstallOrder order, Consumer<Result> done) {
    stop();
    int now = turn;
    Decoded<TargetImage> image = image(order);
    if (image instanceof Decoded.Ok<TargetImage> ok) {
      update.install(ok.get(), result -> onInstalled(now, ok.get(), result, done));
    } else {
      String why = ((Decoded.Malformed<TargetImage>) image).detail();
      scheduler.after(Duration.ZERO, inTurn(now, () -> done.accept(new Result.Refused(why))));
    }
  }

  private void onInstalled(int now, TargetImage image, TargetResult result, Consumer<Result> done) {
    if (result instanceof TargetResult.Runs runs && runs.trial()) {
      Runnable confirm = () -> update.confirm(image, end -> done.accept(answer(end)));
      scheduler.after(selfTest, inTurn(now, confirm));
    } else {
      done.accept(answer(result));
    }
  }

  private static Result answer(TargetResult result) {
    if (result instanceof TargetResult.Failed failed) {
      return failed.later()
          ? new Result.Postponed(failed.sentence())
          : new Result.Refused(failed.sentence());
    }
    return Result.INSTALLED;
  }

  private Runnable inTurn(int which, Runnable action) {
    return () -> {
      if (which == turn) {
        action.run();
      }
    };
  }

  @Override
  public void stop() {
    turn++;
    update.stop();
  }

  private static Decoded<TargetImage> image(InstallOrder order) {
    return TargetImage.of(ImageSource.of(order.image()));
  }
}
