package dev.fuota.fleet.msu;

import dev.fuota.fleet.lan.LinkQuality;
import dev.fuota.protocol.msu.Profile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What happens in a run of a fleet that is updated by Mass Software Upgrade.
 *
 * @param seed the same seed gives the same run in virtual time
 * @param clock virtual time, or real time on sockets of this machine
 * @param clients one entry for each series of clients
 * @param files one to three, sent one after the other
 * @param timing waits of server and clients
 * @param profile what server and clients may use beyond the specification
 * @param faults in any order
 * @param expect what makes the run a success
 */
public record MsuScenario(
    String name,
    long seed,
    Clock clock,
    List<ClientSeries> clients,
    List<SentFile> files,
    Timing timing,
    Profile profile,
    List<Fault> faults,
    Expectation expect) {
  public static final int CLIENTS_MAX = 10_000;

  /** Who makes time pass. */
  public enum Clock {
    VIRTUAL,
    REAL
  }

  /**
   * Clients of one kind.
   *
   * @param hardware what they say that they are; the server offers for {@link #HARDWARE}
   */
  public record ClientSeries(int count, LinkQuality link, String hardware) {}

  /** The hardware that the server's files are for. */
  public static final String HARDWARE = "fleet";

  /** A file of random octets. */
  public record SentFile(String name, long size) {}

  /**
   * Waits of the server (MSU, appendix A), and its pace.
   *
   * @param whoIs copies of Who-Is, a second apart: a client answers one in two seconds, so that on
   *     a bad link the usual three do not find all
   */
  public record Timing(
      Duration joinWait, Duration scmWait, Duration ccmWait, Duration sequenceDelay, int whoIs) {
    public static final int WHO_IS_MAX = 60;

    /** The specification's own. */
    public static final Timing DEFAULT =
        new Timing(
            Duration.ofSeconds(5),
            Duration.ofSeconds(3),
            Duration.ofSeconds(5),
            Duration.ofMillis(1),
            3);
  }

  /** What befalls clients. */
  public enum Mishap {
    /** The process is killed, and started again after {@link Fault#lasting}. */
    KILL,
    /** The cable is pulled, and put in again after {@link Fault#lasting}. */
    UNPLUG
  }

  /**
   * Something that happens.
   *
   * @param at after the start of the run
   * @param share of the clients, drawn by the seed, at least one
   */
  public record Fault(Duration at, Mishap mishap, double share, Duration lasting) {}

  /**
   * When the run is a success.
   *
   * @param updated share of the clients with the right hardware that have every file
   * @param within that much time from the start of the run
   */
  public record Expectation(double updated, Optional<Duration> within) {}

  public MsuScenario {
    clients = List.copyOf(clients);
    files = List.copyOf(files);
    faults = List.copyOf(faults);
  }

  /** How many clients there are in all. */
  public int count() {
    return clients.stream().mapToInt(ClientSeries::count).sum();
  }
}
