package dev.fuota.tests.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.device.install.Target;
import dev.fuota.device.target.McubootTarget;
import dev.fuota.drivers.smp.SmpClient;
import dev.fuota.drivers.smp.TargetSettings;
import dev.fuota.drivers.smp.TargetUpdate;
import dev.fuota.emulators.smp.EmulatedTarget;
import dev.fuota.emulators.smp.PacedLine;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.server.campaign.Verdict;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Server, air, agent, McubootTarget, serial line, SMP, and the target's own bootloader. */
class HandOnTest {
  private static final int BAUD = 115_200;
  private static final Duration SELF_TEST = Duration.ofSeconds(10);

  private final AtomicReference<EmulatedTarget> wired = new AtomicReference<>();

  private HandOnWorld world(Predicate<ImageVersion> starts) {
    return new HandOnWorld(simulation -> wire(simulation, starts));
  }

  private EmulatedTarget target() {
    return Objects.requireNonNull(wired.get());
  }

  private Target wire(Simulation simulation, Predicate<ImageVersion> starts) {
    EmulatedTarget target = HandOnWorld.target(simulation, starts);
    wired.set(target);
    target.reset();
    SmpClient client =
        new SmpClient(new PacedLine(target, simulation, simulation, BAUD), simulation);
    TargetSettings settings = TargetSettings.of(TargetSettings.Mode.APPLICATION);
    return new McubootTarget(
        new TargetUpdate(client, simulation, simulation, settings, step -> {}),
        simulation,
        SELF_TEST);
  }

  @Test
  @DisplayName("the firmware of a campaign ends on the target, and the server sees it there")
  void theTargetRunsWhatTheServerSent() {
    HandOnWorld world = world(version -> true);
    Verdict verdict = world.update();
    assertThat(verdict.outcome()).as(verdict.sentence()).isEqualTo(Verdict.Outcome.DONE);
    assertThat(world.results).containsExactly(Target.Result.INSTALLED);
    assertThat(target().running()).hasValue(HandOnWorld.NEW);
    target().reset();
    world.simulation.run(Duration.ofMinutes(1));
    assertThat(target().running()).as("confirmed").hasValue(HandOnWorld.NEW);
  }

  @Test
  void aTargetOnWhichItDoesNotStartGoesBackAndTheServerSeesIt() {
    HandOnWorld world = world(HandOnWorld.OLD::equals);
    Verdict verdict = world.update();
    assertThat(verdict.outcome()).as(verdict.sentence()).isNotEqualTo(Verdict.Outcome.DONE);
    assertThat(world.results).hasSize(1).first().isInstanceOf(Target.Result.Refused.class);
    assertThat(target().running()).hasValue(HandOnWorld.OLD);
  }

  @ParameterizedTest(name = "{0} ms after the target was asked")
  @ValueSource(ints = {1, 900, 3500, 12_000})
  void thePowerOfHostOrTargetMayGoMeanwhile(int millis) {
    for (boolean ofHost : new boolean[] {true, false}) {
      HandOnWorld world = world(version -> true);
      Runnable cut =
          ofHost ? () -> world.cutHost(Duration.ofSeconds(20)) : () -> target().cutPower();
      world.atInstall = () -> world.simulation.after(Duration.ofMillis(millis), cut);
      Verdict verdict = world.update();
      // Between its trial and its confirmation a cut of the target takes the new image back.
      boolean kept = target().running().equals(Optional.of(HandOnWorld.NEW));
      assertThat(kept || !ofHost).as("%s %s", verdict, world.results).isTrue();
      assertThat(verdict.outcome() == Verdict.Outcome.DONE)
          .as("%s %s", verdict, world.results)
          .isEqualTo(kept);
    }
  }
}
