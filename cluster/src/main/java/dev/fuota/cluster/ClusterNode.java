package dev.fuota.cluster;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.apache.pekko.cluster.typed.SelfUp;
import org.apache.pekko.cluster.typed.Subscribe;

/** This process as a part of a cluster. */
final class ClusterNode implements AutoCloseable {
  /** All nodes have the same, or they would not find each other. */
  static final String SYSTEM = "fuota";

  private static final int JOIN_SECONDS = 40;
  private static final int LEAVE_SECONDS = 12;

  /** Why a process is no part of a cluster. */
  static final class Problem extends Exception {
    private static final long serialVersionUID = 1;

    Problem(String sentence) {
      super(sentence);
    }
  }

  private final ClusterSettings settings;
  private final ActorSystem<Object> system;
  private final Cells cells;
  private final Parts parts;
  private final ActorRef<ShardingEnvelope<CellMessage>> place;

  private ClusterNode(ClusterSettings settings, ActorSystem<Object> system) {
    this.settings = settings;
    this.system = system;
    this.cells = new Cells(settings.version(), Math.max(1, settings.threads()));
    String name = listen(system).toString();
    this.parts = new Parts(settings.version(), name);
    this.place = CellPlace.open(system, name, cells);
    spawn(PartPlace.create(name, parts), PartPlace.NAME);
  }

  /**
   * Joins, and returns when the cluster has taken it.
   *
   * @throws Problem if it did not
   */
  static ClusterNode join(ClusterSettings settings) throws Problem, InterruptedException {
    CompletableFuture<Boolean> up = new CompletableFuture<>();
    ActorSystem<Object> system;
    try {
      system = ActorSystem.create(waiting(up), SYSTEM, settings.config());
    } catch (RuntimeException e) {
      throw new Problem("cannot listen on " + settings.listen() + " (" + innermost(e) + ")");
    }
    system.getWhenTerminated().thenRun(() -> up.complete(false));
    Endpoint seed = settings.join().orElse(listen(system));
    String protocol = Cluster.get(system).selfMember().address().protocol();
    Cluster.get(system)
        .manager()
        .tell(new JoinSeedNodes(List.of(new Address(protocol, SYSTEM, seed.host(), seed.port()))));
    ClusterNode node = new ClusterNode(settings, system);
    try {
      if (up.get(JOIN_SECONDS, TimeUnit.SECONDS)) {
        return node;
      }
    } catch (TimeoutException | ExecutionException e) {
      // as if it had said no
    }
    String sentence = node.refusal(seed);
    node.close();
    throw new Problem(sentence);
  }

  private static Behavior<Object> waiting(CompletableFuture<Boolean> up) {
    return Behaviors.setup(
        context -> {
          Cluster.get(context.getSystem())
              .subscriptions()
              .tell(Subscribe.create(context.getSelf().narrow(), SelfUp.class));
          return Behaviors.receive(Object.class)
              .onMessage(
                  SelfUp.class,
                  ready -> {
                    up.complete(true);
                    return Behaviors.same();
                  })
              .build();
        });
  }

  private String refusal(Endpoint seed) {
    Optional<CoordinatedShutdown.Reason> reason = ended();
    boolean other =
        reason
            .filter(it -> it == CoordinatedShutdown.incompatibleConfigurationDetectedReason())
            .isPresent();
    return other
        ? "the cluster at "
            + seed
            + " refused this node: all nodes need the same version and settings, this is fuota "
            + settings.version()
        : "no cluster answers at " + seed + (settings.key().isPresent() ? " with this key" : "");
  }

  private static Endpoint listen(ActorSystem<?> system) {
    Address self = Cluster.get(system).selfMember().address();
    return new Endpoint(self.getHost().orElse("?"), self.getPort().orElse(0));
  }

  private static String innermost(Throwable problem) {
    Throwable cause = problem;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  /** Where it is reached. */
  Endpoint listen() {
    return listen(system);
  }

  /** The way to the cells of a job. */
  Way way(Job job) {
    return job.isLive() ? new PartWay(system) : new ShardWay(job.id(), place);
  }

  /** Adds an actor. */
  final <T> ActorRef<T> spawn(Behavior<T> behavior, String name) {
    return system.systemActorOf(behavior, name, Props.empty());
  }

  /** Why it ended by itself; empty as long as it did not. */
  Optional<CoordinatedShutdown.Reason> ended() {
    return CoordinatedShutdown.get(system).getShutdownReason();
  }

  /** Says when it has ended, whoever ended it. */
  void whenEnded(Runnable then) {
    system.getWhenTerminated().thenRun(then);
  }

  /** Waits for its end: the others took it for lost, or somebody closed it. */
  void await() throws InterruptedException {
    try {
      system.getWhenTerminated().toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    leave();
  }

  /** Leaves in order: the others know at once. */
  void leave() {
    cells.close();
    parts.close();
    CoordinatedShutdown.get(system).runAll(CoordinatedShutdown.actorSystemTerminateReason());
    try {
      system.getWhenTerminated().toCompletableFuture().get(LEAVE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      system.terminate();
    }
  }
}
