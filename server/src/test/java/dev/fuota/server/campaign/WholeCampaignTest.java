package dev.fuota.server.campaign;

import static dev.fuota.server.campaign.Fixtures.GROUP;
import static dev.fuota.server.campaign.Fixtures.INTERVAL;
import static dev.fuota.server.campaign.Fixtures.NEW;
import static dev.fuota.server.campaign.Fixtures.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.firmware.DevRebootCountdownReq;
import dev.fuota.protocol.firmware.DevUpgradeImageAns;
import dev.fuota.protocol.firmware.DevVersionReq;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.fragmentation.FragSessionStatusReq;
import dev.fuota.protocol.multicast.McClassCSessionReq;
import dev.fuota.server.harness.GatewayFrame;
import dev.fuota.server.harness.UpdatingDevice;
import dev.fuota.server.harness.World;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Campaigns from start to verdict, with real frames over the built-in network. */
class WholeCampaignTest {
  private final List<Stage> stages = new ArrayList<>();
  private final CampaignListener listener =
      new CampaignListener() {
        @Override
        public void onStage(Stage stage) {
          stages.add(stage);
        }
      };

  private World world = new World();
  private List<UpdatingDevice> devices = List.of();

  private void devices(int count) {
    devices = IntStream.range(0, count).mapToObj(i -> new UpdatingDevice(world, OLD, NEW)).toList();
    for (int i = 0; i < count; i++) {
      devices.get(i).radio().heartbeat(Duration.ofMillis(700L * (i + 1)), INTERVAL);
    }
  }

  private Campaign campaign(
      CampaignParameters parameters, CutFile firmware, CampaignListener watcher) {
    List<Target> targets = devices.stream().map(d -> Fixtures.target(d.radio())).toList();
    return new Campaign(
        parameters,
        new Job.UpgradeFirmware(firmware),
        GROUP,
        targets,
        new CampaignPorts(
            world.network(),
            world.time(),
            world.time(),
            new SessionCounters(new MemoryStore()),
            watcher));
  }

  private Campaign run(CampaignParametersBuilder parameters, CutFile firmware) {
    Campaign campaign = campaign(parameters.build(), firmware, listener);
    campaign.start();
    world.time().runUntil(() -> campaign.verdict().isPresent());
    world.gateway().assertNoFramesOverlap();
    world.gateway().assertDutyCycle(869_400_000, 869_650_000, 10);
    world.gateway().assertDutyCycle(868_000_000, 868_600_000, 1);
    return campaign;
  }

  private static DeviceSnapshot snapshot(Campaign campaign, int device) {
    return campaign.snapshot().devices().get(device);
  }

  @Test
  @DisplayName("TP-10, TP-11, TP-12, TP-13, TP-14, TR-17: all stages in order, all devices updated")
  void updatesAllDevices() {
    devices(5);
    Campaign campaign = run(CampaignParameters.builder(), Fixtures.firmware(5));
    assertThat(campaign.verdict())
        .contains(new Verdict(Verdict.Outcome.DONE, "5 of 5 devices (5 needed) run 2.0.3"));
    assertThat(stages)
        .containsExactly(
            Stage.MC_GROUP_SETUP,
            Stage.FRAG_SESSION_SETUP,
            Stage.MC_CLASS_C_SESSION_SETUP,
            Stage.DL_FRAGMENT,
            Stage.FRAG_SESSION_STATUS,
            Stage.DEV_UPGRADE_IMAGE,
            Stage.DEV_REBOOT_COUNTDOWN,
            Stage.DEV_VERSION);
    assertThat(devices).extracting(UpdatingDevice::version).containsOnly(NEW);
    assertThat(devices).extracting(UpdatingDevice::image).containsOnly(Fixtures.image(995));
  }

  @Test
  @DisplayName("TP-16: a reboot time is set up in the second stage and lies behind the transfer")
  void programsTheReboot() {
    devices(3);
    Campaign campaign =
        run(
            CampaignParameters.builder().reboot(new Reboot.AtTime(Optional.empty())),
            Fixtures.firmware(5));
    assertThat(campaign.verdict().orElseThrow().done()).isTrue();
    assertThat(stages).element(1).isEqualTo(Stage.DEV_REBOOT_TIME_SETUP);
    assertThat(snapshot(campaign, 0).stages().get(Stage.DEV_REBOOT_COUNTDOWN))
        .isEqualTo(new StageState(StageState.Status.ANSWERED, 0, "not needed"));
  }

  @ParameterizedTest(name = "loss {0}, seed {1}")
  @CsvSource({"0.1, 1", "0.2, 2", "0.3, 3", "0.3, 4"})
  @DisplayName("TP-03: requests are repeated until lossy air lets them through")
  void updatesAllDevicesOverLossyAir(double loss, long seed) {
    world = new World(loss, seed);
    devices(20);
    Campaign campaign = run(CampaignParameters.builder(), Fixtures.firmware(40));
    assertThat(campaign.verdict().orElseThrow().sentence())
        .isEqualTo("20 of 20 devices (20 needed) run 2.0.3");
    assertThat(devices).extracting(UpdatingDevice::image).containsOnly(Fixtures.image(995));
  }

  @Test
  @DisplayName(
      "TP-03: a hundred devices get through a gateway that is out of duty cycle most times")
  void updatesManyDevicesThroughABusyGateway() {
    world = new World(0.2, 6);
    devices(100);
    Campaign campaign =
        run(
            CampaignParameters.builder().deliveryTimeout(INTERVAL.multipliedBy(2)),
            Fixtures.firmware(40));
    assertThat(campaign.verdict().orElseThrow().sentence())
        .isEqualTo("100 of 100 devices (100 needed) run 2.0.3");
  }

  @Test
  @DisplayName(
      "TP-15: too much loss for the redundancy: FAILED, and each device says what it misses")
  void failsWhenTooFewFragmentsArrive() {
    world = new World(0.5, 1);
    devices(4);
    Campaign campaign = run(CampaignParameters.builder().msgRetries(60), Fixtures.firmware(2));
    assertThat(campaign.verdict().orElseThrow())
        .isEqualTo(
            new Verdict(
                Verdict.Outcome.FAILED,
                "0 of 4 devices (4 needed) have all fragments; not enough fragments (4)"));
    assertThat(campaign.snapshot().devices())
        .allSatisfy(
            device -> assertThat(device.reason()).matches("not enough fragments: \\d+ missing"));
    assertThat(devices).extracting(UpdatingDevice::version).containsOnly(OLD);
  }

  @ParameterizedTest(name = "{0} dead devices of 10")
  @ValueSource(ints = {0, 1, 2, 3})
  @DisplayName("TP-04: silent devices hold nobody up; the success threshold decides")
  void silentDevicesHoldNobodyUp(int dead) {
    devices(10);
    devices.subList(0, dead).forEach(device -> world.kill(device.radio()));
    Campaign campaign =
        run(CampaignParameters.builder().successThreshold(80), Fixtures.firmware(5));
    assertThat(campaign.verdict().orElseThrow().done()).isEqualTo(dead <= 2);
    assertThat(campaign.snapshot().devices())
        .filteredOn(device -> device.reason().equals("no uplink"))
        .hasSize(dead);
    assertThat(campaign.snapshot().succeeded()).isEqualTo(dead <= 2 ? 10 - dead : 0);
  }

  @Test
  @DisplayName("TR-06: a device that refuses the descriptor stays on its version and says why")
  void aDeviceMayRefuseTheDescriptor() {
    devices(3);
    devices.get(1).refuseDescriptor();
    Campaign campaign =
        run(CampaignParameters.builder().successThreshold(66), Fixtures.firmware(5));
    assertThat(campaign.verdict().orElseThrow().done()).isTrue();
    assertThat(snapshot(campaign, 1).reason()).isEqualTo("refused by descriptor");
    assertThat(devices.get(1).version()).isEqualTo(OLD);
    assertThat(devices.get(1).radio().received(DataFragment.class)).isEmpty();
  }

  @Test
  @DisplayName("TR-10: an image whose signature the devices refuse is never rebooted into")
  void failsWhenTheDevicesRefuseTheImage() {
    devices(3);
    devices.forEach(device -> device.judgeImage(DevUpgradeImageAns.CORRUPT_IMAGE));
    Campaign campaign = run(CampaignParameters.builder(), Fixtures.firmware(5));
    assertThat(campaign.verdict().orElseThrow())
        .isEqualTo(
            new Verdict(
                Verdict.Outcome.FAILED,
                "0 of 3 devices (3 needed) hold the verified image;"
                    + " image corrupt or its signature wrong (3)"));
    assertThat(stages).doesNotContain(Stage.DEV_REBOOT_COUNTDOWN);
  }

  @Test
  @DisplayName("TR-17: a device that does not report its version is asked for it")
  void asksTheSilentForTheirVersion() {
    devices(3);
    devices.get(2).doNotReport();
    Campaign campaign = run(CampaignParameters.builder(), Fixtures.firmware(5));
    assertThat(campaign.verdict().orElseThrow().done()).isTrue();
    assertThat(devices.get(0).radio().received(DevVersionReq.class)).isEmpty();
    assertThat(devices.get(2).radio().received(DevVersionReq.class)).hasSize(1);
    assertThat(snapshot(campaign, 2).reportedVersion()).hasValue(NEW);
  }

  @Test
  @DisplayName("TR-17: a device that still runs the old version after all tries is not updated")
  void anOldVersionIsNoUpdate() {
    devices(2);
    devices.get(1).ignore(DevRebootCountdownReq.class);
    Campaign campaign =
        run(CampaignParameters.builder().successThreshold(50), Fixtures.firmware(5));
    assertThat(campaign.verdict().orElseThrow().done()).isTrue();
    assertThat(snapshot(campaign, 1).succeeded()).isFalse();
    assertThat(snapshot(campaign, 1).reason()).isEqualTo("still runs 1.0.0");
  }

  @Test
  @DisplayName("TR-05: a device without time is asked again until it has synchronised")
  void aDeviceWithoutTimeIsAskedAgain() {
    devices(2);
    devices.get(1).knowTimeAfter(3);
    Campaign campaign = run(CampaignParameters.builder(), Fixtures.firmware(5));
    assertThat(campaign.verdict().orElseThrow().done()).isTrue();
    assertThat(devices.get(1).radio().received(McClassCSessionReq.class)).hasSize(4);
  }

  @Test
  @DisplayName("TR-05: a device with a wrong clock is out, and the reason says how wrong")
  void aWrongClockIsNamed() {
    devices(2);
    devices.get(1).runFastBy(95);
    Campaign campaign =
        run(CampaignParameters.builder().successThreshold(50), Fixtures.firmware(5));
    assertThat(snapshot(campaign, 1).reason()).matches("clock is 9[0-5] s fast");
  }

  @Test
  @DisplayName("TP-15: without coded fragments there are more rounds, asked with Participants = 0")
  void repeatsUncodedFragments() {
    world = new World(0.2, 5);
    devices(6);
    Campaign campaign =
        run(CampaignParameters.builder().datafragLoopsMax(9).msgRetries(20), Fixtures.firmware(0));
    assertThat(campaign.verdict().orElseThrow().done()).isTrue();
    assertThat(campaign.snapshot().round()).isBetween(2, 9);
    List<Boolean> participants =
        devices.get(0).radio().received(FragSessionStatusReq.class).stream()
            .map(FragSessionStatusReq::participants)
            .toList();
    assertThat(participants).contains(false);
    assertThat(devices).extracting(UpdatingDevice::image).containsOnly(Fixtures.image(995));
  }

  @Test
  @DisplayName("TP-15: datafrag_loops_max rounds and not one more, then FAILED")
  void endsAfterTheLastRound() {
    world = new World(0.6, 5);
    devices(2);
    Campaign campaign =
        run(CampaignParameters.builder().datafragLoopsMax(2).msgRetries(100), Fixtures.firmware(0));
    assertThat(campaign.verdict().orElseThrow().done()).isFalse();
    assertThat(stages)
        .containsSubsequence(
            Stage.DL_FRAGMENT, Stage.FRAG_SESSION_STATUS, Stage.TRANSMISSION_ROUNDS)
        .containsOnlyOnce(Stage.TRANSMISSION_ROUNDS);
  }

  @Test
  @DisplayName("TP-08: uncoded fragments first, then coded ones, all of them once")
  void sendsUncodedThenCodedFragments() {
    devices(1);
    run(CampaignParameters.builder(), Fixtures.firmware(5));
    assertThat(devices.get(0).radio().received(DataFragment.class))
        .extracting(DataFragment::n)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 25).boxed().toList());
  }

  @ParameterizedTest(name = "mcast_msg_delay {0} s")
  @ValueSource(ints = {0, 1, 10})
  @DisplayName("TP-06: multicast frames are mcast_msg_delay apart at least")
  void keepsTheMulticastPace(int seconds) {
    devices(1);
    Duration delay = Duration.ofSeconds(seconds);
    Campaign campaign =
        run(CampaignParameters.builder().mcastMsgDelay(delay), Fixtures.firmware(5));
    List<Instant> starts =
        world.gateway().onAir(869_525_000).stream()
            .filter(frame -> frame.dataRate().index() == 5)
            .map(GatewayFrame::at)
            .toList();
    assertThat(starts).hasSize(25);
    // SF7, 66 octets without CRC: 118.016 ms; at 10 % one every 1180.16 ms
    Duration pace = seconds == 10 ? delay : Duration.ofNanos(1_180_160_000L);
    for (int i = 1; i < starts.size(); i++) {
      assertThat(Duration.between(starts.get(i - 1), starts.get(i))).isEqualTo(pace);
    }
    assertThat(campaign.snapshot().multicastTimeOnAir())
        .isEqualTo(Duration.ofNanos(25 * 118_016_000L));
    assertThat(campaign.snapshot().multicastOctets()).isEqualTo(25 * 66L);
  }

  @Test
  @DisplayName("TP-17: a listener and a snapshot show stage, devices, fragments and outcome live")
  void isWatchedLive() {
    devices(3);
    List<String> seen = new ArrayList<>();
    CampaignListener watcher =
        new CampaignListener() {
          @Override
          public void onDevice(DeviceId device, Stage stage, StageState state) {
            if (device.equals(devices.get(0).radio().id())) {
              seen.add(stage + " " + state.status());
            }
          }

          @Override
          public void onFragment(int sent, int total) {
            seen.add(sent + "/" + total);
          }

          @Override
          public void onSucceeded(DeviceId device) {
            seen.add("updated " + device);
          }

          @Override
          public void onFinished(Verdict verdict) {
            seen.add(verdict.sentence());
          }
        };
    Campaign campaign =
        campaign(CampaignParameters.builder().build(), Fixtures.firmware(5), watcher);
    campaign.start();
    world.time().runUntil(() -> campaign.snapshot().fragmentsSent() == 7);
    assertThat(campaign.snapshot())
        .extracting(
            CampaignSnapshot::stage,
            CampaignSnapshot::round,
            CampaignSnapshot::fragmentsTotal,
            CampaignSnapshot::fragmentsNeeded)
        .containsExactly(Stage.DL_FRAGMENT, 1, 25, 20);
    world.time().runUntil(() -> campaign.verdict().isPresent());
    assertThat(seen)
        .containsSubsequence(
            "MC_GROUP_SETUP PENDING",
            "MC_GROUP_SETUP SENT",
            "MC_GROUP_SETUP ANSWERED",
            "FRAG_SESSION_SETUP ANSWERED",
            "MC_CLASS_C_SESSION_SETUP ANSWERED",
            "1/25",
            "25/25",
            "FRAG_SESSION_STATUS ANSWERED",
            "DEV_UPGRADE_IMAGE ANSWERED",
            "DEV_REBOOT_COUNTDOWN ANSWERED",
            "DEV_VERSION ANSWERED",
            "updated 26000001",
            "3 of 3 devices (3 needed) run 2.0.3");
  }
}
