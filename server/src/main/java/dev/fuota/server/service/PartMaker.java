package dev.fuota.server.service;

import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.server.campaign.Campaign;
import dev.fuota.server.campaign.CampaignGroup;
import dev.fuota.server.campaign.CampaignKind;
import dev.fuota.server.campaign.CampaignListener;
import dev.fuota.server.campaign.CampaignParameters;
import dev.fuota.server.campaign.CampaignPorts;
import dev.fuota.server.campaign.CutFile;
import dev.fuota.server.campaign.Delivery;
import dev.fuota.server.campaign.Job;
import dev.fuota.server.campaign.Problem;
import dev.fuota.server.campaign.Stage;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.StoredMulticastGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Divides the devices of a campaign into parts: one for each network, form of the file and version
 * of the packages, and two of each with a canary, one that goes first and one for the rest.
 */
final class PartMaker {
  private static final int PARTS_MAX = 64;

  private final ServicePorts ports;
  private final Map<String, NetworkFront> networks;
  private final Groups groups;
  private final Files files;

  PartMaker(ServicePorts ports, Map<String, NetworkFront> networks, Groups groups, Files files) {
    this.ports = ports;
    this.networks = networks;
    this.groups = groups;
    this.files = files;
  }

  /**
   * Makes parts.
   *
   * @param forms which devices get which
   * @param entries of all of them
   * @param parameters of each network
   * @param problems where is said what is wrong
   */
  List<Draft.Part> make(
      CampaignRequest request,
      Map<Draft.File, Set<DeviceId>> forms,
      Map<DeviceId, DeviceEntry> entries,
      Map<String, CampaignParameters> parameters,
      Set<Problem> problems) {
    List<Draft.Part> parts = new ArrayList<>();
    for (Map.Entry<String, CampaignParameters> network : parameters.entrySet()) {
      for (Map.Entry<Draft.File, Set<DeviceId>> form : forms.entrySet()) {
        for (PackageVersion packages : PackageVersion.values()) {
          List<DeviceEntry> devices =
              form.getValue().stream()
                  .map(entries::get)
                  .filter(it -> it.network().equals(network.getKey()))
                  .filter(it -> it.packages() == packages)
                  .toList();
          Network on = front(network.getKey()).network();
          Lot lot = new Lot(request, on, packages, form.getKey(), network.getValue());
          parts.addAll(parts(lot, devices, problems));
        }
      }
    }
    if (parts.size() > PARTS_MAX) {
      problems.add(
          new Problem("devices", "make " + parts.size() + " different parts", "1.." + PARTS_MAX));
    }
    checkGroup(request, parts, problems);
    return parts;
  }

  private NetworkFront front(String name) {
    return Optional.ofNullable(networks.get(name)).orElseThrow();
  }

  /** Devices that are alike for a campaign. */
  private record Lot(
      CampaignRequest request,
      Network network,
      PackageVersion packages,
      Draft.File file,
      CampaignParameters parameters) {}

  private List<Draft.Part> parts(Lot lot, List<DeviceEntry> devices, Set<Problem> problems) {
    if (devices.isEmpty()) {
      return List.of();
    }
    if (lot.network() instanceof MsuSite site) {
      return onLan(lot, site, devices, problems);
    }
    JobMaker.Made job = job(lot);
    problems.addAll(job.problems());
    if (job.job().isEmpty()) {
      return List.of();
    }
    List<Draft.Part> parts = new ArrayList<>();
    List<List<DeviceEntry>> waves = waves(lot.parameters(), devices);
    for (int wave = 0; wave < waves.size(); wave++) {
      parts.add(part(lot, job.job().get(), wave, waves.get(wave), problems));
    }
    return parts;
  }

  private List<Draft.Part> onLan(
      Lot lot, MsuSite site, List<DeviceEntry> devices, Set<Problem> problems) {
    MsuOrder.Made order = MsuOrder.make(site, lot.request(), lot.file(), files);
    problems.addAll(order.problems());
    if (order.campaign().isEmpty()) {
      return List.of();
    }
    int chunks = MsuOrder.chunks(order.campaign().get());
    List<Draft.Part> parts = new ArrayList<>();
    List<List<DeviceEntry>> waves = waves(lot.parameters(), devices);
    for (int wave = 0; wave < waves.size(); wave++) {
      parts.add(
          new Draft.Part(
              site,
              lot.packages(),
              lot.file(),
              wave,
              lot.parameters(),
              Optional.empty(),
              chunks,
              chunks,
              waves.get(wave),
              MsuOrder.stages(order.campaign().get())));
    }
    return parts;
  }

  private static JobMaker.Made job(Lot lot) {
    CampaignKind kind = lot.request().kind();
    return kind == CampaignKind.CONFIGURE_MULTICAST_GROUPS
        ? JobMaker.commands(lot.request().commands(), lot.parameters())
        : JobMaker.file(
            kind,
            lot.file().content().orElseThrow(),
            lot.file().fwVersion(),
            lot.parameters(),
            lot.packages());
  }

  /** The canary is spread evenly over all devices: neighbours often stand at the same place. */
  private static List<List<DeviceEntry>> waves(
      CampaignParameters parameters, List<DeviceEntry> devices) {
    int all = devices.size();
    int first = parameters.beyond().canary().map(canary -> canary.of(all)).orElse(all);
    if (first >= all) {
      return List.of(devices);
    }
    List<DeviceEntry> canary = new ArrayList<>();
    List<DeviceEntry> rest = new ArrayList<>();
    for (int i = 0; i < all; i++) {
      boolean chosen = (long) (i + 1) * first / all > (long) i * first / all;
      (chosen ? canary : rest).add(devices.get(i));
    }
    return List.of(canary, rest);
  }

  /** Asks the engine what it thinks of the part, by a campaign that never starts. */
  private Draft.Part part(
      Lot lot, Job job, int wave, List<DeviceEntry> devices, Set<Problem> problems) {
    CampaignGroup nobody =
        CampaignGroup.create(0, new DevAddr(0), new SplittableRandom(wave)); // it is never used
    Campaign trial =
        new Campaign(
            lot.parameters(),
            job,
            nobody,
            devices.stream().map(DeviceEntry::target).toList(),
            new CampaignPorts(
                lot.network().lorawan(),
                ports.clock(),
                ports.timers(),
                lot.network().sessionCounters(),
                CampaignListener.NONE));
    problems.addAll(trial.faults());
    return new Draft.Part(
        lot.network(),
        lot.packages(),
        lot.file(),
        wave,
        lot.parameters(),
        job.file(),
        job.file().map(CutFile::nbFrag).orElse(0),
        job.file().map(it -> it.totalMax(lot.parameters())).orElse(0),
        devices,
        trial.stages().stream().map(Stage::name).toList());
  }

  /** One group carries one part at a time; waves come one after the other. */
  private void checkGroup(CampaignRequest request, List<Draft.Part> parts, Set<Problem> problems) {
    if (request.group().isEmpty()) {
      return;
    }
    Optional<StoredMulticastGroup> group = groups.find(request.group().get());
    if (group.isEmpty()) {
      problems.add(new Problem("group", "is none that is there", "a name out of /groups"));
      return;
    }
    Map<Integer, Integer> inWave = new HashMap<>();
    for (Draft.Part part : parts) {
      inWave.merge(part.wave(), 1, Integer::sum);
      if (!part.network().name().equals(group.get().network())) {
        problems.add(
            new Problem("group", "is on another network", "devices of " + group.get().network()));
      }
      if (part.parameters().delivery() == Delivery.UNICAST) {
        problems.add(new Problem("group", "is given, but delivery is unicast", ""));
      }
    }
    if (inWave.values().stream().anyMatch(count -> count > 1)) {
      problems.add(
          new Problem("group", "cannot carry files in several forms or versions", "one part"));
    }
  }
}
