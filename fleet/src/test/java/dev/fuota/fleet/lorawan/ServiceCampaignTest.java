package dev.fuota.fleet.lorawan;

import static dev.fuota.fleet.lorawan.ServiceGround.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.expand.PackageKind;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;
import dev.fuota.server.campaign.CampaignKind;
import dev.fuota.server.firmware.Abilities;
import dev.fuota.server.firmware.Candidate;
import dev.fuota.server.firmware.Crafted;
import dev.fuota.server.firmware.FormPolicy;
import dev.fuota.server.firmware.Installer;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.service.CampaignDetail;
import dev.fuota.server.service.CampaignRequest;
import dev.fuota.server.service.CommandRequest;
import dev.fuota.server.service.DeviceProblem;
import dev.fuota.server.service.GroupView;
import dev.fuota.server.service.PartView;
import dev.fuota.server.service.Result;
import dev.fuota.server.service.StageView;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Campaigns of the service with whole devices, in virtual time. */
class ServiceCampaignTest {
  private static ServiceGround ground(int devices) {
    return new ServiceGround(1, List.of(ServiceGround.fleet("EU868", "", devices, 1)));
  }

  private static List<Belongings> belongings(ServiceGround ground) {
    return ground.devices().stream().map(Belongings::new).toList();
  }

  private static CampaignRequest request(
      CampaignKind kind, List<String> devices, Optional<String> file, String... parameters) {
    Map<String, String> all = new TreeMap<>();
    all.put("delivery_timeout", "10min");
    for (int i = 0; i < parameters.length; i += 2) {
      all.put(parameters[i], parameters[i + 1]);
    }
    return new CampaignRequest(
        "test", kind, devices, List.of(), List.of(), file, List.of(), Optional.empty(), all);
  }

  private static CampaignRequest upgrade(ServiceGround ground, String... parameters) {
    Optional<String> file = Optional.of(ground.firmware());
    return request(CampaignKind.FIRMWARE_UPGRADE, ground.names(), file, parameters);
  }

  private static CampaignRequest upload(
      ServiceGround ground, List<String> devices, String... parameters) {
    String file = ok(ground.service().addFile("any", ServiceGround.octets(1000))).sha256();
    return request(CampaignKind.UPLOAD_BINARY_FILE, devices, Optional.of(file), parameters);
  }

  private static long start(ServiceGround ground, CampaignRequest request) {
    long id = ok(ground.service().create(request));
    ok(ground.service().start(id));
    return id;
  }

  private static CampaignDetail run(ServiceGround ground, CampaignRequest request) {
    return ground.finish(start(ground, request));
  }

  private static void isDone(CampaignDetail detail, int devices) {
    assertThat(detail.outcome()).as(detail.sentence()).contains("DONE");
    assertThat(detail.succeeded()).isEqualTo(devices);
  }

  private static StageView stage(PartView part, String name) {
    return part.stages().stream().filter(it -> it.stage().equals(name)).findFirst().orElseThrow();
  }

  @Test
  @DisplayName("TP-17, TR-17: each stage says of every device that it answered, also the reboot")
  void firmware() {
    ServiceGround ground = ground(10);
    CampaignDetail detail = run(ground, upgrade(ground, "redundancy", "50%"));
    isDone(detail, 10);
    assertThat(ground.devices()).allMatch(FleetDevice::isUpdated);
    for (StageView stage : detail.parts().get(0).stages()) {
      int wanted = stage.stage().equals("TRANSMISSION_ROUNDS") ? 0 : 10;
      assertThat(stage.answered()).as(stage.stage()).isEqualTo(wanted);
      assertThat(stage.refused()).as(stage.stage()).isZero();
    }
  }

  @Test
  @DisplayName("TP-01, TP-10, TR-01: a firmware upgrade uses the group of a campaign of commands")
  void aGroupThatIsThere() {
    ServiceGround ground = ground(3);
    List<Belongings> belongings = belongings(ground);
    CampaignRequest plain =
        request(CampaignKind.CONFIGURE_MULTICAST_GROUPS, ground.names(), Optional.empty());
    CampaignRequest commands =
        new CampaignRequest(
            plain.name(),
            plain.kind(),
            plain.devices(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(new CommandRequest(100, "01ff"), new CommandRequest(100, "02")),
            Optional.empty(),
            plain.parameters());
    CampaignDetail first = run(ground, commands);
    isDone(first, 3);
    assertThat(first.parts().get(0).fragments().sent()).isEqualTo(2);
    GroupView group = ground.service().groups().get(0);
    assertThat(group.members()).isEqualTo(3);
    CampaignRequest anew = upgrade(ground, "redundancy", "50%");
    CampaignDetail second =
        run(
            ground,
            new CampaignRequest(
                anew.name(),
                anew.kind(),
                anew.devices(),
                List.of(),
                List.of(),
                anew.file(),
                List.of(),
                Optional.of(group.name()),
                anew.parameters()));
    isDone(second, 3);
    assertThat(ground.devices()).allMatch(FleetDevice::isUpdated);
    assertThat(second.parts().get(0).mcAddr()).isEqualTo(first.parts().get(0).mcAddr());
    assertThat(belongings).allMatch(it -> it.groupsDefined() == 1);
  }

  @Test
  @DisplayName("TR-03: two regions at once, each with a group and a session of its own")
  void twoRegions() {
    ServiceGround ground =
        new ServiceGround(
            1,
            List.of(
                ServiceGround.fleet("EU868", "", 2, 1), ServiceGround.fleet("US915", "", 2, 1)));
    CampaignDetail detail = run(ground, upgrade(ground, "redundancy", "50%"));
    isDone(detail, 4);
    assertThat(detail.parts()).extracting(PartView::network).containsExactly("EU868", "US915");
    assertThat(detail.parts()).extracting(PartView::mcAddr).doesNotHaveDuplicates();
    assertThat(ground.devices()).allMatch(FleetDevice::isUpdated);
  }

  @Test
  @DisplayName("TP-04: the rest begins when all of the canary came through")
  void aCanaryThatComesThrough() {
    ServiceGround ground = ground(4);
    CampaignDetail detail = run(ground, upload(ground, ground.names(), "canary", "25%"));
    isDone(detail, 4);
    assertThat(detail.parts()).extracting(PartView::devices).containsExactly(1, 3);
    StageView last = stage(detail.parts().get(0), "FRAG_SESSION_STATUS");
    StageView first = stage(detail.parts().get(1), "MC_GROUP_SETUP");
    assertThat(first.begun().orElseThrow()).isAfterOrEqualTo(last.ended().orElseThrow());
  }

  @Test
  @DisplayName("TR-01: a delta goes to the devices that run its base, another device is refused")
  void aDelta() {
    ServiceGround ground = ground(3);
    FleetDevice other = ground.devices().get(1);
    ground.register("EU868", other, Map.of("version", "1.1.0"));
    String file = ok(ground.service().addFile("delta", delta())).sha256();
    CampaignDetail detail =
        run(
            ground,
            request(
                CampaignKind.FIRMWARE_UPGRADE,
                ground.names(),
                Optional.of(file),
                "form",
                "delta",
                "redundancy",
                "50%"));
    isDone(detail, 2);
    assertThat(detail.parts().get(0).refusedDevices())
        .extracting(DeviceProblem::device, DeviceProblem::code)
        .containsExactly(tuple(ServiceGround.name(other), "BASE_UNKNOWN"));
    assertThat(ground.devices())
        .extracting(FleetDevice::isUpdated)
        .containsExactly(true, false, true);
  }

  /** From the first image to the second. */
  private static Bytes delta() {
    Abilities able =
        new Abilities(
            Installer.TWO_SLOTS, 1 << 20, 4096, 1 << 16, Set.of(PackageKind.values()), false);
    Candidate device =
        new Candidate(
            new DeviceId(1),
            OptionalLong.of(0x01000000),
            Optional.empty(),
            Optional.of(FirmwareSamples.classId()),
            able);
    Crafted.Forms forms =
        (Crafted.Forms)
            ServiceGround.workshop()
                .forms(FirmwareSamples.image(Sample.V2), List.of(device), FormPolicy.DELTA);
    return forms.forms().get(0).file();
  }

  @Test
  @DisplayName("TR-01, TR-08: by unicast the devices get a file without any group")
  void unicast() {
    ServiceGround ground = ground(2);
    List<Belongings> belongings = belongings(ground);
    CampaignDetail detail = run(ground, upload(ground, ground.names(), "delivery", "unicast"));
    isDone(detail, 2);
    assertThat(belongings).allMatch(it -> it.groupsDefined() == 0).allMatch(Belongings::hasBlock);
  }

  @Test
  @DisplayName("TP-17: behind an abort with deletion no device has a group or a session")
  void abortAndDelete() {
    ServiceGround ground = ground(3);
    List<Belongings> belongings = belongings(ground);
    long id = start(ground, upgrade(ground, "redundancy", "50%"));
    ground.simulation.runUntil(
        () -> ground.devices().stream().allMatch(device -> device.fragments() > 10));
    assertThat(belongings).allMatch(it -> it.groups().size() == 1).allMatch(Belongings::hasSession);
    ok(ground.service().abort(id, true));
    CampaignDetail detail = ground.finish(id);
    assertThat(detail.outcome()).contains("ABORTED");
    assertThat(detail.sentence()).contains("3 devices");
    assertThat(belongings).allMatch(it -> it.groups().isEmpty());
    assertThat(belongings).noneMatch(Belongings::hasSession);
    assertThat(ground.devices()).noneMatch(FleetDevice::isUpdated);
  }

  @Test
  @DisplayName("TR-07: campaigns at the same time have their own devices, one is refused by name")
  void twoCampaignsAtOnce() {
    ServiceGround ground = ground(3);
    List<String> names = ground.names();
    long first = start(ground, upload(ground, names.subList(0, 2), "redundancy", "100%"));
    Result<Long> both =
        ground.service().create(upload(ground, names.subList(1, 3), "strict", "true"));
    assertThat(both).isInstanceOf(Result.Refused.class);
    assertThat(((Result.Refused<Long>) both).devices())
        .containsExactly(
            new DeviceProblem(names.get(1), "DEVICE_BUSY", "campaign " + first + " has it now"));
    long second = start(ground, upload(ground, names.subList(2, 3), "redundancy", "100%"));
    isDone(ground.finish(second), 1);
    isDone(ground.finish(first), 2);
    for (long id : Arrays.asList(first, second)) {
      StageView setup =
          stage(ground.service().campaign(id).orElseThrow().parts().get(0), "MC_GROUP_SETUP");
      assertThat(setup.answered()).isEqualTo(id == first ? 2 : 1);
    }
  }
}
