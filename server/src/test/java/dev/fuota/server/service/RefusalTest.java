package dev.fuota.server.service;

import static dev.fuota.server.service.ServiceRig.device;
import static dev.fuota.server.service.ServiceRig.ok;
import static dev.fuota.server.service.ServiceRig.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.server.campaign.CampaignKind;
import dev.fuota.server.campaign.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the service does not do, and what it says of it. */
class RefusalTest {
  private final ServiceRig rig = new ServiceRig();

  private Result.Refused<Long> refusal(CampaignRequest request) {
    Result.Refused<Long> refusal = refused(rig.service.create(request));
    assertThat(rig.service.campaigns()).isEmpty();
    return refusal;
  }

  @ParameterizedTest
  @CsvSource({
    "success_threshold, 140, 1..100",
    "maximum_duration, soon, 1min..30d",
    "mcast_class, D, B or C",
    "mcast_data_rate, 77, a downlink data rate of the region",
    "form, tiny, 'auto, compressed, delta, full'",
    "strict, perhaps, 'false, true'"
  })
  @DisplayName("TP-18: a parameter that cannot be is named, with what is allowed")
  void namesParameters(String name, String value, String allowed) {
    List<String> devices = rig.devices("east", 1, 1);
    Result.Refused<Long> refusal = refusal(rig.upload(devices, Map.of(name, value)));
    assertThat(refusal.code()).isEqualTo("PARAMETER_INVALID");
    assertThat(refusal.problems())
        .extracting(Problem::parameter, Problem::allowed)
        .contains(org.assertj.core.groups.Tuple.tuple(name, allowed));
  }

  @Test
  @DisplayName("TP-18: an unknown parameter is refused")
  void unknownParameter() {
    List<String> devices = rig.devices("east", 1, 1);
    Result.Refused<Long> refusal = refusal(rig.upload(devices, Map.of("sucess_threshold", "90")));
    assertThat(refusal.problems().get(0).sentence()).contains("success_threshold");
  }

  @Test
  @DisplayName("TP-01: devices that are unknown, elsewhere or busy are named and hold nobody up")
  void namesDevices() {
    List<String> devices = new ArrayList<>(rig.devices("east", 1, 3));
    devices.addAll(rig.devices("west", 10, 1));
    devices.add("nonsense");
    devices.add(device(99));
    long first = ok(rig.service.create(rig.upload(List.of(device(2)), Map.of())));
    CampaignRequest asked = rig.upload(devices, Map.of());
    CampaignRequest confined =
        new CampaignRequest(
            asked.name(),
            asked.kind(),
            asked.devices(),
            List.of(),
            List.of("EU868"),
            asked.file(),
            List.of(),
            Optional.empty(),
            Map.of());
    long id = ok(rig.service.create(confined));
    CampaignDetail detail = rig.service.campaign(id).orElseThrow();
    assertThat(detail.devices()).isEqualTo(2);
    assertThat(detail.parts().get(0).refusedDevices())
        .extracting(DeviceProblem::device, DeviceProblem::code)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(device(2), "DEVICE_BUSY"),
            org.assertj.core.groups.Tuple.tuple(device(10), "OTHER_REGION"),
            org.assertj.core.groups.Tuple.tuple("nonsense", "UNKNOWN_DEVICE"),
            org.assertj.core.groups.Tuple.tuple(device(99), "UNKNOWN_DEVICE"));
    assertThat(detail.parts().get(0).refusedDevices().toString()).contains("campaign " + first);
  }

  @Test
  @DisplayName("TP-01: a strict campaign is refused if any of its devices is")
  void strict() {
    List<String> devices = new ArrayList<>(rig.devices("east", 1, 3));
    devices.add(device(99));
    Result.Refused<Long> refusal = refusal(rig.upload(devices, Map.of("strict", "true")));
    assertThat(refusal.code()).isEqualTo("DEVICES_REFUSED");
    assertThat(refusal.devices()).extracting(DeviceProblem::device).containsExactly(device(99));
  }

  @Test
  void twoCampaignsOverOneDevice() {
    List<String> devices = rig.devices("east", 1, 1);
    rig.start(rig.upload(devices, Map.of()));
    Result.Refused<Long> second = refused(rig.service.create(rig.upload(devices, Map.of())));
    assertThat(second.devices()).extracting(DeviceProblem::code).containsExactly("DEVICE_BUSY");
    assertThat(refused(rig.service.remove(devices.get(0))).code()).isEqualTo("DEVICE_BUSY");
  }

  @Test
  void aFileLargerThanFragmentsCanBeCounted() {
    List<String> devices = rig.devices("east", 1, 1);
    FileView file = ok(rig.service.addFile("large", Bytes.of(new byte[40_000])));
    Result.Refused<Long> refusal =
        refusal(
            ServiceRig.request(
                CampaignKind.UPLOAD_BINARY_FILE,
                devices,
                Optional.of(file),
                Map.of("frag_size", "2")));
    assertThat(refusal.problems().get(0).parameter()).isEqualTo("file");
    assertThat(refusal.problems().get(0).allowed()).contains("16383");
  }

  @Test
  void whatIsNotThere() {
    List<String> devices = rig.devices("east", 1, 1);
    FileView none = new FileView("00".repeat(32), "none", 1, Optional.empty());
    assertThat(
            refusal(
                    ServiceRig.request(
                        CampaignKind.UPLOAD_BINARY_FILE, devices, Optional.of(none), Map.of()))
                .code())
        .isEqualTo("FILE_UNKNOWN");
    CampaignRequest asked = rig.upload(devices, Map.of());
    CampaignRequest elsewhere =
        new CampaignRequest(
            "x",
            asked.kind(),
            devices,
            List.of("no set"),
            List.of("Atlantis"),
            asked.file(),
            List.of(),
            Optional.of("no group"),
            Map.of());
    assertThat(refusal(elsewhere).problems())
        .extracting(Problem::parameter)
        .contains("deviceSets", "regions");
  }

  @Test
  void devicesThatCannotBe() {
    Result.Refused<RegisteredDevice> refusal =
        refused(
            rig.service.register(
                device(1), Map.of("network", "nowhere", "genAppKey", "secret", "colour", "red")));
    assertThat(refusal.problems())
        .extracting(Problem::parameter)
        .containsExactlyInAnyOrder("network", "genAppKey", "colour");
    assertThat(refusal.toString()).doesNotContain("secret");
    assertThat(refused(rig.service.register("zz", Map.of())).code()).isEqualTo("DEVICE_INVALID");
  }
}
