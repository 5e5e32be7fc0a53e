package dev.fuota.emulators.smp;

import dev.fuota.boot.mcuboot.McubootResult;
import dev.fuota.drivers.smp.ConsoleFrames;
import dev.fuota.drivers.smp.ConsoleReader;
import dev.fuota.drivers.smp.SmpCommand;
import dev.fuota.drivers.smp.SmpMessage;
import dev.fuota.emulators.modem.SerialPeer;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerLoss;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The target: a flash, the bootloader that really decides on it at every reset, and an SMP server,
 * the bootloader's or the application's. What takes the flash its time takes the target's answer as
 * long. When its supply fails it is dark for {@link #DARK}, then it boots.
 */
public final class EmulatedTarget implements SerialPeer {
  /** How long the supply is away. */
  public static final Duration DARK = Duration.ofSeconds(3);

  /** How long an application may be dead before the watchdog resets the target. */
  public static final Duration WATCHDOG = Duration.ofSeconds(8);

  private static final Duration BOOT = Duration.ofMillis(80);
  private static final Duration RESET_DELAY = Duration.ofMillis(250);

  private final TargetBuild build;
  private final NorFlash flash;
  private final PowerSupply power;
  private final Scheduler scheduler;
  private final ConsoleReader reader = new ConsoleReader(this::onMessage, text -> {});
  private TargetSlots slots;
  private Consumer<byte[]> out = octets -> {};
  private Consumer<String> log = text -> {};
  private @Nullable SmpServer server;
  private Optional<ImageVersion> running = Optional.empty();
  private Scheduler.@Nullable Task next;
  private boolean strapped;

  /** A target without power. */
  public EmulatedTarget(TargetBuild build, NorFlash flash, PowerSupply power, Scheduler scheduler) {
    this.build = build;
    this.flash = flash;
    this.power = power;
    this.scheduler = scheduler;
    this.slots = new TargetSlots(flash, build);
  }

  /** Says what happens to {@code whom}, for people. */
  public void tell(Consumer<String> whom) {
    log = whom;
  }

  /** The pin that holds it in serial recovery at its next reset. */
  public void strap(boolean recovery) {
    strapped = recovery;
  }

  /** The version of the application that runs; empty in recovery, during boot and while dark. */
  public Optional<ImageVersion> running() {
    return running;
  }

  /** Whether serial recovery answers. */
  public boolean isInRecovery() {
    return server instanceof RecoveryServer;
  }

  @Override
  public void attach(Consumer<byte[]> line) {
    out = line;
  }

  @Override
  public void onOctets(byte[] octets, int length) {
    if (server == null) {
      return;
    }
    if (build.echo()) {
      out.accept(Arrays.copyOf(octets, length));
    }
    reader.feed(octets, length);
  }

  /** Power comes, or the reset pin is pulled. */
  public void reset() {
    stop();
    slots = new TargetSlots(flash, build);
    print("*** Booting MCUboot ***\r\nI: Starting bootloader\r\n");
    if (strapped) {
      after(BOOT, this::recover);
      return;
    }
    guarded(
        () -> {
          Duration before = flash.busyTime();
          McubootResult result = slots.boot();
          after(BOOT.plus(flash.busyTime().minus(before)), () -> onBooted(result));
        });
  }

  /** The supply fails now, between two flash operations. */
  public void cutPower() {
    power.cut();
    goDark();
  }

  private void onBooted(McubootResult result) {
    if (!(result instanceof McubootResult.Started started)) {
      print("E: Unable to find bootable image\r\n");
      recover();
      return;
    }
    print("I: Jumping to the first image slot\r\n");
    log.accept("boots " + started.version() + (started.trial() ? " on trial" : ""));
    if (build.starts().test(started.version())) {
      running = Optional.of(started.version());
      server = new ApplicationServer(slots);
    } else {
      after(WATCHDOG, this::reset);
    }
  }

  private void recover() {
    log.accept("is in serial recovery");
    server = new RecoveryServer(slots, build.recovery());
  }

  private void onMessage(Bytes octets) {
    SmpServer serving = server;
    Optional<SmpMessage> message = SmpMessage.decode(octets).value();
    boolean request = message.map(it -> it.op().isRequest()).orElse(false);
    if (serving == null || !request || tooLong(octets)) {
      return;
    }
    guarded(() -> answer(serving, message.get()));
  }

  private boolean tooLong(Bytes octets) {
    return isInRecovery() && octets.length() + Integer.BYTES > build.recovery().buffer();
  }

  private void answer(SmpServer serving, SmpMessage request) {
    Duration before = flash.busyTime();
    Bytes answer = request.answer(serving.handle(request)).encode();
    Duration busy = flash.busyTime().minus(before);
    scheduler.after(
        busy,
        () -> {
          if (server == serving) {
            out.accept(ConsoleFrames.encode(answer));
          }
        });
    if (request.command().equals(SmpCommand.RESET) && request.op() == SmpMessage.Op.WRITE) {
      after(busy.plus(RESET_DELAY), this::reset);
    }
  }

  private void guarded(Runnable action) {
    try {
      action.run();
    } catch (PowerLoss lost) {
      goDark();
    }
  }

  private void goDark() {
    stop();
    log.accept("lost its supply");
    after(
        DARK,
        () -> {
          power.restore();
          reset();
        });
  }

  private void stop() {
    server = null;
    running = Optional.empty();
    reader.reset();
    if (next != null) {
      next.cancel();
      next = null;
    }
  }

  private void after(Duration delay, Runnable action) {
    if (next != null) {
      next.cancel();
    }
    next = scheduler.after(delay, action);
  }

  private void print(String text) {
    out.accept(text.getBytes(StandardCharsets.US_ASCII));
  }
}
