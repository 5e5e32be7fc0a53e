package dev.fuota.emulators.smp;

import dev.fuota.drivers.smp.SmpClient;
import dev.fuota.drivers.smp.TargetImage;
import dev.fuota.drivers.smp.TargetResult;
import dev.fuota.drivers.smp.TargetSettings;
import dev.fuota.drivers.smp.TargetSettings.Mode;
import dev.fuota.drivers.smp.TargetUpdate;
import dev.fuota.emulators.modem.SerialPeer;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.ImageVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** A target on a bench, a line of 115,200 baud, and a host that updates it; in virtual time. */
final class Bench {
  static final ImageVersion OLD_VERSION = new ImageVersion(1, 0, 0, 0);
  static final ImageVersion NEW_VERSION = new ImageVersion(2, 1, 3, 5);
  static final Bytes OLD = image(OLD_VERSION, 9000);
  static final Bytes NEW = image(NEW_VERSION, 10_011);

  private static final int SECTOR = 1024;
  private static final int BAUD = 115_200;
  static final int SLOT_SECTORS = 16;

  final Simulation simulation = new Simulation(8);
  final PowerSupply power = new PowerSupply(8);
  final NorFlash flash;
  final EmulatedTarget target;
  final PacedLine line;
  final List<String> steps = new ArrayList<>();
  final List<String> log = new ArrayList<>();
  TargetUpdate update;

  private final Mode mode;
  private final Duration patience;

  private Bench(TargetBuild build, Mode mode, Duration patience, UnaryOperator<SerialPeer> fault) {
    FlashProfile profile =
        new FlashProfile(
            "test",
            new Geometry(SECTOR, 2 * SLOT_SECTORS + 2, 8, 0xff),
            false,
            Duration.ofNanos(90_000),
            Duration.ofMillis(20));
    this.flash = NorFlash.holding(profile, OLD.toArray(), power);
    this.target = new EmulatedTarget(build, flash, power, simulation);
    this.line = new PacedLine(fault.apply(target), simulation, simulation, BAUD);
    this.mode = mode;
    this.patience = patience;
    target.tell(log::add);
    target.strap(mode == Mode.RECOVERY);
    restartHost();
    target.reset();
    simulation.run(Duration.ofSeconds(1));
  }

  static Bench of(TargetBuild build, Mode mode) {
    return with(build, mode, UnaryOperator.identity());
  }

  static Bench with(TargetBuild build, Mode mode, UnaryOperator<SerialPeer> fault) {
    return new Bench(build, mode, Duration.ofMinutes(1), fault);
  }

  static TargetBuild build() {
    return TargetBuild.usual(SLOT_SECTORS);
  }

  static Bytes image(ImageVersion version, int payload) {
    byte[] octets = new byte[payload];
    new SplittableRandom(version.toU32()).nextBytes(octets);
    return ImageBuilder.of(Bytes.of(octets), version).sign();
  }

  static TargetImage order(Bytes image) {
    return TargetImage.of(ImageSource.of(image)).value().orElseThrow();
  }

  /** The host's process begins anew and knows nothing. */
  void restartHost() {
    if (update != null) {
      update.stop();
    }
    update =
        new TargetUpdate(
            new SmpClient(line, simulation),
            simulation,
            simulation,
            new TargetSettings(mode, 0, patience),
            steps::add);
  }

  TargetResult install(Bytes image) {
    AtomicReference<TargetResult> result = new AtomicReference<>();
    update.install(order(image), result::set);
    simulation.runUntil(() -> result.get() != null);
    return Objects.requireNonNull(result.get());
  }

  TargetResult confirm(Bytes image) {
    AtomicReference<TargetResult> result = new AtomicReference<>();
    update.confirm(order(image), result::set);
    simulation.runUntil(() -> result.get() != null);
    return Objects.requireNonNull(result.get());
  }

  /** The target is reset from outside, out of recovery. */
  void resetTarget() {
    target.strap(false);
    target.reset();
    settle();
  }

  /** Everything that a boot needs, a watchdog and a second boot included. */
  void settle() {
    simulation.run(Duration.ofSeconds(30));
  }
}
