package dev.fuota.cluster;

import java.time.Duration;
import org.apache.pekko.actor.AbstractActorWithTimers;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.Props;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.DowningProvider;
import scala.Option;
import scala.concurrent.duration.FiniteDuration;

/**
 * Who is not heard for a while is down: each side of a broken cluster goes on with what it has.
 *
 * <p>For most clusters that would be wrong, since both sides would then own the same things. Cells
 * own nothing: the same cell run on both sides gives the same result, and the run takes the answer
 * that it hears. So the rule is the one that lets a survivor go on, be it alone, be it one of two.
 */
public final class SurvivorDowning extends DowningProvider {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final ActorSystem system;

  /** Made by Pekko. */
  public SurvivorDowning(ActorSystem system) {
    this.system = system;
  }

  @Override
  public FiniteDuration downRemovalMargin() {
    return Cluster.get(system).settings().DownRemovalMargin();
  }

  @Override
  public Option<Props> downingActorProps() {
    return Option.apply(Props.create(Downing.class, Downing::new));
  }

  private record Lost(Address address) {}

  /** Waits a little for each that is not heard. */
  private static final class Downing extends AbstractActorWithTimers {
    private final Cluster cluster = Cluster.get(getContext().getSystem());

    @Override
    public void preStart() {
      cluster.subscribe(
          getSelf(), ClusterEvent.initialStateAsEvents(), ClusterEvent.ReachabilityEvent.class);
    }

    @Override
    public Receive createReceive() {
      return receiveBuilder()
          .match(
              ClusterEvent.UnreachableMember.class,
              silent -> {
                Address address = silent.member().address();
                getTimers().startSingleTimer(address, new Lost(address), PATIENCE);
              })
          .match(
              ClusterEvent.ReachableMember.class,
              heard -> getTimers().cancel(heard.member().address()))
          .match(Lost.class, lost -> cluster.down(lost.address()))
          .build();
    }
  }
}
