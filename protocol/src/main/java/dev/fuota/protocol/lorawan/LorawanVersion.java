package dev.fuota.protocol.lorawan;

/** The version of LoRaWAN that a device is configured for. */
public enum LorawanVersion {
  V1_0_3,
  V1_0_4,
  V1_1;

  /** The version that is written so in specifications: "1.0.4". Versions before 1.0.3 are alike. */
  @Override
  public String toString() {
    return name().substring(1).replace('_', '.');
  }
}
