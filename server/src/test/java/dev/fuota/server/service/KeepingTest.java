package dev.fuota.server.service;

import static dev.fuota.server.service.ServiceRig.ok;
import static dev.fuota.server.service.ServiceRig.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.server.campaign.CampaignKind;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.StoredCampaign;
import dev.fuota.server.port.StoredPart;
import dev.fuota.server.service.CampaignView.Phase;
import dev.fuota.server.store.StoreFault;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the service keeps, and what it does when that cannot be read or written. */
class KeepingTest {
  private final ServiceRig rig = new ServiceRig();

  private static DeviceId id(String device) {
    return new DeviceId(Long.parseUnsignedLong(device, 16));
  }

  /** A device speaks, so that what waits for it can go. */
  private void speak(String network, String device) {
    rig.network(network).uplink(id(device), 1, Bytes.fromHex("00"));
  }

  @Test
  @DisplayName("TR-01: devices, sets and files are there in the next process")
  void keepsTheRegistry() {
    List<String> devices = rig.devices("east", 1, 3, "packageVersion", "2", "name", "lamp");
    ok(rig.service.saveDeviceSet("street", devices));
    FileView file = ok(rig.service.addFile("a", Bytes.fromHex("0102")));
    List<RegisteredDevice> before = rig.service.registered();
    assertThat(before).hasSize(3).allMatch(it -> it.sets().equals(List.of("street")));
    rig.open();
    assertThat(rig.service.registered()).isEqualTo(before);
    assertThat(rig.service.files()).containsExactly(file);
    assertThat(rig.service.deviceSets()).containsOnlyKeys("street");
    ok(rig.service.remove(devices.get(0)));
    ok(rig.service.removeDeviceSet("street"));
    rig.open();
    assertThat(rig.service.registered()).hasSize(2);
    assertThat(rig.service.deviceSets()).isEmpty();
  }

  @Test
  @DisplayName("TP-17: stages have the seeds' names and numbers, six or seven")
  void stages() {
    List<String> devices = rig.devices("east", 1, 1);
    long six = ok(rig.service.create(rig.upload(devices, Map.of())));
    assertThat(rig.service.campaign(six).orElseThrow().parts().get(0).stages())
        .filteredOn(stage -> stage.number() > 0)
        .extracting(StageView::label)
        .containsExactly(
            "McGroupSetup",
            "FragSessionSetup",
            "McClassCSessionSetup",
            "DlFragment",
            "FragSessionStatus",
            "Multiple rounds of transmissions");
  }

  @Test
  void aCampaignThatRanGoesOn() {
    List<String> devices = rig.devices("east", 1, 2);
    long id = rig.start(rig.upload(devices, Map.of()));
    speak("east", devices.get(0));
    rig.time.run(Duration.ofSeconds(1));
    assertThat(rig.network("east").unicast()).isNotEmpty();
    rig.open();
    assertThat(rig.service.campaigns().get(0).state()).isEqualTo(Phase.RUNNING);
    speak("east", devices.get(1));
    rig.time.run(Duration.ofSeconds(1));
    assertThat(rig.network("east").unicast())
        .extracting(given -> given.to().toString())
        .containsExactlyInAnyOrderElementsOf(devices);
    assertThat(rig.service.device(id, devices.get(0)).orElseThrow().stages())
        .containsKey("MC_GROUP_SETUP");
  }

  @Test
  @DisplayName("TP-10, TP-17: devices that wait for their first uplink are shown as pending")
  void waitingDevicesArePending() {
    long id = rig.start(rig.upload(rig.devices("east", 1, 2), Map.of()));
    StageView first = rig.service.campaign(id).orElseThrow().parts().get(0).stages().get(0);
    assertThat(first.pending()).isEqualTo(2);
    Matrix matrix = rig.service.matrix(id).orElseThrow();
    assertThat(Base64.getDecoder().decode(matrix.states())[0]).isEqualTo((byte) 1);
  }

  @Test
  void aPartThatCannotBeReadFailsAndStopsNobodyElse() {
    List<String> devices = rig.devices("east", 1, 1);
    List<String> others = rig.devices("west", 10, 1);
    long broken = rig.start(rig.upload(devices, Map.of()));
    long sound = rig.start(rig.upload(others, Map.of()));
    StoredPart part = rig.memory.parts(broken).get(0);
    rig.memory.save(new StoredPart(broken, 0, part.mcAddr(), part.mcKey(), "gibberish"));
    rig.open();
    rig.time.run(Duration.ofSeconds(1));
    CampaignDetail failed = rig.service.campaign(broken).orElseThrow();
    assertThat(failed.outcome()).contains("FAILED");
    assertThat(failed.parts().get(0).sentence()).contains("cannot be read");
    assertThat(rig.service.campaign(sound).orElseThrow().state()).isEqualTo(Phase.RUNNING);
  }

  @Test
  void aCampaignThatCannotBeReadIsShownAsFailed() {
    rig.memory.save(new StoredCampaign(7, "{", "{}"));
    rig.open();
    CampaignView view = rig.service.campaigns().get(0);
    assertThat(view.outcome()).contains("FAILED");
    assertThat(view.sentence()).contains("cannot be read");
    assertThat(rig.service.campaign(7)).isPresent();
  }

  @Test
  void aFullDiskStopsAllSending() {
    List<String> devices = rig.devices("east", 1, 1);
    long id = rig.start(rig.upload(devices, Map.of()));
    rig.fail(new StoreFault("the disk is full"));
    speak("east", devices.get(0));
    rig.time.run(Duration.ofSeconds(1));
    int given = rig.network("east").unicast().size();
    speak("east", devices.get(0));
    rig.time.run(Duration.ofHours(1));
    assertThat(rig.network("east").unicast()).hasSize(given);
    assertThat(rig.service.fault()).hasValueSatisfying(it -> assertThat(it).contains("disk"));
    assertThat(refused(rig.service.abort(id, false)).code()).isEqualTo("STORE_FAULT");
    assertThat(refused(rig.service.addFile("b", Bytes.fromHex("02"))).code())
        .isEqualTo("STORE_FAULT");
  }

  @Test
  void abortsBeforeTheStartAndDuringTheNextOpening() {
    List<String> devices = rig.devices("east", 1, 2);
    long created = ok(rig.service.create(rig.upload(devices.subList(0, 1), Map.of())));
    assertThat(ok(rig.service.abort(created, false)).outcome()).contains("ABORTED");
    long running = rig.start(rig.upload(devices, Map.of()));
    speak("east", devices.get(0));
    rig.time.run(Duration.ofSeconds(1));
    ok(rig.service.abort(running, true));
    rig.open();
    rig.time.run(Duration.ofDays(2));
    CampaignDetail view = rig.service.campaign(running).orElseThrow();
    assertThat(view.state()).isEqualTo(Phase.ENDED);
    assertThat(view.outcome()).contains("ABORTED");
    assertThat(refused(rig.service.abort(running, true)).code()).isEqualTo("CAMPAIGN_ENDED");
    assertThat(refused(rig.service.start(running)).code()).isEqualTo("CAMPAIGN_STARTED");
  }

  @Test
  @DisplayName("TP-01: a canary that fails stops the rest, with the reason")
  void aCanaryThatFails() {
    List<String> devices = rig.devices("east", 1, 10);
    long id =
        rig.start(
            rig.upload(
                devices, Map.of("canary", "20%", "msg_retries", "0", "maximum_duration", "1h")));
    CampaignDetail begun = rig.service.campaign(id).orElseThrow();
    assertThat(begun.parts()).extracting(PartView::devices).containsExactly(2, 8);
    rig.time.run(Duration.ofHours(2));
    CampaignDetail detail = rig.service.campaign(id).orElseThrow();
    assertThat(detail.outcome()).contains("FAILED");
    assertThat(detail.parts().get(1).sentence()).contains("went first");
    String last = devices.get(0);
    assertThat(rig.service.device(id, last).orElseThrow().reason()).contains("went first");
    assertThat(detail.failed()).isEqualTo(10);
  }

  @Test
  @DisplayName("TP-17: a matrix shows what became different since the last look")
  void matrix() {
    List<String> devices = rig.devices("east", 1, 4);
    long id = rig.start(rig.upload(devices, Map.of()));
    Matrix before = rig.service.matrix(id).orElseThrow();
    assertThat(before.devices()).isEqualTo(devices);
    speak("east", devices.get(2));
    rig.time.run(Duration.ofSeconds(1));
    rig.network("east").reportAllSent();
    MatrixChanges changes = rig.service.matrixChanges(id, before.revision()).orElseThrow();
    assertThat(changes.cells()).contains(List.of(2, 0, 2)).allMatch(cell -> cell.get(0) == 2);
    assertThat(rig.service.matrixChanges(id, changes.revision()).orElseThrow().cells()).isEmpty();
    DeviceQuery sent =
        new DeviceQuery(0, 10, Optional.empty(), Optional.of("SENT"), Optional.empty());
    assertThat(rig.service.devices(id, sent).orElseThrow().devices())
        .extracting(DeviceView::device)
        .containsExactly(devices.get(2));
    assertThat(rig.service.device(id, devices.get(2)).orElseThrow().messages())
        .hasSize(1)
        .allMatch(it -> it.text().startsWith("McGroupSetupReq") && it.direction().equals("down"));
  }

  @Test
  void kinds() {
    List<String> devices = rig.devices("east", 1, 1);
    CampaignRequest commands =
        new CampaignRequest(
            "lights",
            CampaignKind.CONFIGURE_MULTICAST_GROUPS,
            devices,
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(new CommandRequest(10, "0102")),
            Optional.empty(),
            Map.of("delivery_timeout", "2min"));
    long id = ok(rig.service.create(commands));
    assertThat(rig.service.campaign(id).orElseThrow().parts().get(0).stages())
        .extracting(StageView::stage)
        .contains("MC_COMMAND")
        .doesNotContain("DL_FRAGMENT");
    assertThat(rig.service.campaign(id).orElseThrow().request()).isEqualTo(commands);
  }
}
