package dev.fuota.protocol.lorawan;

/** The version of LoRaWAN that a device is configured for; those before 1.0.3 are as that. */
public enum LorawanVersion {
  V1_0_3,
  V1_0_4,
  V1_1;

  /** As it is written: 1.0.4. */
  @Override
  public String toString() {
    return name().substring(1).replace('_', '.');
  }
}
