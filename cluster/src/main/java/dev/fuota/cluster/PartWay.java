package dev.fuota.cluster;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * To parts of a fleet in real time. All are asked for at once, each goes to the node that has
 * fewest of this run, and stays there as long as the node does: Cluster Sharding would move some
 * when a node joins, and their devices would begin anew.
 */
final class PartWay implements Way {
  private final ActorSystem<?> system;
  private final SortedSet<Address> nodes = new TreeSet<>(Comparator.comparing(Address::toString));
  private final Map<Integer, Address> places = new HashMap<>();

  /** Knows the nodes that are there. */
  PartWay(ActorSystem<?> system) {
    this.system = system;
    Cluster.get(system).state().getMembers().forEach(this::add);
  }

  private void add(Member member) {
    if (member.hasRole(CellPlace.ROLE) && member.status().equals(MemberStatus.up())) {
      nodes.add(member.address());
    }
  }

  @Override
  public void onChange(ClusterEvent.ClusterDomainEvent event) {
    if (event instanceof ClusterEvent.MemberUp up) {
      add(up.member());
    } else if (event instanceof ClusterEvent.MemberRemoved removed) {
      nodes.remove(removed.member().address());
      places.values().removeIf(removed.member().address()::equals);
    }
  }

  @Override
  public int window(int threads) {
    return nodes.isEmpty() ? 0 : Integer.MAX_VALUE;
  }

  @Override
  public void tell(int cell, CellMessage message) {
    place(cell)
        .ifPresent(
            node ->
                Adapter.toClassic(system)
                    .actorSelection(node + PartPlace.PATH)
                    .tell(message, ActorRef.noSender()));
  }

  /** The node that has a part, from now on; empty if there is none. */
  Optional<Address> place(int part) {
    Optional<Address> node = Optional.ofNullable(places.get(part)).or(this::emptiest);
    node.ifPresent(it -> places.put(part, it));
    return node;
  }

  private Optional<Address> emptiest() {
    return nodes.stream().min(Comparator.comparingLong(this::partsOn));
  }

  private long partsOn(Address node) {
    return places.values().stream().filter(node::equals).count();
  }
}
