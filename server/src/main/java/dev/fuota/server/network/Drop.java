package dev.fuota.server.network;

/** Why an uplink frame went no further; stable names, shown in reports. */
public enum Drop {
  /** From a gateway that never connected. */
  UNKNOWN_GATEWAY,
  /** There were too many frames at once. */
  OVERLOAD,
  /** Not a LoRaWAN frame that devices send, or not with a data rate of the region. */
  MALFORMED,
  /** A data frame, but one that only networks send. */
  NOT_AN_UPLINK,
  /** No session has this address. */
  UNKNOWN_ADDRESS,
  /** A join-request of a device that is not registered so. */
  UNKNOWN_DEVICE,
  /** Neither a new counter nor an old one makes the MIC hold: forged, or foreign keys. */
  WRONG_MIC,
  /** An authentic frame of the past: somebody plays it back. */
  OLD_COUNTER,
  /** The last frame once more: a copy, or repeated because its acknowledgement got lost. */
  DUPLICATE,
  /** A DevNonce that was there before (1.0.3). */
  DEV_NONCE_USED,
  /** A DevNonce or RJcount that is not higher than the last one (1.0.4, 1.1). */
  DEV_NONCE_TOO_SMALL,
  /** All 2^24 JoinNonces of the device are used. */
  JOIN_NONCES_USED_UP
}
