package dev.fuota.server.service;

import dev.fuota.server.campaign.Verdict;
import dev.fuota.server.campaign.Verdict.Outcome;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.StoredCampaign;
import dev.fuota.server.service.CampaignView.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A campaign: its parts in their waves, and the verdict over all of them.
 *
 * <pre>
 * state     event                                        then
 * CREATED   start                                        the first wave begins; RUNNING
 * CREATED   abort                                        ENDED: ABORTED
 * RUNNING   all of a wave reached their threshold        the next wave begins, or ENDED: DONE,
 *                                                          DONE_WITH_FAILURES
 * RUNNING   all of a wave ended, one of them FAILED      what has not begun is skipped; ENDED: FAILED
 * RUNNING   abort                                        running parts abort, others are skipped;
 *                                                          ABORTING
 * ABORTING  all parts ended                              ENDED: ABORTED
 * </pre>
 */
final class CampaignRun implements PartContext.Watcher {
  private final long id;
  private final CampaignRequest request;
  private final PartContext context;
  private final List<Part> parts;
  private final List<DeviceProblem> refused;
  private final Instant created;
  private final LongConsumer changed;
  private final Series series = new Series();
  private Phase phase;
  private Optional<Instant> started;
  private Optional<Instant> ended;
  private @Nullable Verdict verdict;
  private boolean deletes;
  private boolean looks;
  private int revision;

  /**
   * A campaign as it is known.
   *
   * @param makeContext of what it is told by its parts
   * @param makeParts of its parts as they are kept
   * @param changed is told its id when it looks different
   */
  CampaignRun(
      long id,
      CampaignRequest request,
      CampaignRecord record,
      Function<PartContext.Watcher, PartContext> makeContext,
      Function<PartContext, List<Part>> makeParts,
      LongConsumer changed) {
    this.id = id;
    this.request = request;
    this.changed = changed;
    this.phase = record.phase();
    this.created = record.created();
    this.started = record.started();
    this.ended = record.ended();
    this.verdict = record.verdict().orElse(null);
    this.deletes = record.deletes();
    this.refused = record.refused();
    this.context = makeContext.apply(this);
    this.parts = List.copyOf(makeParts.apply(context));
  }

  /** Goes on where the process before this one ended. */
  void resume() {
    if (phase == Phase.ABORTING) {
      parts.forEach(part -> part.abort(deletes));
    }
    if (phase != Phase.ENDED && phase != Phase.CREATED) {
      parts.stream().filter(part -> part.hasBegun() && part.end().isEmpty()).forEach(Part::start);
      advance();
    }
  }

  void start() {
    phase = Phase.RUNNING;
    started = Optional.of(context.clock().instant());
    advance();
    save();
  }

  void abort(boolean deleteOnDevices) {
    deletes = deleteOnDevices;
    boolean running = phase == Phase.RUNNING;
    phase = Phase.ABORTING;
    save();
    if (running) {
      parts.stream()
          .filter(part -> part.hasBegun() && part.end().isEmpty())
          .forEach(part -> part.abort(deleteOnDevices));
    }
    advance();
  }

  /** Begins the wave whose turn it is, unless it has begun, or ends the campaign. */
  private void advance() {
    if (phase == Phase.ABORTING) {
      skipRest(new Verdict(Outcome.ABORTED, "it was aborted before it began"));
    }
    for (int wave = 0; wave <= lastWave(); wave++) {
      List<Part> now = wave(wave);
      now.stream().filter(part -> !part.hasBegun() && part.end().isEmpty()).forEach(Part::start);
      if (now.stream().anyMatch(part -> part.end().isEmpty())) {
        return;
      }
      Optional<Verdict> failure = failure(now);
      if (failure.isPresent()) {
        String why = "those that went first came to " + failure.get().outcome();
        skipRest(new Verdict(Outcome.FAILED, why + ": " + failure.get().sentence()));
      }
    }
    end();
  }

  private int lastWave() {
    return parts.stream().mapToInt(part -> part.plan().wave()).max().orElse(0);
  }

  private List<Part> wave(int wave) {
    return parts.stream().filter(part -> part.plan().wave() == wave).toList();
  }

  private void skipRest(Verdict reason) {
    parts.stream()
        .filter(part -> !part.hasBegun() && part.end().isEmpty())
        .forEach(part -> part.skip(reason));
  }

  private static Optional<Verdict> failure(List<Part> parts) {
    return parts.stream()
        .flatMap(part -> part.end().stream())
        .map(PartEnd::verdict)
        .filter(verdict -> !verdict.done())
        .findFirst();
  }

  private void end() {
    if (phase == Phase.ENDED) {
      return;
    }
    verdict = new Verdict(outcome(), sentence());
    phase = Phase.ENDED;
    ended = Optional.of(context.clock().instant());
    save();
    onChange();
  }

  private Outcome outcome() {
    if (phase == Phase.ABORTING) {
      return Outcome.ABORTED;
    }
    if (failure(parts).isPresent()) {
      return Outcome.FAILED;
    }
    boolean all =
        parts.stream()
            .flatMap(part -> part.end().stream())
            .allMatch(it -> it.verdict().outcome() == Outcome.DONE);
    return all ? Outcome.DONE : Outcome.DONE_WITH_FAILURES;
  }

  private String sentence() {
    String counts = succeeded() + " of " + devices() + " devices succeeded";
    return failure(parts).map(it -> counts + "; " + it.sentence()).orElse(counts);
  }

  @Override
  public void onChange() {
    Instant now = context.clock().instant();
    int fragments = 0;
    int complete = 0;
    for (Part part : parts) {
      fragments += part.fragmentsSent();
      complete += part.cells().complete();
    }
    series.add(new SeriesPoint(now, fragments, complete));
    changed.accept(id);
  }

  @Override
  public void onEnd() {
    save();
    if (!looks) { // not from within the engine that has just ended
      looks = true;
      context
          .timers()
          .after(
              Duration.ZERO,
              () -> {
                looks = false;
                if (phase == Phase.RUNNING || phase == Phase.ABORTING) {
                  advance();
                }
              });
    }
  }

  @Override
  public int nextRevision() {
    return ++revision;
  }

  /** Keeps all but what the parts keep themselves. */
  void save() {
    context
        .ledger()
        .later(
            "campaign " + id,
            store ->
                store.save(
                    new StoredCampaign(id, StateText.write(request), StateText.write(record()))));
  }

  /** What is kept of it. */
  CampaignRecord record() {
    return new CampaignRecord(
        phase,
        created,
        started,
        ended,
        Optional.ofNullable(verdict),
        deletes,
        refused,
        parts.stream().map(part -> new CampaignRecord.Kept(part.plan(), part.end())).toList());
  }

  long id() {
    return id;
  }

  CampaignRequest request() {
    return request;
  }

  PartContext context() {
    return context;
  }

  List<Part> parts() {
    return parts;
  }

  Phase phase() {
    return phase;
  }

  List<SeriesPoint> series() {
    return series.points();
  }

  int revision() {
    return revision;
  }

  private int devices() {
    return parts.stream().mapToInt(part -> part.cells().devices().size()).sum();
  }

  private int succeeded() {
    return parts.stream().mapToInt(part -> part.cells().count(Cells.SUCCEEDED)).sum();
  }

  /** It has ended, and nobody has looked at it for long. */
  void close() {
    parts.forEach(Part::close);
  }

  /** The part that has a device. */
  Optional<Part> partOf(DeviceId device) {
    return parts.stream().filter(part -> part.cells().row(device) >= 0).findFirst();
  }
}
