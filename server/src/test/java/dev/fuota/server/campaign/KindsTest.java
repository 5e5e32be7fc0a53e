package dev.fuota.server.campaign;

import static dev.fuota.server.campaign.Fixtures.GROUP;
import static dev.fuota.server.campaign.Fixtures.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.firmware.DevUpgradeImageReq;
import dev.fuota.protocol.firmware.DevVersionReq;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.fragmentation.FragSessionSetupReq;
import dev.fuota.protocol.fragmentation.FragSessionStatusReq;
import dev.fuota.protocol.multicast.McClassCSessionReq;
import dev.fuota.protocol.multicast.McGroupSetupReq;
import dev.fuota.protocol.multicast.McGroupStatusReq;
import dev.fuota.server.campaign.Verdict.Outcome;
import dev.fuota.server.harness.UpdatingDevice;
import dev.fuota.server.harness.World;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The three kinds of campaign and the two ways to deliver, with real frames. */
class KindsTest {
  private static final Job.ConfigureGroups COMMANDS =
      new Job.ConfigureGroups(
          List.of(
              new Downlink(203, new DevVersionReq().encode()),
              new Downlink(200, new McGroupStatusReq(15).encode())));

  private static CampaignParametersBuilder parameters() {
    return CampaignParameters.builder();
  }

  @Test
  @DisplayName("TP-01, TP-06: commands go out once each over a temporary session, and no file")
  void configuresGroups() {
    Lab lab = new Lab(3, parameters().mcastMsgDelay(Duration.ofSeconds(7)), COMMANDS);
    assertThat(lab.run())
        .isEqualTo(new Verdict(Outcome.DONE, "3 of 3 devices (3 needed) got the commands"));
    assertThat(lab.stages)
        .containsExactly(Stage.MC_GROUP_SETUP, Stage.MC_CLASS_C_SESSION_SETUP, Stage.MC_COMMAND)
        .isEqualTo(lab.campaign.stages());
    assertThat(lab.devices)
        .allSatisfy(
            device -> {
              assertThat(device.radio().received(DevVersionReq.class)).hasSize(1);
              assertThat(device.radio().received(McGroupStatusReq.class)).hasSize(1);
              assertThat(device.radio().received(FragSessionSetupReq.class)).isEmpty();
            });
    assertThat(lab.campaign.counts().of(Stage.MC_COMMAND))
        .isEqualTo(new StageCounts.Counts(0, 0, 3, 0, 0));
  }

  @Test
  @DisplayName("TP-01: groups without commands are set up, and that is all")
  void configuresGroupsWithoutCommands() {
    Lab lab = new Lab(2, parameters(), new Job.ConfigureGroups(List.of()));
    assertThat(lab.run().outcome()).isEqualTo(Outcome.DONE);
  }

  @Test
  @DisplayName("TP-01, TP-15: a file is uploaded in six stages; nobody is asked for an image")
  void uploadsAFile() {
    Lab lab = new Lab(3, parameters(), Lab.upload(5));
    assertThat(lab.campaign.stages())
        .containsExactly(
            Stage.MC_GROUP_SETUP,
            Stage.FRAG_SESSION_SETUP,
            Stage.MC_CLASS_C_SESSION_SETUP,
            Stage.DL_FRAGMENT,
            Stage.FRAG_SESSION_STATUS,
            Stage.TRANSMISSION_ROUNDS);
    assertThat(lab.run())
        .isEqualTo(new Verdict(Outcome.DONE, "3 of 3 devices (3 needed) have the file"));
    assertThat(lab.stages).doesNotContain(Stage.TRANSMISSION_ROUNDS);
    assertThat(lab.devices)
        .allSatisfy(
            device -> {
              assertThat(device.image()).isEqualTo(Fixtures.image(995));
              assertThat(device.version()).isEqualTo(OLD);
              assertThat(device.radio().received(DevUpgradeImageReq.class)).isEmpty();
            });
  }

  @Test
  @DisplayName("TP-16: with a reboot time a file has seven stages, the second one sets it up")
  void uploadsAFileWithARebootTime() {
    Lab lab = new Lab(2, parameters().reboot(new Reboot.AtTime(Optional.empty())), Lab.upload(5));
    assertThat(lab.campaign.stages()).hasSize(7);
    assertThat(lab.campaign.stages()).element(1).isEqualTo(Stage.DEV_REBOOT_TIME_SETUP);
    assertThat(lab.run().outcome()).isEqualTo(Outcome.DONE);
  }

  @Test
  @DisplayName("TP-15: an upload without coded fragments ends when enough have it after a round")
  void uploadsInRounds() {
    Lab lab =
        new Lab(
            new World(0.2, 5),
            6,
            parameters().datafragLoopsMax(9).msgRetries(20),
            Lab.upload(0),
            GROUP);
    assertThat(lab.run().outcome()).isEqualTo(Outcome.DONE);
    assertThat(lab.stages).contains(Stage.TRANSMISSION_ROUNDS);
    assertThat(lab.devices).extracting(UpdatingDevice::image).containsOnly(Fixtures.image(995));
    assertThat(lab.campaign.counts().of(Stage.TRANSMISSION_ROUNDS).answered()).isPositive();
  }

  @ParameterizedTest(name = "{0} coded fragments")
  @ValueSource(ints = {0, 5})
  @DisplayName("TR-01, TR-08: by unicast there is no group and no session, FEC on and off")
  void deliversByUnicast(int coded) {
    Lab lab =
        new Lab(
            3,
            parameters().delivery(Delivery.UNICAST),
            new Job.UpgradeFirmware(Fixtures.firmware(coded, 40)));
    assertThat(lab.run().outcome()).isEqualTo(Outcome.DONE);
    assertThat(lab.campaign.stages())
        .doesNotContain(Stage.MC_GROUP_SETUP, Stage.MC_CLASS_C_SESSION_SETUP);
    assertThat(lab.devices)
        .allSatisfy(
            device -> {
              assertThat(device.radio().received(McGroupSetupReq.class)).isEmpty();
              assertThat(device.radio().received(McClassCSessionReq.class)).isEmpty();
              assertThat(device.radio().received(FragSessionSetupReq.class))
                  .extracting(FragSessionSetupReq::mcGroupBitMask)
                  .containsOnly(0);
              assertThat(device.radio().received(DataFragment.class)).hasSize(25 + coded);
              assertThat(device.image()).isEqualTo(Fixtures.image(995));
            });
    assertThat(lab.campaign.snapshot().multicastOctets()).isZero();
  }

  @Test
  @DisplayName("TR-08, TP-15: what is lost by unicast goes again to those who miss it")
  void repeatsByUnicast() {
    Lab lab =
        new Lab(
            new World(0.2, 3),
            4,
            parameters().delivery(Delivery.UNICAST).datafragLoopsMax(20).msgRetries(20),
            new Job.UploadFile(Fixtures.firmware(0, 40)),
            GROUP);
    assertThat(lab.run().outcome()).isEqualTo(Outcome.DONE);
    assertThat(lab.campaign.snapshot().round()).isGreaterThan(1);
    assertThat(lab.devices).extracting(UpdatingDevice::image).containsOnly(Fixtures.image(995));
  }

  @Test
  @DisplayName(
      "TR-08: a device that cannot be reached by unicast is out, with the fragment's number")
  void losesADeviceByUnicast() {
    Lab lab =
        new Lab(
            2,
            parameters().delivery(Delivery.UNICAST).msgRetries(1).successThreshold(50),
            new Job.UploadFile(Fixtures.firmware(0, 40)));
    lab.start().world.time().runUntil(() -> lab.campaign.snapshot().fragmentsSent() == 4);
    lab.world.kill(lab.devices.get(0).radio());
    assertThat(lab.end().outcome()).isEqualTo(Outcome.DONE_WITH_FAILURES);
    assertThat(lab.snapshot(0).reason()).startsWith("fragment not delivered: number ");
    assertThat(lab.campaign.counts().of(Stage.DL_FRAGMENT).timedOut()).isEqualTo(1);
  }

  @Test
  @DisplayName("TP-10: members of an existing group count as set up, also those that are no target")
  void usesAnExistingGroup() {
    Lab first = new Lab(2, parameters(), new Job.ConfigureGroups(List.of()));
    first.run();
    Set<DeviceId> members = first.campaign.group().members();
    assertThat(members).hasSize(2);
    CampaignPlan plan =
        new CampaignPlan(
            parameters().build(),
            Lab.upload(5),
            new CampaignGroup(1, GROUP.mcAddr(), GROUP.mcKey(), Set.of(new DeviceId(7))),
            List.of(Fixtures.target(first.devices.get(0).radio())),
            new SessionCounters(new dev.fuota.server.store.MemoryStore()));
    assertThat(plan.groupSize()).isEqualTo(2);
  }

  @ParameterizedTest(name = "group of {0}, threshold 3: by multicast {1}")
  @CsvSource({"3, false", "4, true"})
  @DisplayName("TP-14: the size of the group decides, though only one of it is a target")
  void countsTheWholeGroup(int size, boolean byMulticast) {
    Set<DeviceId> others = new java.util.HashSet<>();
    for (int i = 1; i < size; i++) {
      others.add(new DeviceId(1000 + i));
    }
    CampaignGroup group = new CampaignGroup(1, GROUP.mcAddr(), GROUP.mcKey(), others);
    Lab lab =
        new Lab(new World(), 1, parameters().fsessionStatusThreshold(3), Lab.upload(5), group);
    lab.run();
    assertThat(lab.devices.get(0).radio().received(FragSessionStatusReq.class)).hasSize(1);
    long multicasts = lab.campaign.snapshot().multicastOctets() - 25 * 66L;
    assertThat(multicasts > 0).isEqualTo(byMulticast);
  }

  @Test
  @DisplayName("TP-01: what contradicts the kind is named before the start")
  void namesContradictions() {
    Lab lab =
        new Lab(
            1,
            parameters().delivery(Delivery.UNICAST).reboot(new Reboot.AtTime(Optional.empty())),
            COMMANDS);
    assertThat(lab.campaign.faults())
        .extracting(Problem::parameter)
        .containsExactly("delivery", "device_reboot_time");
  }
}
