package dev.fuota.server.msu;

import java.time.Duration;

/**
 * How often a server says or asks each thing.
 *
 * @param whoIs copies of Who-Is
 * @param iAmWait after the last Who-Is
 * @param setGroup tries for each client
 * @param connect tries for each client; the gap doubles
 * @param notification copies before a file (MSU-060)
 * @param renotify between Notifications while a file is on its way, for late clients; zero is never
 * @param transferCompleted copies after the last chunk (MSU-100)
 * @param status requests to a client that did not report by itself
 * @param disconnect tries for each client
 * @param abort copies of Transfer aborted
 */
public record MsuRepeats(
    Tries whoIs,
    Duration iAmWait,
    Tries setGroup,
    Tries connect,
    Tries notification,
    Duration renotify,
    Tries transferCompleted,
    Tries status,
    Tries disconnect,
    Tries abort) {

  public static final MsuRepeats DEFAULTS =
      new MsuRepeats(
          Tries.of(3, 1000),
          Duration.ofSeconds(3),
          Tries.of(3, 1000),
          Tries.of(3, 1000),
          Tries.of(3, 1000),
          Duration.ofSeconds(10),
          Tries.of(3, 200),
          Tries.of(3, 1000),
          Tries.of(3, 1000),
          Tries.of(3, 100));

  /** The same with other discovery. */
  public MsuRepeats withDiscovery(Tries otherWhoIs, Duration otherWait) {
    return new MsuRepeats(
        otherWhoIs,
        otherWait,
        setGroup,
        connect,
        notification,
        renotify,
        transferCompleted,
        status,
        disconnect,
        abort);
  }

  /** The same with other Notifications. */
  public MsuRepeats withNotification(Tries otherNotification, Duration otherRenotify) {
    return new MsuRepeats(
        whoIs,
        iAmWait,
        setGroup,
        connect,
        otherNotification,
        otherRenotify,
        transferCompleted,
        status,
        disconnect,
        abort);
  }
}
