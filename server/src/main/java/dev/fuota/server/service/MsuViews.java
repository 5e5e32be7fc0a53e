package dev.fuota.server.service;

import dev.fuota.server.campaign.FirmwareVersion;
import dev.fuota.server.campaign.StageState.Status;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.service.DeviceView.Fate;
import dev.fuota.server.service.DeviceView.StageStatus;
import dev.fuota.server.service.PartView.AirTime;
import dev.fuota.server.service.PartView.Fragments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Shows a part that runs by MSU, and its devices. */
final class MsuViews {
  private MsuViews() {}

  static PartView part(MsuPart part, List<DeviceProblem> refused) {
    PartPlan plan = part.plan();
    Cells cells = part.cells();
    Optional<PartEnd> end = part.end();
    Optional<MsuKept> kept = part.kept();
    PartView.Phase begun = part.hasBegun() ? PartView.Phase.RUNNING : PartView.Phase.PENDING;
    int total = kept.map(MsuKept::total).orElse(plan.fragmentsTotal());
    return new PartView(
        plan.part(),
        plan.name(),
        plan.wave(),
        plan.network(),
        "",
        plan.form(),
        end.isPresent() ? PartView.Phase.ENDED : begun,
        end.map(it -> it.verdict().outcome().name()),
        end.map(it -> it.verdict().sentence()).orElse(""),
        plan.devices(),
        end.map(PartEnd::succeeded).orElse(cells.count(Cells.SUCCEEDED)),
        end.map(PartEnd::failed).orElse(cells.count(Cells.FAILED)),
        kept.map(MsuKept::cycles).orElse(1),
        kept.map(it -> plan.stages().get(it.stage())).orElse(""),
        stages(part),
        Optional.empty(),
        new Fragments(kept.map(MsuKept::sent).orElse(0), total, total),
        new AirTime(Duration.ZERO, Duration.ZERO),
        part.octets(),
        refused);
  }

  private static List<StageView> stages(MsuPart part) {
    List<StageView> views = new ArrayList<>();
    Cells cells = part.cells();
    for (int i = 0; i < part.plan().stages().size(); i++) {
      String stage = part.plan().stages().get(i);
      views.add(
          new StageView(
              stage,
              label(stage),
              0,
              cells.count(i, Status.PENDING),
              cells.count(i, Status.SENT),
              cells.count(i, Status.ANSWERED),
              cells.count(i, Status.REFUSED),
              cells.count(i, Status.TIMED_OUT),
              part.times().begun(i),
              part.times().ended(i)));
    }
    return views;
  }

  private static String label(String phase) {
    return phase.charAt(0) + phase.substring(1).toLowerCase(Locale.ROOT);
  }

  static DeviceView device(MsuPart part, DeviceId device, PartContext context) {
    int row = part.cells().row(device);
    Optional<DeviceEntry> entry = context.registry().find(device);
    int missing = part.board().missing(row);
    return new DeviceView(
        device.toString(),
        part.plan().part(),
        entry.map(DeviceEntry::name).orElse(""),
        entry.flatMap(it -> it.fwVersion().stream().mapToObj(FirmwareVersion::text).findFirst()),
        fate(part, row),
        reason(part, row),
        stages(part, row),
        missing < 0 ? OptionalInt.empty() : OptionalInt.of(missing));
  }

  private static Fate fate(MsuPart part, int row) {
    return switch (part.cells().outcome(row)) {
      case Cells.SUCCEEDED -> Fate.SUCCEEDED;
      case Cells.FAILED -> Fate.FAILED;
      default -> part.end().isPresent() ? Fate.FAILED : Fate.RUNNING;
    };
  }

  /** Its own, or that of the part which ended without it. */
  private static String reason(MsuPart part, int row) {
    String own = part.board().reason(row);
    return own.isEmpty() && fate(part, row) == Fate.FAILED
        ? part.end().map(it -> it.verdict().sentence()).orElse("")
        : own;
  }

  private static Map<String, StageStatus> stages(MsuPart part, int row) {
    Map<String, StageStatus> reached = new LinkedHashMap<>();
    for (int i = 0; i < part.plan().stages().size(); i++) {
      int code = part.cells().state(row, i);
      for (Status status : Status.values()) {
        if (Cells.code(status) == code) {
          reached.put(part.plan().stages().get(i), new StageStatus(status.name(), 1, ""));
        }
      }
    }
    return reached;
  }
}
