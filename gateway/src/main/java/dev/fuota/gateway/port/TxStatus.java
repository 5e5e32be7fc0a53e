package dev.fuota.gateway.port;

/** What a gateway answers to a {@link Transmission}. */
public enum TxStatus {
  /** Taken: it will be sent at its time. */
  OK,
  TOO_LATE,
  TOO_EARLY,
  /** Another frame has that time. */
  COLLISION_PACKET,
  /** A beacon has that time. */
  COLLISION_BEACON,
  /** The gateway cannot send on this frequency. */
  TX_FREQ,
  /** The gateway cannot send with this power. */
  TX_POWER,
  /** GPS time was asked for, and the gateway has none. */
  GPS_UNLOCKED,
  QUEUE_FULL,
  /** The share of time that the sub-band allows is used up. */
  DUTY_CYCLE_OVERFLOW,
  INTERNAL_ERROR
}
