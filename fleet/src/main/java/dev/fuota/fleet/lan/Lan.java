package dev.fuota.fleet.lan;

import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One segment of a local network in virtual time. Nodes have IPv4 addresses of their own. */
public final class Lan {
  /** From one node to another: a switch and two cables. */
  private static final Duration TRANSIT = Duration.ofNanos(200_000);

  private final Simulation simulation;
  private final Map<Integer, LanPort> nodes = new HashMap<>();

  /** In the order in which they joined, so that the same seed gives the same run. */
  private final Map<Long, Set<LanPort>> members = new HashMap<>();

  private long datagrams;
  private long octets;

  public Lan(Simulation simulation) {
    this.simulation = simulation;
  }

  /**
   * A new node.
   *
   * @param address IPv4 in network order
   * @throws IllegalArgumentException if the address is taken
   */
  public LanPort attach(int address) {
    LanPort port = new LanPort(address, this);
    if (nodes.putIfAbsent(address, port) != null) {
      throw new IllegalArgumentException("two nodes at " + Integer.toHexString(address));
    }
    return port;
  }

  /** How many datagrams nodes have sent. */
  public long datagrams() {
    return datagrams;
  }

  /** Octets of the datagrams sent, without headers below UDP's payload. */
  public long octets() {
    return octets;
  }

  void join(LanPort port, int group, int number) {
    members.computeIfAbsent(key(group, number), key -> new LinkedHashSet<>()).add(port);
  }

  void leave(LanPort port, int group, int number) {
    Set<LanPort> joined = members.get(key(group, number));
    if (joined != null && joined.remove(port) && joined.isEmpty()) {
      members.remove(key(group, number));
    }
  }

  /** Carries a datagram to whoever is there when it arrives. */
  void carry(Datagram datagram) {
    datagrams++;
    octets += datagram.octets().length;
    simulation.after(TRANSIT, () -> arrive(datagram));
  }

  private void arrive(Datagram datagram) {
    if (isMulticast(datagram.to())) {
      Set<LanPort> joined = members.get(key(datagram.to(), datagram.toPort()));
      if (joined != null) {
        List<LanPort> now = new ArrayList<>(joined);
        now.forEach(port -> port.arrive(datagram));
      }
    } else {
      LanPort port = nodes.get(datagram.to());
      if (port != null) {
        port.arrive(datagram);
      }
    }
  }

  static boolean isMulticast(int address) {
    return address >>> 28 == 0xe;
  }

  private static long key(int group, int port) {
    return (long) group << 16 | port;
  }
}
