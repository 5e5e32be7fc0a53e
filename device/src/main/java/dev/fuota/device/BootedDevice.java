package dev.fuota.device;

import dev.fuota.agent.event.ResetReason;
import dev.fuota.boot.ApplicationView;
import dev.fuota.boot.BootPartitions;
import dev.fuota.boot.BootResult;
import dev.fuota.boot.Bootloader;
import dev.fuota.device.install.InstallOrder;
import dev.fuota.device.install.Target;
import dev.fuota.hal.flash.FlashMap;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A device that boots, runs an application, and installs what that has received; from one reset to
 * the next.
 *
 * <p>Each start is a life of its own. Whatever the application of an earlier one has asked for, a
 * timer or an answer, comes to nothing: only the flash leads from one life to the next.
 *
 * <p>With a {@link Target} of its own a device asks that target to run an image before its own
 * bootloader installs it, and installs it only when the target runs it.
 */
public final class BootedDevice {
  /** A target that could not be reached is asked again. */
  private static final Duration RETRY = Duration.ofMinutes(10);

  private final BootSetup setup;
  private final BootPorts ports;
  private final Application application;
  private final Handover handover;

  /** Counts the starts: what belongs to another life does not run any more. */
  private int life;

  private boolean runs;
  private @Nullable BootResult booted;

  /**
   * A device without power.
   *
   * @throws IllegalArgumentException if the partitions do not fit the flash
   */
  public BootedDevice(BootSetup setup, BootPorts ports, Application application) {
    this.setup = setup;
    this.ports = ports;
    this.application = application;
    this.handover = new Handover(ports.flash(), setup);
  }

  /** Power comes. */
  public void switchOn() {
    begin(ResetReason.POWER_ON);
  }

  /** Nothing of it runs any more, until {@link #switchOn}. */
  public void switchOff() {
    stop();
    ports.target().ifPresent(Target::stop);
  }

  /** How the last boot ended; empty before the first. */
  public Optional<BootResult> booted() {
    return Optional.ofNullable(booted);
  }

  private void stop() {
    life++;
    if (runs) {
      runs = false;
      application.stop();
    }
  }

  /** The application asked for a reset. */
  private void reset() {
    stop();
    ports.commit().run();
    int now = life;
    ports.scheduler().after(Duration.ZERO, inLife(now, () -> begin(ResetReason.SOFTWARE)));
  }

  private Runnable inLife(int which, Runnable action) {
    return () -> {
      if (which == life) {
        action.run();
      }
    };
  }

  private void begin(ResetReason reason) {
    Optional<InstallOrder> order =
        ports.target().isPresent() ? handover.waiting() : Optional.empty();
    if (order.isPresent()) {
      handOver(ports.target().orElseThrow(), order.get(), reason);
    } else {
      boot(reason);
    }
  }

  private void handOver(Target target, InstallOrder order, ResetReason reason) {
    int now = life;
    Consumer<Target.Result> done =
        result -> inLife(now, () -> onInstalled(order, result, reason)).run();
    ports.listener().onInstalling(order);
    if (handover.wasBegun(order)) {
      target.resume(order, done);
    } else {
      handover.begin(order);
      ports.commit().run();
      target.install(order, done);
    }
  }

  private void onInstalled(InstallOrder order, Target.Result result, ResetReason reason) {
    life++; // a second answer comes to nothing
    ports.listener().onInstallResult(order, result);
    handover.end();
    if (result instanceof Target.Result.Postponed) {
      ports.commit().run();
      startApplication(reason, FlashMap.of(ports.flash(), setup.partitions()), false);
      ports.scheduler().after(RETRY, inLife(life, this::reset));
      return;
    }
    if (result instanceof Target.Result.Refused) {
      handover.drop();
    }
    ports.commit().run();
    boot(reason);
  }

  private void boot(ResetReason reason) {
    FlashMap whole = FlashMap.of(ports.flash(), setup.partitions());
    BootResult result = new Bootloader(BootPartitions.of(whole), setup.bootConfig()).boot();
    booted = result;
    ports.commit().run();
    ports.listener().onBooted(result);
    if (result instanceof BootResult.Started started) {
      FlashMap seen = ApplicationView.of(whole, setup.strategy(), started.slot());
      startApplication(reason, seen, started.trial());
    }
  }

  private void startApplication(ResetReason reason, FlashMap map, boolean trial) {
    int now = ++life;
    Scheduler timers = (delay, action) -> ports.scheduler().after(delay, inLife(now, action));
    runs = true;
    application.start(
        new Application.Life(
            timers, event -> inLife(now, event).run(), this::reset, this::onImageReady),
        map,
        reason,
        trial);
  }

  private void onImageReady() {
    // Behind what the application is doing: its own records come first.
    ports.target().ifPresent(target -> later(() -> prepare(target)));
  }

  private void later(Runnable action) {
    ports.scheduler().after(Duration.ZERO, inLife(life, action));
  }

  private void prepare(Target target) {
    int now = life;
    handover
        .waiting()
        .ifPresent(
            order ->
                target.prepare(
                    order, sentence -> inLife(now, () -> onObjection(order, sentence)).run()));
  }

  /** Not wanted: it loses its mark, and after a reset the agent finds it refused. */
  private void onObjection(InstallOrder order, String sentence) {
    ports.listener().onInstallResult(order, new Target.Result.Refused(sentence));
    handover.drop();
    reset();
  }
}
