package dev.fuota.server.service;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.server.campaign.CampaignParameters;
import dev.fuota.server.campaign.FirmwareVersion;
import dev.fuota.server.campaign.StageState.Status;
import dev.fuota.server.campaign.Verdict;
import dev.fuota.server.campaign.Verdict.Outcome;
import dev.fuota.server.msu.ClientState;
import dev.fuota.server.msu.FileOutcome;
import dev.fuota.server.msu.MsuCampaign;
import dev.fuota.server.msu.MsuCycle;
import dev.fuota.server.msu.MsuCycleListener;
import dev.fuota.server.msu.MsuPhase;
import dev.fuota.server.msu.MsuReport;
import dev.fuota.server.msu.MsuTargets;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.StoredPart;
import dev.fuota.server.port.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A part on a network of MSU: a cycle of Mass Software Upgrade, whose phases are its stages. A
 * cycle dies with its process, since all of it hangs on a Transaction ID of that process; the next
 * process begins a new one with the devices that have not passed, and those go on with what lies on
 * their disks. What passed before stays passed. {@code maximum_duration} counts from the first
 * cycle. An abort tells the devices of the cycle that it is over; what they have of the file is
 * theirs to forget.
 */
final class MsuPart implements Part, MsuDesk.Guest {
  private final PartPlan plan;
  private final PartContext context;
  private final MsuBoard board;
  private final MsuStageTimes times;
  private final String defect;
  private Optional<MsuKept> kept;
  private Optional<Terms> terms = Optional.empty();
  private @Nullable MsuDesk desk;
  private @Nullable MsuCycle cycle;
  private Timers.@Nullable Timer limit;
  private @Nullable PartEnd end;
  private boolean aborting;
  private boolean late;

  /** What is asked of a part. */
  private record Terms(int needed, Duration longest) {}

  /**
   * A part as the store holds it.
   *
   * @param stored an empty text before it has begun
   * @param participants its devices, sorted, and what is kept of each
   * @param end present if it is over
   */
  MsuPart(
      PartPlan plan,
      PartContext context,
      StoredPart stored,
      Map<DeviceId, String> participants,
      Optional<PartEnd> end) {
    this.plan = plan;
    this.context = context;
    this.end = end.orElse(null);
    this.times = new MsuStageTimes(plan.stages());
    this.kept = MsuKept.decode(stored.state(), plan.stages().size());
    this.board = new MsuBoard(plan.stages(), List.copyOf(participants.keySet()), this::onMark);
    boolean good = kept.isPresent() || stored.state().isEmpty();
    for (Map.Entry<DeviceId, String> entry : participants.entrySet()) {
      good &= board.read(board.cells().row(entry.getKey()), entry.getValue());
    }
    this.defect = good ? "" : "what was kept of it cannot be read";
  }

  private void onMark(int row) {
    board.cells().touch(row, context.watcher().nextRevision());
    DeviceId device = board.cells().devices().get(row);
    long id = context.campaign();
    context
        .ledger()
        .later(
            new ParticipantKey(id, plan.part(), device),
            it -> it.saveParticipant(id, plan.part(), device, board.text(row)));
  }

  private record ParticipantKey(long campaign, int part, DeviceId device) {}

  private void keep(MsuKept now) {
    kept = Optional.of(now);
    StoredPart none = Groups.nowhere(context.campaign(), plan.part(), now.encode());
    context.ledger().later("part " + context.campaign() + "." + plan.part(), it -> it.save(none));
    context.watcher().onChange();
  }

  @Override
  public PartPlan plan() {
    return plan;
  }

  @Override
  public void start() {
    NetworkFront front = context.networks().get(plan.network());
    Optional<MsuDesk> known = front == null ? Optional.empty() : front.desk();
    if (!defect.isEmpty() || known.isEmpty()) {
      String no = "there is no network " + plan.network() + " of MSU any more";
      fail(defect.isEmpty() ? no : defect);
      return;
    }
    desk = known.get();
    Instant now = context.clock().instant();
    keep(kept.map(MsuKept::again).orElse(new MsuKept(now, 1, 0, 0, 0, plan.fragmentsTotal(), 0)));
    CampaignParameters parameters =
        CampaignParameters.parse(MsuOrder.counting(context.parameters()), desk.site().region())
            .parameters();
    int devices = board.cells().devices().size();
    int needed = (devices * parameters.successThreshold() + 99) / 100;
    Duration longest = parameters.maximumDuration();
    terms = Optional.of(new Terms(needed, longest));
    Instant latest = kept.orElseThrow().began().plus(longest);
    if (aborting || !now.isBefore(latest)) {
      late = !aborting;
      over("the cycle ended before");
      return;
    }
    limit = context.timers().after(Duration.between(now, latest), this::onTooLate);
    board.begin();
    desk.enter(this);
  }

  private void fail(String sentence) {
    finish(new Verdict(Outcome.FAILED, sentence));
  }

  private void onTooLate() {
    late = end == null;
    stop();
  }

  @Override
  public void abort(boolean deleteOnDevices) {
    aborting = true;
    if (end == null && desk != null) {
      stop();
    }
  }

  /** Ends the cycle, or the waiting for one. */
  private void stop() {
    if (end != null) {
      return;
    }
    if (cycle == null) {
      over("its cycle did not begin");
    } else {
      cycle.abort();
    }
  }

  @Override
  public void onTurn() {
    TreeSet<Ipv4> targets = new TreeSet<>();
    for (int row = 0; row < board.cells().devices().size(); row++) {
      if (!board.hasPassed(row)) {
        board.cells().devices().get(row).ipv4().ifPresent(targets::add);
      }
    }
    if (targets.isEmpty()) {
      over("");
      return;
    }
    MsuOrder.Made order = order();
    if (desk == null || order.campaign().isEmpty()) {
      fail(order.problems().get(0).text());
      return;
    }
    MsuCycle fresh = desk.cycle(targeted(order.campaign().get(), targets), new Watch());
    cycle = fresh;
    fresh.start();
  }

  private static MsuCampaign targeted(MsuCampaign all, SortedSet<Ipv4> targets) {
    return all.withTargets(new MsuTargets.Listed(targets));
  }

  private MsuOrder.Made order() {
    String name =
        context.request().file().flatMap(context.files()::find).map(FileView::name).orElse("");
    Optional<Bytes> file = plan.file().flatMap(context.files()::content);
    Optional<String> version =
        plan.fwVersion().stream().mapToObj(FirmwareVersion::text).findFirst();
    return desk == null || file.isEmpty()
        ? MsuOrder.Made.not("file", "is not in the store any more", "")
        : MsuOrder.make(desk.site(), name, file.get(), version);
  }

  /** There is no cycle any more. */
  private void over(String reason) {
    board.end(reason);
    finish(verdict(""));
  }

  private Verdict verdict(String aborted) {
    int devices = board.cells().devices().size();
    int passed = board.cells().count(Cells.SUCCEEDED);
    int needed = terms.map(Terms::needed).orElse(devices);
    String counts = passed + " of " + devices + " devices have the file";
    if (aborting) {
      return new Verdict(Outcome.ABORTED, "it was aborted when " + counts);
    }
    String why =
        late
            ? "; maximum_duration was over"
            : aborted.isEmpty() ? "" : "; the cycle ended early: " + aborted;
    if (passed == devices) {
      return new Verdict(Outcome.DONE, counts);
    }
    return passed >= needed
        ? new Verdict(Outcome.DONE_WITH_FAILURES, counts + why)
        : new Verdict(Outcome.FAILED, counts + ", " + needed + " were asked for" + why);
  }

  @Override
  public void skip(Verdict verdict) {
    if (end == null) {
      finish(verdict);
    }
  }

  private void finish(Verdict verdict) {
    int passed = board.cells().count(Cells.SUCCEEDED);
    end = new PartEnd(verdict, passed, board.cells().devices().size() - passed);
    times.end(context.clock().instant());
    if (limit != null) {
      limit.cancel();
    }
    if (desk != null) {
      desk.leave(this);
    }
    cycle = null;
    context.watcher().onChange();
    context.watcher().onEnd();
  }

  @Override
  public Optional<PartEnd> end() {
    return Optional.ofNullable(end);
  }

  @Override
  public boolean hasBegun() {
    return kept.isPresent() || !defect.isEmpty();
  }

  @Override
  public Cells cells() {
    return board.cells();
  }

  @Override
  public int stageIndex() {
    return kept.map(MsuKept::stage).orElse(0);
  }

  /** Each stage is as long as any other, and done as far as its devices are, or its chunks. */
  @Override
  public double progress() {
    if (end != null) {
      return 1;
    }
    if (kept.isEmpty()) {
      return 0;
    }
    MsuKept now = kept.get();
    int pending =
        cells().count(now.stage(), Status.SENT) + cells().count(now.stage(), Status.PENDING);
    double share = 1 - (double) pending / Math.max(1, cells().devices().size());
    if (plan.stages().get(now.stage()).equals(MsuPhase.TRANSFER.name())) {
      share = (double) now.sent() / Math.max(1, now.total());
    }
    return (now.stage() + Math.min(1, share)) / plan.stages().size();
  }

  @Override
  public int fragmentsSent() {
    return kept.map(it -> it.earlier() + it.sent()).orElse(0);
  }

  @Override
  public PartView view(List<DeviceProblem> refused) {
    return MsuViews.part(this, refused);
  }

  @Override
  public List<DeviceView> devices(List<DeviceId> devices) {
    return devices.stream().map(device -> MsuViews.device(this, device, context)).toList();
  }

  Optional<MsuKept> kept() {
    return kept;
  }

  MsuBoard board() {
    return board;
  }

  MsuStageTimes times() {
    return times;
  }

  /** In all cycles. */
  long octets() {
    long before = kept.map(MsuKept::octets).orElse(0L);
    return before + (cycle == null || desk == null ? 0 : desk.octets());
  }

  @Override
  public void close() {}

  private final class Watch implements MsuCycleListener {
    private MsuKept now() {
      return kept.orElseThrow();
    }

    @Override
    public void onPhase(MsuPhase phase) {
      int stage = board.onPhase(phase);
      if (stage >= 0) {
        times.begin(stage, context.clock().instant());
        keep(now().at(stage));
      }
    }

    @Override
    public void onFile(int fileNumber, FileGeometry geometry) {
      keep(now().of((int) Math.min(geometry.chunks(), Integer.MAX_VALUE)));
    }

    /** Chunks are not kept one by one: they die with the cycle. */
    @Override
    public void onChunk(int fileNumber, long chunk, boolean repeated) {
      if (!repeated) {
        kept = Optional.of(now().sent((int) chunk));
        context.watcher().onChange();
      }
    }

    @Override
    public void onClient(Ipv4 deviceId, ClientState state) {
      board.onClient(deviceId, state);
      context.watcher().onChange();
    }

    @Override
    public void onOutcome(Ipv4 deviceId, int fileNumber, FileOutcome outcome) {
      board.onOutcome(deviceId, outcome);
      context.watcher().onChange();
    }

    @Override
    public void onComplaint(Ipv4 deviceId, int fileNumber, long missing) {
      board.onComplaint(deviceId, missing);
      context.watcher().onChange();
    }

    @Override
    public void onFinished(MsuReport report) {
      board.onFinished(report);
      keep(now().withOctets(octets()));
      cycle = null;
      finish(verdict(report.aborted()));
    }
  }
}
