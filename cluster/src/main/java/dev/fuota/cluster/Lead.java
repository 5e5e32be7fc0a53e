package dev.fuota.cluster;

import dev.fuota.fleet.result.FleetJson;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.result.ResultProblem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;

/**
 * Asks for every cell of a job until all have answered: for as many at a time as its {@link Way}
 * says, and for each of them again with every beat, so that it does not matter which message or
 * which node was lost. When it is to stop, it has the cells end as they stand, and waits a little
 * for what they say.
 */
final class Lead extends AbstractBehavior<RunMessage> {
  private static final Duration BEAT = Duration.ofSeconds(2);

  private static final Duration FIRST_BEAT = Duration.ofMillis(500);

  /** For the last answers of cells that were told to end. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(8);

  /** A cell that goes down with so many nodes is not run on one more. */
  private static final int NODES_LOST_MAX = 3;

  /** Beats without any node. */
  private static final int PATIENCE = 30;

  private final Job job;
  private final String id;
  private final int all;
  private final Way way;
  private final TimerScheduler<RunMessage> timers;
  private final RunWatcher watcher;
  private final Consumer<RunEnd> end;
  private final ActorRef<CellReply> ear;
  private final Nodes nodes = new Nodes();
  private final SortedMap<Integer, FleetResult> answers = new TreeMap<>();

  /** Cells asked for, and the nodes that run them, as far as they said so. */
  private final Map<Integer, String> asked = new HashMap<>();

  private final Map<Integer, Set<String>> lost = new HashMap<>();
  private int next;
  private int beatsAlone;
  private boolean stopping;

  private Lead(
      ActorContext<RunMessage> context,
      TimerScheduler<RunMessage> timers,
      Job job,
      int all,
      Way way,
      RunWatcher watcher,
      Consumer<RunEnd> end) {
    super(context);
    this.timers = timers;
    timers.startTimerWithFixedDelay(RunMessage.Beat.INSTANCE, FIRST_BEAT, BEAT);
    this.job = job;
    this.id = job.id();
    this.all = all;
    this.way = way;
    this.watcher = watcher;
    this.end = end;
    this.ear = context.messageAdapter(CellReply.class, RunMessage.Heard::new);
    ActorRef<ClusterEvent.ClusterDomainEvent> events =
        context.messageAdapter(ClusterEvent.ClusterDomainEvent.class, RunMessage.Changed::new);
    Cluster.get(context.getSystem())
        .subscriptions()
        .tell(Subscribe.create(events, ClusterEvent.ClusterDomainEvent.class));
  }

  /**
   * Begins.
   *
   * @param all how many cells the job has
   * @param way to them
   * @param end told once
   */
  static Behavior<RunMessage> create(
      Job job, int all, Way way, RunWatcher watcher, Consumer<RunEnd> end) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new Lead(context, timers, job, all, way, watcher, end)));
  }

  @Override
  public Receive<RunMessage> createReceive() {
    return newReceiveBuilder()
        .onMessage(RunMessage.Heard.class, heard -> onReply(heard.reply()))
        .onMessage(RunMessage.Changed.class, changed -> onChange(changed.event()))
        .onMessage(RunMessage.Beat.class, beat -> onBeat())
        .onMessage(RunMessage.Stop.class, stop -> onStop())
        .onMessage(RunMessage.Enough.class, enough -> ended(Optional.empty()))
        .build();
  }

  private Behavior<RunMessage> onReply(CellReply reply) {
    if (reply instanceof CellReply.Answer answer) {
      return onAnswer(answer);
    }
    if (reply instanceof CellReply.Refused refused) {
      if (stopping) {
        asked.remove(refused.cell());
        return last();
      }
      return ended(Optional.of("cell " + refused.cell() + ": " + refused.sentence()));
    }
    if (reply instanceof CellReply.Working working) {
      asked.computeIfPresent(working.cell(), (cell, node) -> working.node());
    }
    return this;
  }

  private Behavior<RunMessage> onAnswer(CellReply.Answer answer) {
    int cell = answer.cell();
    way.tell(cell, new CellMessage.Thanks(new CellMessage.Id(id, cell)));
    if (asked.remove(cell) == null) {
      return this; // said twice
    }
    try {
      answers.put(cell, result(answer));
    } catch (IOException | ResultProblem e) {
      return ended(
          Optional.of("cell " + cell + ": its answer is no result (" + e.getMessage() + ")"));
    }
    watcher.onCells(answers.size(), all);
    if (stopping) {
      return last();
    }
    return answers.size() == all ? ended(Optional.empty()) : ahead();
  }

  private static FleetResult result(CellReply.Answer answer) throws IOException {
    byte[] json = Octets.inflated(answer.result().toArray());
    FleetResult result =
        FleetJson.read(
            "cell " + answer.cell(), new StringReader(new String(json, StandardCharsets.UTF_8)));
    if (result.cells().size() != 1 || result.cells().get(0).cell() != answer.cell()) {
      throw new IOException("of other cells");
    }
    return result;
  }

  private Behavior<RunMessage> onChange(ClusterEvent.ClusterDomainEvent event) {
    way.onChange(event);
    Optional<String> gone = nodes.gone(event);
    nodes.on(event).ifPresent(watcher::onNode);
    if (gone.isPresent()) {
      Optional<Integer> fatal = lose(gone.get());
      if (fatal.isPresent()) {
        return ended(
            Optional.of(
                "cell "
                    + fatal.get()
                    + " was lost with "
                    + NODES_LOST_MAX
                    + " nodes, one after the other"));
      }
    }
    return ahead();
  }

  /** Takes note of what a node had; a cell that has been lost too often, if there is one. */
  private Optional<Integer> lose(String node) {
    asked.forEach(
        (cell, at) -> {
          if (at.equals(node)) {
            lost.computeIfAbsent(cell, any -> new HashSet<>()).add(node);
          }
        });
    return lost.entrySet().stream()
        .filter(each -> each.getValue().size() >= NODES_LOST_MAX)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private Behavior<RunMessage> onBeat() {
    beatsAlone = nodes.threads() == 0 ? beatsAlone + 1 : 0;
    if (beatsAlone > PATIENCE) {
      return ended(
          Optional.of(
              "no node for "
                  + BEAT.multipliedBy(PATIENCE).toSeconds()
                  + " s; start one with fuota-cluster node --join"));
    }
    asked.keySet().forEach(this::ask);
    return ahead();
  }

  private Behavior<RunMessage> onStop() {
    stopping = true;
    timers.startSingleTimer(RunMessage.Enough.INSTANCE, LAST_WORDS);
    asked.keySet().forEach(this::ask);
    return last();
  }

  /** Waits for those that were asked for. */
  private Behavior<RunMessage> last() {
    return asked.isEmpty() ? ended(Optional.empty()) : this;
  }

  /** Asks for more cells, if there is room for them. */
  private Behavior<RunMessage> ahead() {
    while (!stopping && next < all && asked.size() < way.window(nodes.threads())) {
      asked.put(next, "");
      ask(next);
      next++;
    }
    return this;
  }

  private void ask(int cell) {
    way.tell(
        cell,
        stopping
            ? new CellMessage.End(new CellMessage.Id(id, cell))
            : new CellMessage.Ask(job, cell, ear));
  }

  /** What still runs is of no use any more. */
  private Behavior<RunMessage> ended(Optional<String> refusal) {
    stopping = true;
    asked.keySet().forEach(this::ask);
    end.accept(new RunEnd(List.copyOf(answers.values()), refusal));
    return Behaviors.stopped();
  }
}
