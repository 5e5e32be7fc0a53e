package dev.fuota.server.service;

import dev.fuota.server.campaign.Problem;
import dev.fuota.server.port.DeviceId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The devices that a request means (TP-01, TR-01).
 *
 * @param devices by their names
 * @param refused those that cannot be targets
 * @param problems what is wrong with the request itself
 */
record Selection(
    Map<DeviceId, DeviceEntry> devices, List<DeviceProblem> refused, List<Problem> problems) {

  /**
   * Selects.
   *
   * @param campaignOf the campaign that has a device now
   */
  static Selection of(
      CampaignRequest request,
      Registry registry,
      Map<String, NetworkFront> networks,
      Function<DeviceId, OptionalLong> campaignOf) {
    List<Problem> problems = new ArrayList<>();
    List<DeviceProblem> refused = new ArrayList<>();
    Map<DeviceId, DeviceEntry> devices = new TreeMap<>();
    Set<String> wanted = networks(request, networks, problems);
    for (String name : names(request, registry, problems)) {
      Optional<DeviceEntry> entry = DeviceForm.id(name).flatMap(registry::find);
      if (entry.isEmpty()) {
        refused.add(new DeviceProblem(name, "UNKNOWN_DEVICE", "it is not registered"));
        continue;
      }
      Optional<DeviceProblem> why = refusal(entry.get(), wanted, campaignOf);
      why.ifPresentOrElse(refused::add, () -> devices.put(entry.get().device(), entry.get()));
    }
    return new Selection(devices, refused, problems);
  }

  private static Set<String> networks(
      CampaignRequest request, Map<String, NetworkFront> networks, List<Problem> problems) {
    if (request.regions().isEmpty()) {
      return networks.keySet();
    }
    Set<String> wanted = new LinkedHashSet<>();
    for (String region : request.regions()) {
      List<String> named =
          networks.entrySet().stream()
              .filter(
                  it ->
                      it.getKey().equals(region)
                          || (!(it.getValue().network() instanceof MsuSite)
                              && it.getValue().network().region().name().equals(region)))
              .map(Map.Entry::getKey)
              .toList();
      if (named.isEmpty()) {
        problems.add(
            new Problem(
                "regions", "have " + region + ", where no network is", "" + networks.keySet()));
      }
      wanted.addAll(named);
    }
    return wanted;
  }

  private static Set<String> names(
      CampaignRequest request, Registry registry, List<Problem> problems) {
    Set<String> names = new LinkedHashSet<>(request.devices());
    Map<String, Set<DeviceId>> sets = registry.sets();
    for (String set : request.deviceSets()) {
      Set<DeviceId> members = sets.get(set);
      if (members == null) {
        problems.add(
            new Problem("deviceSets", "have " + set + ", which is none", "" + sets.keySet()));
      } else {
        members.forEach(member -> names.add(member.toString()));
      }
    }
    if (names.isEmpty() && problems.isEmpty()) {
      problems.add(new Problem("devices", "are none, and there is no set", "at least one device"));
    }
    return names;
  }

  private static Optional<DeviceProblem> refusal(
      DeviceEntry entry, Set<String> networks, Function<DeviceId, OptionalLong> campaignOf) {
    String name = entry.device().toString();
    if (!networks.contains(entry.network())) {
      return Optional.of(
          new DeviceProblem(
              name, "OTHER_REGION", "it is on " + entry.network() + ", not on " + networks));
    }
    OptionalLong campaign = campaignOf.apply(entry.device());
    return campaign.isPresent()
        ? Optional.of(
            new DeviceProblem(
                name, "DEVICE_BUSY", "campaign " + campaign.getAsLong() + " has it now"))
        : Optional.empty();
  }
}
