package dev.fuota.drivers.modem;

import java.time.Instant;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * How a kind of modem is spoken to. A {@link ModemLink} asks one thing at a time, and only what the
 * modem said of itself that it can; each ends with exactly one call of its consumer, also if the
 * modem is silent, answers nonsense or goes away. Nothing throws.
 */
public interface Dialect {

  /** Opens the line, once. */
  void start(Events events);

  /** Gives the line up for good. */
  void close();

  /**
   * Makes sure who answers there, and gives it its settings: each is read, written only if it is
   * another one, and read again then.
   */
  void setUp(Consumer<SetUp> done);

  /** Looks at what the modem is doing, without changing it. */
  void inspect(Receiving wanted, Consumer<Inspection> done);

  /** Tries to join once; ends when that is decided. */
  void join(Consumer<Outcome> done);

  /** Brings class and groups to what is wanted, whatever they are. */
  void receive(Receiving wanted, Consumer<Outcome> done);

  /** Has the next uplink ask for the time. */
  void askTime(Consumer<Outcome> done);

  /** Has the next uplink ask how well it is heard. */
  default void askLinkCheck(Consumer<Outcome> done) {
    done.accept(Outcome.OK);
  }

  /** Sends an uplink; ends when its receive windows are over, or it was not taken. */
  void send(int fPort, byte[] payload, boolean confirmed, Consumer<Sent> done);

  /** Octets that fit the next uplink, as far as the modem said. */
  int maxPayload();

  /** What came of a set-up. */
  record SetUp(Outcome outcome, ModemIdentity identity) {
    /** It did not go well. */
    public static SetUp not(Outcome outcome) {
      return new SetUp(outcome, ModemIdentity.UNKNOWN);
    }
  }

  /**
   * What a look found.
   *
   * @param asWanted whether class and groups are those that are wanted
   */
  record Inspection(Outcome outcome, boolean joined, boolean asWanted) {
    /** It could not be seen. */
    public static Inspection not(Outcome outcome) {
      return new Inspection(outcome, false, false);
    }
  }

  /** What came of an uplink. */
  record Sent(Outcome outcome, boolean acknowledged) {
    /** It was not sent. */
    public static Sent not(Outcome outcome) {
      return new Sent(outcome, false);
    }
  }

  /** For whom a downlink was, as far as the modem says. */
  enum Cast {
    UNICAST,
    MULTICAST,
    /** The modem does not tell one from the other. */
    UNTOLD
  }

  /** What a modem says of its own. */
  interface Events {
    /** The line is open; what was agreed with the modem before is void. */
    void onOpened();

    /** The line was lost, or cannot be opened. */
    void onLost(String reason);

    /** The modem was reset: it has to be set up anew. */
    void onReset();

    /** The modem has a session now, unasked. */
    void onJoined();

    /** An application downlink; {@code groupId} if the modem names the group. */
    void onDownlink(int fPort, byte[] payload, Cast cast, OptionalInt groupId);

    /** The network's time at this moment. */
    void onNetworkTime(Instant now);

    void onLinkCheck(int marginDb, int gateways);

    /** The modem lost the beacon and left class B. */
    void onBeaconLost();

    /** Something is wrong that does not end what is under way. */
    void onTrouble(String sentence);
  }
}
