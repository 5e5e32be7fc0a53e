package dev.fuota.fleet.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.event.ResetReason;
import dev.fuota.boot.BootResult;
import dev.fuota.protocol.fragmentation.FragSessionStatusAns;
import dev.fuota.protocol.multicast.McClassCSessionAns;
import dev.fuota.protocol.multicast.McGroupSetupAns;
import dev.fuota.protocol.packages.ApplicationPackage;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault strikes a fleet that would be updated without it. */
class FaultsTest {
  private static final int DEVICES = 3;
  private static final ApplicationPackage MULTICAST = ApplicationPackage.MULTICAST_SETUP;
  private static final ApplicationPackage FRAGMENTATION = ApplicationPackage.FRAGMENTATION;

  private static FaultRig run(String fault) {
    return new FaultRig(DEVICES, "", fault).run();
  }

  private static List<Integer> fragments(FaultRig rig, int device) {
    return rig.of(device, AgentEvent.FragmentReceived.class).stream()
        .map(AgentEvent.FragmentReceived::n)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"complete", "boot"})
  void cutsThePowerInEveryFlashOperationUntilTheDeviceComesThrough(String step) {
    FaultRig rig = run("{at: " + step + ", every: flash-operation, devices: 1, do: power-cut}");
    int cuts = Math.toIntExact(rig.struck().get(0));
    assertThat(cuts).isGreaterThan(1);
    assertThat(rig.victims(Strike.class))
        .extracting(Strike::what)
        .allMatch(what -> what.startsWith("power fails in flash operation "))
        .extracting(what -> what.replaceAll("[^0-9]", ""))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, cuts).mapToObj(String::valueOf).toList());
    assertThat(rig.victims(BootResult.class)).allMatch(BootResult.Started.class::isInstance);
    assertThat(rig.updated()).isEqualTo(DEVICES);
  }

  @Test
  void cutsOneDeviceAfterTheOtherInTheNextOperation() {
    FaultRig rig = run("{at: boot, every: flash-operation, devices: 3, do: power-cut}");
    assertThat(rig.strikes.stream().map(Strike::device).distinct()).hasSizeGreaterThan(1);
    assertThat(rig.strikes)
        .extracting(strike -> strike.what().replaceAll("[^0-9]", ""))
        .doesNotHaveDuplicates();
    assertThat(rig.updated()).isEqualTo(DEVICES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"join", "session-setup", "status"})
  void aCutInTheSetupIsMadeGood(String step) {
    FaultRig rig = run("{at: " + step + ", devices: 1, do: power-cut}");
    assertThat(rig.struck()).containsExactly(1L);
    assertThat(rig.victims(String.class)).hasSize(1); // it lost its power
    assertThat(rig.updated()).isEqualTo(DEVICES);
  }

  @Test
  void aCutInAFragmentTearsTheOperationThatStoresIt() {
    FaultRig rig = run("{at: fragment 5, devices: 1, do: power-cut}");
    assertThat(rig.victims(String.class)).singleElement().asString().contains("application");
    List<Object> story = rig.story(rig.victim());
    long heardBefore =
        story.subList(0, story.indexOf(rig.strikes.get(0))).stream()
            .filter(AgentEvent.FragmentReceived.class::isInstance)
            .count();
    assertThat(heardBefore).isEqualTo(4);
    assertThat(rig.updated()).isEqualTo(DEVICES);
  }

  @Test
  void aResetKeepsThePower() {
    FaultRig rig = run("{at: fragment 5, devices: 1, do: reset}");
    assertThat(rig.victims(String.class)).isEmpty();
    assertThat(rig.victims(AgentEvent.Started.class))
        .extracting(AgentEvent.Started::reason)
        .contains(ResetReason.PIN);
    assertThat(rig.updated()).isEqualTo(DEVICES);
  }

  @Test
  void aRequestWhoseAnswerIsLostComesAgain() {
    FaultRig rig = run("{at: session-setup, devices: 1, do: drop-answer}");
    assertThat(rig.struck()).containsExactly(1L);
    for (int device = 0; device < DEVICES; device++) {
      int answers = device == rig.victim() ? 2 : 1;
      assertThat(rig.sent(device, MULTICAST, McClassCSessionAns.class)).hasSize(answers);
    }
    assertThat(rig.updated()).isEqualTo(DEVICES);
  }

  @Test
  void aFaultThatLastsStrikesAgainAndAgain() {
    FaultRig rig = run("{at: group-setup, devices: 1, do: drop-answer, for: 5min}");
    assertThat(rig.struck().get(0)).isGreaterThan(1);
    assertThat(rig.sent(rig.victim(), MULTICAST, McGroupSetupAns.class))
        .hasSize(1 + Math.toIntExact(rig.struck().get(0)));
  }

  @ParameterizedTest
  @CsvSource({"group-setup", "session-setup", "fragment 5"})
  void aFrameThatComesTwiceIsHeardOnce(String at) {
    FaultRig rig = run("{at: " + at + ", devices: 1, do: duplicate}");
    assertThat(rig.struck()).containsExactly(1L);
    assertThat(rig.victims(AgentEvent.GroupDefined.class)).hasSize(1);
    assertThat(rig.victims(AgentEvent.SessionPlanned.class)).hasSize(1);
    assertThat(fragments(rig, rig.victim())).doesNotHaveDuplicates();
    assertThat(rig.updated()).isEqualTo(DEVICES);
  }

  @Test
  void whatChangesOnTheWayDiesAtTheMic() {
    FaultRig undisturbed = new FaultRig(DEVICES, "").run();
    FaultRig rig = run("{at: fragment 5, devices: 1, do: corrupt}");
    assertThat(rig.struck()).containsExactly(1L);
    for (int device = 0; device < DEVICES; device++) {
      List<Integer> usual = fragments(undisturbed, device);
      int fifth = usual.get(4);
      assertThat(fragments(rig, device)).startsWith(usual.subList(0, 4).toArray(Integer[]::new));
      assertThat(fragments(rig, device).contains(fifth)).isEqualTo(device != rig.victim());
    }
    assertThat(rig.victims(AgentEvent.MalformedDownlink.class)).isEmpty();
    assertThat(rig.updated()).isEqualTo(DEVICES);
  }

  @Test
  void whatTheServerSpoilsTheSignatureRefuses() {
    FaultRig rig = run("{at: fragment 5, server: true, do: corrupt}");
    assertThat(rig.struck()).containsExactly(1L);
    for (int device = 0; device < DEVICES; device++) {
      assertThat(fragments(rig, device)).contains(5);
      assertThat(rig.of(device, AgentEvent.ImageRefused.class)).hasSize(1);
      assertThat(rig.of(device, AgentEvent.ImageReady.class)).isEmpty();
    }
    assertThat(rig.updated()).isZero();
  }

  @Test
  void aLiarSaysWhatIsNotSo() {
    FaultRig rig = run("{at: status, devices: 1, do: lie}");
    assertThat(rig.struck()).containsExactly(1L);
    assertThat(rig.victims(AgentEvent.BlockComplete.class)).hasSize(1); // nothing is missing
    FragSessionStatusAns told =
        rig.sent(rig.victim(), FRAGMENTATION, FragSessionStatusAns.class).get(0);
    assertThat(rig.strikes.get(0).what()).contains(String.valueOf(told.missingFrag()));
    assertThat(told.missingFrag()).isPositive();
  }

  @Test
  void aGatewayThatFailsIsNotHeard() {
    FaultRig undisturbed = new FaultRig(DEVICES, "").run();
    FaultRig rig = run("{at: fragment 5, gateway: 0, do: gateway-down, for: 10min}");
    assertThat(rig.struck()).containsExactly(1L);
    assertThat(rig.updated()).isEqualTo(DEVICES);
    assertThat(rig.took().minus(undisturbed.took()).toMinutes()).isBetween(8L, 12L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2min", "fragment 20", "46min"})
  void aServerThatIsKilledGoesOnFromWhatItStored(String at) {
    FaultRig rig = run("{at: " + at + ", do: server-kill, for: 4min}");
    assertThat(rig.struck()).containsExactly(1L);
    assertThat(rig.updated()).isEqualTo(DEVICES);
    for (int device = 0; device < DEVICES; device++) {
      assertThat(rig.of(device, AgentEvent.FragSessionBegan.class)).hasSize(1);
    }
  }

  @Test
  void aFaultThatNeverStrikesIsSeen() {
    FaultRig rig = run("{at: status, every: flash-operation, devices: 1, do: power-cut}");
    assertThat(rig.struck()).containsExactly(0L); // answering writes nothing
  }

  @Test
  void theSeedChoosesAndNothingElseChanges() {
    String fault = "{at: fragment 5, devices: 1, do: power-cut}";
    FaultRig undisturbed = new FaultRig(7, DEVICES, "").run();
    FaultRig one = new FaultRig(7, DEVICES, "", fault).run();
    FaultRig again = new FaultRig(7, DEVICES, "", fault).run();
    assertThat(again.stories).isEqualTo(one.stories);
    List<Object> story = one.story(one.victim());
    List<Object> before = story.subList(0, story.indexOf(one.strikes.get(0)));
    assertThat(undisturbed.story(one.victim()).subList(0, before.size())).isEqualTo(before);
    assertThat(
            IntStream.range(1, 30)
                .mapToObj(
                    seed -> new FaultRig(seed, DEVICES, "", "{at: 1s, devices: 1, do: reset}"))
                .peek(rig -> rig.simulation.run(Duration.ofSeconds(2)))
                .map(FaultRig::victim)
                .distinct())
        .hasSize(DEVICES);
  }
}
