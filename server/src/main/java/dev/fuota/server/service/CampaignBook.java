package dev.fuota.server.service;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.server.campaign.CampaignKind;
import dev.fuota.server.campaign.Delivery;
import dev.fuota.server.campaign.Verdict;
import dev.fuota.server.campaign.Verdict.Outcome;
import dev.fuota.server.port.CampaignStore;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.StoredCampaign;
import dev.fuota.server.port.StoredMulticastGroup;
import dev.fuota.server.port.StoredPart;
import dev.fuota.server.service.CampaignView.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * All campaigns. Those that have not ended are in memory, and so are the few that ended or were
 * looked at last; of the others only what a list shows.
 */
final class CampaignBook {
  private static final int ENDED_MAX = 4;

  private final CampaignStore store;
  private final Ledger ledger;
  private final Groups groups;
  private final Files files;
  private final Contexts contexts;
  private final LongConsumer changed;
  private final Map<Long, CampaignRun> open = new TreeMap<>();
  private final Map<Long, CampaignRun> ended = new LinkedHashMap<>(8, 0.75f, true);
  private final Map<Long, Listed> listed = new TreeMap<>();

  /** Makes the context of a campaign. */
  interface Contexts {
    PartContext of(long id, CampaignRequest request, PartContext.Watcher watcher);
  }

  /** What is known of a campaign that is not in memory. */
  record Listed(CampaignRequest request, CampaignRecord record) {}

  CampaignBook(
      CampaignStore store,
      Ledger ledger,
      Groups groups,
      Files files,
      Contexts contexts,
      LongConsumer changed) {
    this.store = store;
    this.ledger = ledger;
    this.groups = groups;
    this.files = files;
    this.contexts = contexts;
    this.changed = changed;
  }

  /** Reads all campaigns, and goes on with those that ran. */
  void open() {
    for (StoredCampaign stored : store.campaigns()) {
      Listed read = read(stored);
      if (read.record().phase() == Phase.ENDED) {
        listed.put(stored.id(), read);
      } else {
        open.put(stored.id(), load(stored.id(), read));
      }
    }
    List.copyOf(open.values()).forEach(CampaignRun::resume);
  }

  /** One that cannot be read is shown as failed, and stays in the store as it is. */
  private static Listed read(StoredCampaign stored) {
    Decoded<CampaignRequest> request = StateText.readRequest(stored.request());
    Decoded<CampaignRecord> record = StateText.readRecord(stored.state());
    if (request.value().isPresent() && record.value().isPresent()) {
      return new Listed(request.value().get(), record.value().get());
    }
    Decoded<?> bad = request.value().isEmpty() ? request : record;
    String why = bad instanceof Decoded.Malformed<?> malformed ? malformed.detail() : "";
    CampaignRequest unknown =
        new CampaignRequest(
            "campaign " + stored.id(),
            CampaignKind.CONFIGURE_MULTICAST_GROUPS,
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Map.of());
    return new Listed(
        request.value().orElse(unknown),
        new CampaignRecord(
            Phase.ENDED,
            Instant.EPOCH,
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Verdict(Outcome.FAILED, "what was kept of it cannot be read: " + why)),
            false,
            List.of(),
            List.of()));
  }

  private CampaignRun load(long id, Listed known) {
    Map<Integer, StoredPart> parts = new TreeMap<>();
    store.parts(id).forEach(part -> parts.put(part.part(), part));
    return run(
        id,
        known,
        context ->
            known.record().parts().stream()
                .map(
                    kept ->
                        PartFactory.of(
                            kept.plan(),
                            context,
                            parts.getOrDefault(kept.plan().part(), lost(id, kept.plan().part())),
                            store.participants(id, kept.plan().part()),
                            kept.end()))
                .toList());
  }

  /** A part of which the store has lost the group: its text cannot be read, and it says so. */
  private static StoredPart lost(long id, int part) {
    AesKey none = AesKey.of(Bytes.of(new byte[AesKey.LENGTH]));
    return new StoredPart(id, part, new DevAddr(0), none, "lost");
  }

  private CampaignRun run(long id, Listed known, Function<PartContext, List<Part>> parts) {
    return new CampaignRun(
        id,
        known.request(),
        known.record(),
        watcher -> contexts.of(id, known.request(), watcher),
        parts,
        changed);
  }

  /** Creates a campaign of a draft; when this returns it is durable. */
  long create(Draft draft, Instant now) {
    ledger.flush();
    long id = store.nextCampaignId();
    List<CampaignRecord.Kept> kept = new ArrayList<>();
    Map<Integer, StoredPart> stored = new TreeMap<>();
    Map<Integer, Map<DeviceId, String>> participants = new TreeMap<>();
    for (int number = 0; number < draft.parts().size(); number++) {
      Draft.Part part = draft.parts().get(number);
      Map<DeviceId, String> devices = new TreeMap<>();
      part.devices().forEach(entry -> devices.put(entry.device(), ""));
      StoredMulticastGroup group = group(id, number, draft, devices);
      stored.put(number, new StoredPart(id, number, group.mcAddr(), group.mcKey(), ""));
      participants.put(number, devices);
      kept.add(new CampaignRecord.Kept(plan(number, part, group), Optional.empty()));
    }
    CampaignRecord record =
        new CampaignRecord(
            Phase.CREATED,
            now,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            draft.refused(),
            kept);
    CampaignRun run =
        run(
            id,
            new Listed(draft.request(), record),
            context -> parts(kept, stored, participants, context));
    open.put(id, run);
    run.save();
    stored
        .values()
        .forEach(part -> ledger.later("part " + id + "." + part.part(), it -> it.save(part)));
    participants.forEach(
        (part, devices) ->
            ledger.later(
                "devices " + id + "." + part,
                it -> devices.keySet().forEach(d -> it.saveParticipant(id, part, d, ""))));
    ledger.flush();
    return id;
  }

  private static List<Part> parts(
      List<CampaignRecord.Kept> kept,
      Map<Integer, StoredPart> stored,
      Map<Integer, Map<DeviceId, String>> participants,
      PartContext context) {
    List<Part> parts = new ArrayList<>();
    for (CampaignRecord.Kept one : kept) {
      int number = one.plan().part();
      StoredPart part = Optional.ofNullable(stored.get(number)).orElseThrow();
      Map<DeviceId, String> devices = participants.getOrDefault(number, Map.of());
      parts.add(PartFactory.of(one.plan(), context, part, devices, Optional.empty()));
    }
    return parts;
  }

  private StoredMulticastGroup group(
      long id, int number, Draft draft, Map<DeviceId, String> devices) {
    Draft.Part part = draft.parts().get(number);
    Optional<StoredMulticastGroup> asked = draft.request().group().flatMap(groups::find);
    if (asked.isPresent()) {
      return asked.get();
    }
    String network = part.network().name();
    return part.parameters().delivery() == Delivery.UNICAST || part.network() instanceof MsuSite
        ? Groups.none(network)
        : groups.create("campaign " + id + ", part " + number, network, devices.keySet());
  }

  private PartPlan plan(int number, Draft.Part part, StoredMulticastGroup group) {
    Optional<String> file =
        part.file().content().map(it -> files.keep(part.file().name(), it).sha256());
    return new PartPlan(
        number,
        part.wave(),
        part.network().name(),
        part.packages(),
        part.file().name(),
        file,
        part.file().fwVersion(),
        group.name(),
        group.mcGroupId(),
        part.devices().size(),
        part.needed(),
        part.total(),
        part.stages());
  }

  /** A campaign with all that is known of it; empty if there is none. */
  Optional<CampaignRun> find(long id) {
    retire();
    CampaignRun running = open.getOrDefault(id, ended.get(id));
    if (running != null) {
      return Optional.of(running);
    }
    Optional<Listed> known = Optional.ofNullable(listed.get(id));
    known.ifPresent(it -> ended.put(id, load(id, it)));
    return Optional.ofNullable(ended.get(id));
  }

  /** Campaigns that have ended make room for others. */
  private void retire() {
    for (CampaignRun run : List.copyOf(open.values())) {
      if (run.phase() == Phase.ENDED) {
        open.remove(run.id());
        listed.put(run.id(), new Listed(run.request(), run.record()));
        ended.put(run.id(), run);
      }
    }
    Iterator<CampaignRun> oldest = ended.values().iterator();
    for (int surplus = ended.size() - ENDED_MAX; surplus > 0; surplus--) {
      oldest.next().close();
      oldest.remove();
    }
  }

  /** The campaign that has a device now. */
  OptionalLong of(DeviceId device) {
    return open.values().stream()
        .filter(run -> run.phase() != Phase.ENDED && run.partOf(device).isPresent())
        .mapToLong(CampaignRun::id)
        .findFirst();
  }

  /**
   * The same, of those that have begun: one that waits for its start keeps nobody from planning.
   */
  OptionalLong begun(DeviceId device) {
    return open.values().stream()
        .filter(run -> run.phase() != Phase.ENDED && run.phase() != Phase.CREATED)
        .filter(run -> run.partOf(device).isPresent())
        .mapToLong(CampaignRun::id)
        .findFirst();
  }

  /** All campaigns, the newest first. */
  List<CampaignView> views() {
    retire();
    Map<Long, CampaignView> views = new TreeMap<>((a, b) -> Long.compare(b, a));
    listed.forEach((id, it) -> views.put(id, CampaignViews.of(id, it.request(), it.record())));
    open.forEach((id, run) -> views.put(id, CampaignViews.of(run)));
    return List.copyOf(views.values());
  }
}
