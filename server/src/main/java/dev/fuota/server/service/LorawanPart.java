package dev.fuota.server.service;

import dev.fuota.server.campaign.Campaign;
import dev.fuota.server.campaign.CampaignKeeper;
import dev.fuota.server.campaign.CampaignListener;
import dev.fuota.server.campaign.CampaignState;
import dev.fuota.server.campaign.DeviceSnapshot;
import dev.fuota.server.campaign.ParticipantState;
import dev.fuota.server.campaign.Problem;
import dev.fuota.server.campaign.Stage;
import dev.fuota.server.campaign.StageState;
import dev.fuota.server.campaign.Verdict;
import dev.fuota.server.campaign.Verdict.Outcome;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.StoredPart;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A part on a LoRaWAN network: one run of the engine over one multicast group. What is shown of it
 * comes from what the engine gives to be kept, so it is shown alike whether the engine runs or the
 * part ended in another process.
 */
final class LorawanPart implements Part {
  private final PartPlan plan;
  private final PartContext context;
  private final Cells cells;
  private final List<Stage> stages;
  private final StageClock stageClock = new StageClock();
  private StoredPart stored;
  private Optional<CampaignState> state;
  private Loader.@Nullable Running running;
  private @Nullable PartEnd end;
  private boolean aborting;
  private boolean deleting;
  private int round = 1;
  private int fragmentsOfRound;
  private int fragmentsOfRounds;

  /**
   * A part as the store holds it.
   *
   * @param stored its group, and what the engine kept; an empty text before it has begun
   * @param participants its devices, sorted, and what the engine kept of each
   * @param end present if it is over
   */
  LorawanPart(
      PartPlan plan,
      PartContext context,
      StoredPart stored,
      Map<DeviceId, String> participants,
      Optional<PartEnd> end) {
    this.plan = plan;
    this.context = context;
    this.stored = stored;
    this.stages = plan.stages().stream().map(Stage::valueOf).toList();
    this.cells = new Cells(List.copyOf(participants.keySet()), stages.size());
    this.end = end.orElse(null);
    this.state = CampaignState.decode(stored.state()).value();
    this.state.ifPresent(this::show);
    participants.forEach(
        (device, text) -> ParticipantState.decode(device, text).value().ifPresent(this::show));
  }

  private void show(CampaignState kept) {
    state = Optional.of(kept);
    stageClock.begin(kept.stage(), kept.stageBeganAt());
    if (kept.round() > round) {
      round = kept.round();
      boolean fromTheStart = kept.fragmentsSent() < fragmentsOfRound; // else it is one more burst
      fragmentsOfRounds += fromTheStart ? fragmentsOfRound : 0;
    }
    fragmentsOfRound = kept.fragmentsSent();
  }

  private void show(ParticipantState kept) {
    int row = cells.row(kept.device());
    if (row < 0) {
      return;
    }
    for (int i = 0; i < stages.size(); i++) {
      StageState stage = kept.stages().get(stages.get(i));
      if (stage != null) {
        cells.state(row, i, Cells.code(stage.status()));
      }
    }
    boolean failed = !kept.succeeded() && !kept.reason().isEmpty();
    int outcome = failed ? Cells.FAILED : Cells.RUNNING;
    cells.outcome(row, kept.succeeded() ? Cells.SUCCEEDED : outcome);
    if (kept.succeeded() || kept.reportedBlock() || kept.missing().equals(OptionalInt.of(0))) {
      cells.complete(row);
    }
    cells.touch(row, context.watcher().nextRevision());
    kept.reportedVersion()
        .ifPresent(version -> context.registry().onRunning(kept.device(), version));
  }

  @Override
  public PartPlan plan() {
    return plan;
  }

  @Override
  public void start() {
    Map<DeviceId, String> participants = participants();
    Loader.Loaded loaded =
        new Loader(plan, context).load(stored, participants, new Watch(), new Keeper());
    if (loaded.running().isEmpty()) {
      finish(new Verdict(Outcome.FAILED, loaded.obstacle()));
      return;
    }
    Campaign made = loaded.running().get().campaign();
    List<Problem> problems = hasBegun() ? List.of() : made.faults();
    if (!problems.isEmpty()) {
      finish(new Verdict(Outcome.FAILED, "it could not start: " + problems.get(0).text()));
      return;
    }
    running = loaded.running().get();
    made.start();
    if (aborting) {
      made.abort(deleting);
    }
    context.watcher().onChange();
  }

  private Map<DeviceId, String> participants() {
    context.ledger().flush();
    return context.store().participants(context.campaign(), plan.part());
  }

  @Override
  public void abort(boolean deleteOnDevices) {
    aborting = true;
    deleting = deleteOnDevices;
    if (running != null && end == null) {
      running.campaign().abort(deleteOnDevices);
    }
  }

  @Override
  public void skip(Verdict verdict) {
    if (end == null) {
      finish(verdict);
    }
  }

  private void finish(Verdict verdict) {
    int succeeded = cells.count(Cells.SUCCEEDED);
    end = new PartEnd(verdict, succeeded, cells.devices().size() - succeeded);
    stageClock.end(context.clock().instant());
    context.watcher().onChange();
    context.watcher().onEnd();
  }

  @Override
  public Optional<PartEnd> end() {
    return Optional.ofNullable(end);
  }

  @Override
  public boolean hasBegun() {
    return !stored.state().isEmpty();
  }

  @Override
  public Cells cells() {
    return cells;
  }

  @Override
  public int stageIndex() {
    return Math.max(0, state.map(kept -> stages.indexOf(kept.stage())).orElse(0));
  }

  /** Each stage is as long as any other, and done as far as its devices are, or its fragments. */
  @Override
  public double progress() {
    if (end != null) {
      return 1;
    }
    if (state.isEmpty() || stages.isEmpty()) {
      return 0;
    }
    int at = stageIndex();
    int settled =
        cells.count(at, StageState.Status.ANSWERED)
            + cells.count(at, StageState.Status.REFUSED)
            + cells.count(at, StageState.Status.TIMED_OUT);
    double share = (double) settled / Math.max(1, cells.devices().size());
    if (stages.get(at) == Stage.DL_FRAGMENT && plan.fragmentsTotal() > 0) {
      share = (double) fragmentsOfRound / plan.fragmentsTotal();
    }
    return (at + Math.min(1, share)) / stages.size();
  }

  @Override
  public int fragmentsSent() {
    return fragmentsOfRounds + fragmentsOfRound;
  }

  @Override
  public PartView view(List<DeviceProblem> refused) {
    return PartViews.of(this, refused);
  }

  List<Stage> stages() {
    return stages;
  }

  StageClock stageClock() {
    return stageClock;
  }

  StoredPart stored() {
    return stored;
  }

  Optional<CampaignState> state() {
    return state;
  }

  int round() {
    return round;
  }

  int fragmentsOfRound() {
    return fragmentsOfRound;
  }

  @Override
  public List<DeviceView> devices(List<DeviceId> devices) {
    Campaign live = running == null ? null : running.campaign();
    Map<DeviceId, String> kept = live == null ? participants() : Map.of();
    DeviceViews views = new DeviceViews(plan, stages, context.registry());
    return devices.stream()
        .map(
            device -> {
              Optional<DeviceSnapshot> snapshot =
                  live == null
                      ? DeviceViews.read(device, kept.getOrDefault(device, ""))
                      : live.device(device);
              return views.of(snapshot.orElseGet(() -> DeviceViews.unknown(device, reasonOfEnd())));
            })
        .toList();
  }

  /** Why a device is out that the engine never had. */
  private String reasonOfEnd() {
    return end == null ? "" : end.verdict().sentence();
  }

  @Override
  public void close() {
    if (running != null) {
      running.release();
      running = null;
    }
  }

  private final class Watch implements CampaignListener {
    @Override
    public void onStage(Stage stage) {
      stageClock.begin(stage, context.clock().instant());
      context.watcher().onChange();
    }

    @Override
    public void onFragment(int sent, int total) {
      fragmentsOfRound = sent;
      context.watcher().onChange();
    }

    @Override
    public void onFinished(Verdict verdict) {
      if (running != null) {
        context.groups().keep(plan.group(), plan.network(), running.campaign().group());
      }
      finish(verdict);
    }
  }

  private final class Keeper implements CampaignKeeper {
    @Override
    public void save(CampaignState kept) {
      show(kept);
      stored =
          new StoredPart(
              context.campaign(), plan.part(), stored.mcAddr(), stored.mcKey(), kept.encode());
      StoredPart part = stored;
      context.ledger().later("part " + context.campaign() + "." + plan.part(), it -> it.save(part));
      context.watcher().onChange();
    }

    @Override
    public void save(ParticipantState kept) {
      show(kept);
      context
          .ledger()
          .later(
              new ParticipantKey(context.campaign(), plan.part(), kept.device()),
              it ->
                  it.saveParticipant(
                      context.campaign(), plan.part(), kept.device(), kept.encode()));
      context.watcher().onChange();
    }
  }

  private record ParticipantKey(long campaign, int part, DeviceId device) {}
}
