package dev.fuota.server.port;

/**
 * What a device is built for. Whether it listens in class B it tells with each uplink, so any can.
 */
public enum DeviceClass {
  A,
  C
}
