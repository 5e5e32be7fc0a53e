package dev.fuota.hal.link;

import java.time.Instant;

/** A LoRaWAN end device, activated or activating itself, as the application packages need it. */
public interface LorawanLink {

  void listen(Listener listener);

  /** What it can do. Of a modem it is known only after the modem has answered. */
  default LinkCapabilities capabilities() {
    return LinkCapabilities.FULL;
  }

  /** How the link stands with its network. A link that needs no activation is always active. */
  default Activity activity() {
    return Activity.ACTIVE;
  }

  /** Whether an uplink can be taken now: activated, and none is under way. */
  boolean ready();

  /**
   * Octets of FRMPayload that an uplink may have that is sent now. It changes with the data rate,
   * and with what the link itself has to say in the same frame; it may be 0.
   */
  int maxPayload();

  /**
   * Sends one uplink; only while {@link #ready()}. {@link Listener#onUplinkDone} follows when its
   * receive windows are over.
   *
   * @param fPort 1..225
   */
  void send(int fPort, byte[] payload, boolean confirmed);

  /**
   * Has the next uplink ask the network for the time; {@link Listener#onNetworkTime} follows if it
   * answers. Without effect on a link that cannot ask.
   */
  default void requestTime() {}

  /** Defines or redefines a multicast group. Ends a running session of it. */
  void defineGroup(MulticastGroup group);

  void deleteGroup(int groupId);

  /**
   * Listens continuously for the group until {@link #closeClassC}; then the device is in the class
   * again in which it was. If sessions overlap that one receiver cannot serve together, the one
   * that was opened last has it.
   */
  void openClassC(int groupId, int frequencyHz, int dataRate);

  void closeClassC(int groupId);

  /** Whether this link has class B at all; without, {@link #openClassB} is never called. */
  boolean supportsClassB();

  /**
   * Listens in the group's ping slots until {@link #closeClassB}; then the device is in the class
   * again in which it was. To find the beacon in time, and to keep up with it, is the link's
   * business: it is told two beacon periods, 256 s, before the session where that is possible, and
   * goes on searching if it is told later. No slot before the session's start is listened to: the
   * link has the time of the beacons, which is better than that of its owner.
   */
  void openClassB(int groupId, PingSession session);

  void closeClassB(int groupId);

  /** Whether the link can use this data rate index for receiving. */
  boolean supportsDataRate(int dataRate);

  /** Whether the link can receive on this frequency. */
  boolean supportsFrequency(int frequencyHz);

  /** How a link stands with its network. */
  enum Activity {
    /** It tries to join, at its own pace. */
    JOINING,
    ACTIVE,
    /** It can neither send nor join any more: all nonces of its root key are used. */
    EXHAUSTED
  }

  /** What the link reports. */
  interface Listener {
    /** An authentic application downlink with a new counter, decrypted. */
    void onDownlink(Downlink downlink);

    /**
     * The uplink and both its receive windows are over.
     *
     * @param acknowledged whether the network acknowledged it; always false for unconfirmed ones
     */
    void onUplinkDone(boolean acknowledged);

    /** The link has joined: a new session, with a new address. */
    default void onActivated() {}

    /**
     * The link was found to be in a session that it had before: that of a modem outlives its host.
     */
    default void onSessionFound() {}

    /** The link will never be ready again: {@link Activity#EXHAUSTED}. */
    default void onExhausted() {}

    /**
     * The network told its time.
     *
     * @param now its time at this very moment, to 0.1 s; UTC with the 18 leap seconds of 2017
     */
    default void onNetworkTime(Instant now) {}

    /**
     * The network says how it heard the uplink that asked.
     *
     * @param marginDb above the least that it needs, 0..254
     * @param gateways how many heard it
     */
    default void onLinkCheck(int marginDb, int gateways) {}

    /**
     * No beacon was heard for two hours: the device is in class A again, and hears no ping slot of
     * any group until it finds a beacon.
     */
    default void onBeaconLost() {}
  }
}
