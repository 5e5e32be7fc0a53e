package dev.fuota.server.service;

import dev.fuota.server.campaign.CampaignKind;
import dev.fuota.server.campaign.CampaignParameters;
import dev.fuota.server.campaign.Problem;
import dev.fuota.server.port.DeviceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Checks a request and makes a draft of it; nothing exists before all of it is right. */
final class DraftMaker {
  private static final int NAME_MAX = 100;
  private static final int UPLINKS = 4;
  private static final Duration TIMEOUT_MAX = Duration.ofDays(1);

  private final ServicePorts ports;
  private final Map<String, NetworkFront> networks;
  private final Registry registry;
  private final FormMaker forms;
  private final PartMaker parts;
  private final Function<DeviceId, OptionalLong> campaignOf;

  /**
   * A maker.
   *
   * @param campaignOf the campaign that has a device now
   */
  DraftMaker(
      ServicePorts ports,
      Map<String, NetworkFront> networks,
      Registry registry,
      Groups groups,
      Files files,
      Function<DeviceId, OptionalLong> campaignOf) {
    this.ports = ports;
    this.networks = networks;
    this.registry = registry;
    this.forms = new FormMaker(ports.workshop(), files);
    this.parts = new PartMaker(ports, networks, groups, files);
    this.campaignOf = campaignOf;
  }

  /** A draft, or why there is none. */
  Result<Draft> make(CampaignRequest asked) {
    Selection selection = Selection.of(asked, registry, networks, campaignOf);
    Map<String, String> merged = new TreeMap<>(deliveryTimeout(selection));
    merged.putAll(ports.settings().defaults());
    merged.putAll(asked.parameters());
    CampaignRequest request = asked.withParameters(merged);
    ServiceParameters own = ServiceParameters.read(merged);
    Set<Problem> problems = new LinkedHashSet<>(shape(request));
    problems.addAll(own.problems());
    problems.addAll(selection.problems());
    problems.addAll(MsuOrder.unknown(asked, used(selection)));
    Map<String, CampaignParameters> parameters = parameters(own, selection, problems);
    if (!problems.isEmpty()) {
      return refused(problems, selection.refused());
    }
    Result<FormMaker.Formed> formed = forms.make(request, own.form(), selection.devices());
    if (formed instanceof Result.Refused<FormMaker.Formed> unusable) {
      return unusable.as();
    }
    FormMaker.Formed made = ((Result.Ok<FormMaker.Formed>) formed).value();
    List<DeviceProblem> out = new ArrayList<>(selection.refused());
    out.addAll(made.refused());
    boolean nobody = made.devices().values().stream().allMatch(Set::isEmpty);
    if (nobody || (own.strict() && !out.isEmpty())) {
      return new Result.Refused<>(
          "DEVICES_REFUSED",
          nobody ? "no device is left that it could be for" : out.size() + " devices are refused",
          List.of(),
          out);
    }
    List<Draft.Part> drafted =
        parts.make(request, made.devices(), selection.devices(), parameters, problems);
    return problems.isEmpty()
        ? new Result.Ok<>(new Draft(request, drafted, out))
        : refused(problems, out);
  }

  /**
   * A downlink of class A waits for an uplink that is heard; some of them are given to it. A
   * campaign plans with the time that all tries can take, so a generous one is paid by everybody.
   */
  private static Map<String, String> deliveryTimeout(Selection selection) {
    return selection.devices().values().stream()
        .filter(entry -> entry.rootKey().isPresent()) // on MSU nobody waits for uplinks
        .map(entry -> entry.target().uplinkInterval().multipliedBy(UPLINKS))
        .max(Duration::compareTo)
        .map(longest -> longest.compareTo(TIMEOUT_MAX) < 0 ? longest : TIMEOUT_MAX)
        .map(timeout -> Map.of("delivery_timeout", Math.max(1, timeout.toSeconds()) + "s"))
        .orElse(Map.of());
  }

  private static Result<Draft> refused(Set<Problem> problems, List<DeviceProblem> devices) {
    Problem first = problems.iterator().next();
    return new Result.Refused<>("PARAMETER_INVALID", first.text(), List.copyOf(problems), devices);
  }

  /** What is wrong with the request as such. */
  private static List<Problem> shape(CampaignRequest request) {
    List<Problem> problems = new ArrayList<>();
    if (request.name().isBlank() || request.name().length() > NAME_MAX) {
      problems.add(
          new Problem("name", "has " + request.name().length() + " characters", "1.." + NAME_MAX));
    }
    boolean groupsOnly = request.kind() == CampaignKind.CONFIGURE_MULTICAST_GROUPS;
    if (groupsOnly && request.file().isPresent()) {
      problems.add(new Problem("file", "is given, but this kind of campaign sends none", ""));
    }
    if (!groupsOnly && request.file().isEmpty()) {
      problems.add(new Problem("file", "is not given", "the SHA-256 of a file that was added"));
    }
    if (!groupsOnly && !request.commands().isEmpty()) {
      problems.add(
          new Problem("commands", "are given, but this kind of campaign sends a file", ""));
    }
    return problems;
  }

  /** The networks on which there are devices. */
  private Map<String, Network> used(Selection selection) {
    Map<String, Network> used = new TreeMap<>();
    for (DeviceEntry entry : selection.devices().values()) {
      NetworkFront front = networks.get(entry.network());
      if (front != null) {
        used.put(entry.network(), front.network());
      }
    }
    return used;
  }

  /** For each network on which there are devices; its region decides what is allowed. */
  private Map<String, CampaignParameters> parameters(
      ServiceParameters own, Selection selection, Set<Problem> problems) {
    Map<String, CampaignParameters> parameters = new TreeMap<>();
    Set<String> used = used(selection).keySet();
    for (Map.Entry<String, NetworkFront> network : networks.entrySet()) {
      if (used.contains(network.getKey()) || used.isEmpty()) {
        var parsed =
            CampaignParameters.parse(
                network.getValue().network() instanceof MsuSite
                    ? MsuOrder.counting(own.engines())
                    : own.engines(),
                network.getValue().network().region());
        parameters.put(network.getKey(), parsed.parameters());
        problems.addAll(parsed.problems());
      }
    }
    return parameters;
  }
}
