package dev.fuota.server.service;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.server.campaign.Campaign;
import dev.fuota.server.campaign.CampaignGroup;
import dev.fuota.server.campaign.CampaignKeeper;
import dev.fuota.server.campaign.CampaignKind;
import dev.fuota.server.campaign.CampaignListener;
import dev.fuota.server.campaign.CampaignParameters;
import dev.fuota.server.campaign.CampaignPorts;
import dev.fuota.server.campaign.CampaignState;
import dev.fuota.server.campaign.ParsedParameters;
import dev.fuota.server.campaign.ParticipantState;
import dev.fuota.server.campaign.Target;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.LorawanNetwork;
import dev.fuota.server.port.StoredMulticastGroup;
import dev.fuota.server.port.StoredPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Makes the engine's campaign of what is known of a part, new or from the store. */
final class Loader {
  private final PartPlan plan;
  private final PartContext context;

  Loader(PartPlan plan, PartContext context) {
    this.plan = plan;
    this.context = context;
  }

  /** A campaign, or why there is none. */
  record Loaded(Optional<Running> running, String obstacle) {
    static Loaded not(String obstacle) {
      return new Loaded(Optional.empty(), obstacle);
    }
  }

  /** A campaign, and the network as it sees it. */
  record Running(Campaign campaign, NetworkFront front, LorawanNetwork port) {
    void release() {
      front.release(port);
    }
  }

  /**
   * Loads a part.
   *
   * @param participants its devices, and what the engine kept of each, an empty text for nothing
   */
  Loaded load(
      StoredPart stored,
      Map<DeviceId, String> participants,
      CampaignListener listener,
      CampaignKeeper keeper) {
    NetworkFront front = context.networks().get(plan.network());
    if (front == null) {
      return Loaded.not("there is no network " + plan.network() + " any more");
    }
    ParsedParameters parsed =
        CampaignParameters.parse(context.parameters(), front.network().region());
    JobMaker.Made job = job(parsed.parameters());
    if (job.job().isEmpty()) {
      return Loaded.not(job.problems().get(0).text());
    }
    List<Target> targets = targets(participants.keySet());
    if (targets.isEmpty()) {
      return Loaded.not("none of its devices is registered any more");
    }
    Kept kept = Kept.read(stored.state(), participants);
    if (!kept.defect().isEmpty()) {
      return Loaded.not("what was kept of it cannot be read: " + kept.defect());
    }
    LorawanNetwork port = front.port(participants.keySet());
    CampaignPorts ports =
        new CampaignPorts(
            port,
            context.clock(),
            context.timers(),
            front.network().sessionCounters(),
            listener,
            keeper);
    CampaignGroup group = group(stored);
    Campaign campaign =
        kept.state()
            .map(
                state ->
                    Campaign.resume(
                        parsed.parameters(),
                        job.job().get(),
                        group,
                        targets,
                        state,
                        kept.participants(),
                        ports))
            .orElseGet(
                () -> new Campaign(parsed.parameters(), job.job().get(), group, targets, ports));
    return new Loaded(Optional.of(new Running(campaign, front, port)), "");
  }

  /**
   * What the engine kept.
   *
   * @param state empty before the part has begun
   * @param defect why it cannot be read; empty if it can
   */
  private record Kept(
      Optional<CampaignState> state, Map<DeviceId, ParticipantState> participants, String defect) {

    static Kept read(String state, Map<DeviceId, String> texts) {
      if (state.isEmpty()) {
        return new Kept(Optional.empty(), Map.of(), "");
      }
      Decoded<CampaignState> campaign = CampaignState.decode(state);
      if (campaign instanceof Decoded.Malformed<CampaignState> malformed) {
        return new Kept(Optional.empty(), Map.of(), malformed.detail());
      }
      Map<DeviceId, ParticipantState> participants = new TreeMap<>();
      for (Map.Entry<DeviceId, String> entry : texts.entrySet()) {
        Decoded<ParticipantState> decoded =
            ParticipantState.decode(entry.getKey(), entry.getValue());
        if (!entry.getValue().isEmpty()
            && decoded instanceof Decoded.Malformed<ParticipantState> malformed) {
          return new Kept(Optional.empty(), Map.of(), malformed.detail());
        }
        decoded.value().ifPresent(it -> participants.put(entry.getKey(), it));
      }
      return new Kept(campaign.value(), participants, "");
    }
  }

  private JobMaker.Made job(CampaignParameters parameters) {
    CampaignKind kind = context.request().kind();
    if (kind == CampaignKind.CONFIGURE_MULTICAST_GROUPS) {
      return JobMaker.commands(context.request().commands(), parameters);
    }
    Optional<Bytes> file = plan.file().flatMap(context.files()::content);
    return file.isEmpty()
        ? JobMaker.Made.problem("file", "is not in the store any more", "")
        : JobMaker.file(kind, file.get(), plan.fwVersion(), parameters, plan.packages());
  }

  private List<Target> targets(Set<DeviceId> devices) {
    List<Target> targets = new ArrayList<>();
    devices.forEach(
        device -> context.registry().find(device).ifPresent(entry -> targets.add(entry.target())));
    return targets;
  }

  private CampaignGroup group(StoredPart stored) {
    Set<DeviceId> members =
        context.groups().find(plan.group()).map(StoredMulticastGroup::members).orElse(Set.of());
    return new CampaignGroup(plan.mcGroupId(), stored.mcAddr(), stored.mcKey(), members);
  }
}
