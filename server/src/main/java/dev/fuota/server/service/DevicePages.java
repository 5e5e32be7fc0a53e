package dev.fuota.server.service;

import dev.fuota.server.port.DeviceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds devices of a campaign. */
final class DevicePages {
  private static final List<String> CODES =
      List.of("NONE", "PENDING", "SENT", "ANSWERED", "REFUSED", "TIMED_OUT");

  private DevicePages() {}

  static DevicePage of(CampaignRun run, DeviceQuery query, Registry registry) {
    int limit = Math.max(1, Math.min(DeviceQuery.LIMIT_MAX, query.limit()));
    int offset = Math.max(0, query.offset());
    List<DeviceView> page = new ArrayList<>();
    int total = 0;
    for (Part part : run.parts()) {
      List<DeviceId> wanted = new ArrayList<>();
      for (DeviceId device : part.cells().devices()) {
        if (matches(part, device, query, registry)) {
          if (total >= offset && total < (long) offset + limit) {
            wanted.add(device);
          }
          total++;
        }
      }
      if (!wanted.isEmpty()) {
        page.addAll(part.devices(wanted));
      }
    }
    return new DevicePage(total, offset, page);
  }

  private static boolean matches(Part part, DeviceId device, DeviceQuery query, Registry registry) {
    return query.text().map(it -> hasText(device, it, registry)).orElse(true)
        && hasStatus(part, part.cells().row(device), query);
  }

  private static boolean hasText(DeviceId device, String text, Registry registry) {
    String wanted = text.toLowerCase(Locale.ROOT);
    String name = registry.find(device).map(DeviceEntry::name).orElse("");
    return device.toString().contains(wanted) || name.toLowerCase(Locale.ROOT).contains(wanted);
  }

  /** The latest stage is the last one in which anything is known of the device. */
  private static boolean hasStatus(Part part, int row, DeviceQuery query) {
    List<String> stages = part.plan().stages();
    Optional<String> named = query.stage();
    int stage = stages.size() - 1;
    while (stage > 0 && part.cells().state(row, stage) == 0) {
      stage--;
    }
    if (stages.isEmpty() || (named.isPresent() && !stages.contains(named.get()))) {
      return named.isEmpty() && query.status().isEmpty();
    }
    if (named.isPresent() && query.status().isEmpty()) {
      return stages.get(stage).equals(named.get());
    }
    int at = named.map(stages::indexOf).orElse(stage);
    String status = CODES.get(part.cells().state(row, at));
    return query.status().map(status::equals).orElse(true);
  }
}
