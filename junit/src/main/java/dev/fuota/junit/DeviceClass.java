package dev.fuota.junit;

/** Classes of LoRaWAN devices. */
public enum DeviceClass {
  /** They listen after each uplink. */
  A,
  /** They listen in ping slots between beacons, too. */
  B,
  /** They always listen. */
  C
}
