package dev.fuota.server.network;

import dev.fuota.protocol.lorawan.DevAddr;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The sessions by their addresses, of which no two are alike. */
final class SessionBook {
  private static final int TRIES = 1000;

  /** Bits behind the prefix that NetIDs of type 0 have: 0 and six bits of the NetID. */
  private static final int ADDRESS_BITS = 25;

  private final int prefix;
  private final RandomGenerator random;
  private final Map<DevAddr, Session> sessions = new HashMap<>();

  /**
   * A book without sessions.
   *
   * @param netId whose lowest six bits all addresses begin with, behind a 0
   */
  SessionBook(int netId, RandomGenerator random) {
    this.prefix = (netId & 0x3f) << ADDRESS_BITS;
    this.random = random;
  }

  /**
   * Draws an address that nobody has.
   *
   * @throws IllegalStateException if nearly all are taken
   */
  DevAddr free() {
    for (int i = 0; i < TRIES; i++) {
      DevAddr address = new DevAddr(prefix | random.nextInt(1 << ADDRESS_BITS));
      if (!sessions.containsKey(address)) {
        return address;
      }
    }
    throw new IllegalStateException("the network has no addresses left");
  }

  Optional<Session> find(DevAddr address) {
    return Optional.ofNullable(sessions.get(address));
  }

  /**
   * Adds a session.
   *
   * @throws IllegalArgumentException if another one has its address
   */
  void add(Session session) {
    if (sessions.putIfAbsent(session.devAddr(), session) != null) {
      throw new IllegalArgumentException(session.devAddr() + " is registered already");
    }
  }

  void remove(Session session) {
    sessions.remove(session.devAddr(), session);
  }
}
