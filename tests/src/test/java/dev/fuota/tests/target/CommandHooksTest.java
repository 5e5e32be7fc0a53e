package dev.fuota.tests.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.device.install.CommandRunner;
import dev.fuota.device.install.CommandTarget;
import dev.fuota.device.install.InstallOrder;
import dev.fuota.device.install.Target;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.server.campaign.Verdict;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Server, air, agent, and commands of the owner that end with the exit codes they are given. */
class CommandHooksTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final CommandTarget.Commands ALL =
      new CommandTarget.Commands(List.of("ready"), List.of("reboot"), List.of("installed"), LIMIT);

  private final List<String> ran = new ArrayList<>();
  private final List<InstallOrder> orders = new ArrayList<>();

  /** Each command takes three seconds; the first code is that of the first command. */
  private final class Script implements CommandRunner {
    private final Simulation simulation;
    private final Deque<Integer> codes;
    private int turn;

    Script(Simulation simulation, Integer... codes) {
      this.simulation = simulation;
      this.codes = new ArrayDeque<>(Arrays.asList(codes));
    }

    @Override
    public void run(
        List<String> command, InstallOrder order, Duration limit, Consumer<Outcome> done) {
      assertThat(limit).isEqualTo(LIMIT);
      ran.add(command.get(0));
      orders.add(order);
      int code = codes.isEmpty() ? 0 : codes.remove();
      int now = turn;
      simulation.after(
          Duration.ofSeconds(3),
          () -> {
            if (now == turn) {
              done.accept(new Outcome.Exited(code));
            }
          });
    }

    @Override
    public void stop() {
      turn++;
      ran.add("stopped");
    }
  }

  private HandOnWorld world(Integer... codes) {
    return new HandOnWorld(simulation -> new CommandTarget(ALL, new Script(simulation, codes)));
  }

  @Test
  void theCommandsAreRunInTheirOrderWithTheImageAndTheServerSeesTheVersion() {
    HandOnWorld world = world();
    Verdict verdict = world.update();
    assertThat(verdict.outcome()).as(verdict.sentence()).isEqualTo(Verdict.Outcome.DONE);
    assertThat(ran).containsExactly("ready", "reboot", "installed");
    assertThat(orders)
        .allSatisfy(
            order -> {
              assertThat(order.version()).isEqualTo(HandOnWorld.NEW);
              assertThat(order.image()).isEqualTo(HandOnWorld.FRESH);
            });
    assertThat(world.results).containsExactly(Target.Result.INSTALLED);
  }

  @Test
  void anImageThatIsNotWantedIsDroppedBeforeAnythingIsInstalled() {
    HandOnWorld world = world(1);
    Verdict verdict = world.update();
    assertThat(verdict.outcome()).as(verdict.sentence()).isNotEqualTo(Verdict.Outcome.DONE);
    assertThat(ran).containsExactly("ready");
    assertThat(world.host.status().orElseThrow().running()).hasValue(HandOnWorld.OLD);
    assertThat(world.host.status().orElseThrow().waiting()).isEmpty();
  }

  @Test
  void anInstallationThatFailedLeavesTheOldVersion() {
    HandOnWorld world = world(0, 0, 1);
    Verdict verdict = world.update();
    assertThat(verdict.outcome()).as(verdict.sentence()).isNotEqualTo(Verdict.Outcome.DONE);
    assertThat(ran).containsExactly("ready", "reboot", "installed");
    assertThat(world.host.status().orElseThrow().running()).hasValue(HandOnWorld.OLD);
    assertThat(world.results).hasSize(1).first().isInstanceOf(Target.Result.Refused.class);
  }

  @Test
  void notNowIsAskedAgainTenMinutesLater() {
    HandOnWorld world = world(0, 75);
    world.update();
    world.simulation.run(Duration.ofMinutes(30));
    assertThat(ran).containsExactly("ready", "reboot", "reboot", "installed");
    assertThat(world.host.status().orElseThrow().running()).hasValue(HandOnWorld.NEW);
  }

  @Test
  void aProcessThatEndsWithTheMachineAsksAfterwardsWhetherItIsInstalled() {
    HandOnWorld world = world();
    world.atInstall =
        () ->
            world.simulation.after(
                Duration.ofSeconds(1), () -> world.cutHost(Duration.ofSeconds(40)));
    Verdict verdict = world.update();
    assertThat(verdict.outcome()).as(verdict.sentence()).isEqualTo(Verdict.Outcome.DONE);
    assertThat(ran).containsExactly("ready", "reboot", "stopped", "installed");
    assertThat(world.host.status().orElseThrow().running()).hasValue(HandOnWorld.NEW);
  }
}
