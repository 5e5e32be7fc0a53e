package dev.fuota.tests.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.device.install.InstallOrder;
import dev.fuota.device.install.Target;
import dev.fuota.device.target.McubootTarget;
import dev.fuota.drivers.smp.SmpClient;
import dev.fuota.drivers.smp.TargetSettings;
import dev.fuota.drivers.smp.TargetUpdate;
import dev.fuota.emulators.smp.EmulatedTarget;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.serial.SerialLine;
import dev.fuota.linux.libc.Pty;
import dev.fuota.linux.serial.JSerialLine;
import dev.fuota.server.campaign.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The same with a real serial line: server, air and agent live in virtual time; when the image is
 * handed on, their time stands still, and a pseudo-terminal and jSerialComm work in real time.
 */
class HandOnRealLineTest {
  private static final int BAUD = 921_600;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void theTargetBehindARealSerialPortRunsWhatTheServerSent() throws Exception {
    try (EventLoop loop = new EventLoop(System::nanoTime, Instant.EPOCH);
        Pty pty = Pty.open(loop)) {
      pty.pace(BAUD);
      EmulatedTarget target = HandOnWorld.target(loop, version -> true);
      target.attach(pty::write);
      pty.onOctets(target::onOctets);
      target.reset();
      try (SerialLine line = JSerialLine.open(pty.slave(), BAUD, loop)) {
        McubootTarget real = mcuboot(new SmpClient(line, loop), loop);
        HandOnWorld world = new HandOnWorld(simulation -> new RealTimeTarget(real, loop));
        Verdict verdict = world.update();
        assertThat(verdict.outcome()).as(verdict.sentence()).isEqualTo(Verdict.Outcome.DONE);
        assertThat(world.results).containsExactly(Target.Result.INSTALLED);
        assertThat(target.running()).hasValue(HandOnWorld.NEW);
      }
    }
  }

  private static McubootTarget mcuboot(SmpClient client, EventLoop loop) {
    TargetSettings settings = new TargetSettings(TargetSettings.Mode.APPLICATION, 0, PATIENCE);
    TargetUpdate update = new TargetUpdate(client, loop, loop, settings, step -> {});
    return new McubootTarget(update, loop, Duration.ofMillis(200));
  }

  /** Lets real time pass until the target has answered. */
  private record RealTimeTarget(Target target, EventLoop loop) implements Target {
    @Override
    public void install(InstallOrder order, Consumer<Result> done) {
      target.install(
          order,
          result -> {
            loop.stop();
            done.accept(result);
          });
      loop.run();
    }

    @Override
    public void stop() {
      target.stop();
    }
  }
}
