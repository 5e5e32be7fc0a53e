package dev.fuota.server.network;

/** Why an uplink frame went no further; stable names, shown in reports. */
public enum Drop {
  /** From a gateway that never connected. */
  UNKNOWN_GATEWAY,
  /** There were too many frames at once. */
  OVERLOAD,
  /** Not a LoRaWAN data frame. */
  MALFORMED,
  /** A data frame, but one that only networks send. */
  NOT_AN_UPLINK,
  /** No device with this address is registered. */
  UNKNOWN_ADDRESS,
  /** Neither a new counter nor an old one makes the MIC hold: forged, or foreign keys. */
  WRONG_MIC,
  /** An authentic frame of the past: somebody plays it back. */
  OLD_COUNTER,
  /** The last frame once more: a copy, or repeated because its acknowledgement got lost. */
  DUPLICATE
}
