package dev.fuota.agent.mac;

/** When a device listens between its uplinks, apart from multicast sessions. */
public enum DeviceClass {
  /** Not at all. */
  A,
  /** Always, on the channel of RX2; in LoRaWAN 1.1 from the network's consent on. */
  C
}
