package dev.fuota.agent.mac;

import dev.fuota.agent.mac.Transceiver.Heard;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.protocol.lorawan.command.ForceRejoinReq;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A MAC as its parts see it: what they ask of it, and what they tell it. */
interface Whole {
  /** Whether class B lets a transmission and its windows of this length begin now. */
  boolean mayTransmit(Duration length);

  /** Where to listen while there is nothing else to do; empty: nowhere. */
  Optional<LoraChannel> background();

  /**
   * Takes a frame that no exchange took.
   *
   * @return whether it was a downlink to this device alone
   */
  boolean hear(Heard heard);

  /** A session has begun. */
  void onActivated();

  /** An uplink is over. */
  void onUplinkOver();

  /** The network told its time of this moment. */
  void onNetworkTime(Instant network);

  /** The network knows the device's ping slots. */
  void onPingSlotsKnown();

  /** The network wants rejoin-requests. */
  void onForceRejoin(ForceRejoinReq request);
}
