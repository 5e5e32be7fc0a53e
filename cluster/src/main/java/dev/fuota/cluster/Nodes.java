package dev.fuota.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.Member;

/** The nodes that run cells, as the cluster tells about them. */
final class Nodes {
  private static final String THREADS = "threads-";

  private final Map<String, Integer> threads = new HashMap<>();

  /** The role that says how many threads a node has. */
  static String role(int threads) {
    return THREADS + threads;
  }

  /** How a node is called: where it listens. */
  static String name(Member member) {
    return member.address().getHost().orElse("?") + ":" + member.address().getPort().orElse(0);
  }

  /** How many cells are run at the same time. */
  int threads() {
    return threads.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Takes note; a sentence if a person wants to know. */
  Optional<String> on(ClusterEvent.ClusterDomainEvent event) {
    if (event instanceof ClusterEvent.MemberUp up && hasCells(up.member())) {
      int count = threadsOf(up.member());
      threads.put(name(up.member()), count);
      return Optional.of("node " + name(up.member()) + " is there, threads: " + count);
    }
    if (event instanceof ClusterEvent.UnreachableMember silent && hasCells(silent.member())) {
      return Optional.of("node " + name(silent.member()) + " is not heard");
    }
    return gone(event)
        .map(name -> "node " + name + " is gone; what it had not answered runs again elsewhere");
  }

  /** The node that left the cluster, if that is what happened. */
  Optional<String> gone(ClusterEvent.ClusterDomainEvent event) {
    if (event instanceof ClusterEvent.MemberRemoved removed && hasCells(removed.member())) {
      threads.remove(name(removed.member()));
      return Optional.of(name(removed.member()));
    }
    return Optional.empty();
  }

  private static boolean hasCells(Member member) {
    return member.hasRole(CellPlace.ROLE);
  }

  private static int threadsOf(Member member) {
    return member.getRoles().stream()
        .filter(role -> role.matches(THREADS + "\\d{1,4}"))
        .mapToInt(role -> Integer.parseInt(role.substring(THREADS.length())))
        .max()
        .orElse(1);
  }
}
