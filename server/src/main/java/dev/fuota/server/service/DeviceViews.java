package dev.fuota.server.service;

import dev.fuota.server.campaign.DeviceSnapshot;
import dev.fuota.server.campaign.FirmwareVersion;
import dev.fuota.server.campaign.ParticipantState;
import dev.fuota.server.campaign.Stage;
import dev.fuota.server.campaign.StageState;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.service.DeviceView.Fate;
import dev.fuota.server.service.DeviceView.StageStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Shows devices of a part, whether the engine has them or the store. */
final class DeviceViews {
  private final PartPlan plan;
  private final List<Stage> stages;
  private final Registry registry;

  DeviceViews(PartPlan plan, List<Stage> stages, Registry registry) {
    this.plan = plan;
    this.stages = stages;
    this.registry = registry;
  }

  /** A device as the store has it. */
  static Optional<DeviceSnapshot> read(DeviceId device, String text) {
    return ParticipantState.decode(device, text)
        .value()
        .map(
            it ->
                new DeviceSnapshot(
                    device,
                    it.stages(),
                    it.succeeded(),
                    it.reason(),
                    it.reportedVersion(),
                    it.missing()));
  }

  /** A device that the engine never had. */
  static DeviceSnapshot unknown(DeviceId device, String reason) {
    return new DeviceSnapshot(
        device, Map.of(), false, reason, OptionalLong.empty(), OptionalInt.empty());
  }

  DeviceView of(DeviceSnapshot device) {
    Optional<DeviceEntry> entry = registry.find(device.device());
    OptionalLong registered = entry.map(DeviceEntry::fwVersion).orElse(OptionalLong.empty());
    OptionalLong version =
        device.reportedVersion().isPresent() ? device.reportedVersion() : registered;
    return new DeviceView(
        device.device().toString(),
        plan.part(),
        entry.map(DeviceEntry::name).orElse(""),
        version.stream().mapToObj(FirmwareVersion::text).findFirst(),
        fate(device),
        device.reason(),
        stages(device),
        device.missing());
  }

  private static Fate fate(DeviceSnapshot device) {
    if (device.succeeded()) {
      return Fate.SUCCEEDED;
    }
    return device.reason().isEmpty() ? Fate.RUNNING : Fate.FAILED;
  }

  private Map<String, StageStatus> stages(DeviceSnapshot device) {
    Map<String, StageStatus> reached = new LinkedHashMap<>();
    for (Stage stage : stages) {
      StageState at = device.stages().get(stage);
      if (at != null) {
        reached.put(stage.name(), new StageStatus(at.status().name(), at.tries(), at.detail()));
      }
    }
    return reached;
  }
}
