package dev.fuota.server.campaign;

/** How the fragments of a file reach the devices (TR-08); the session on them is the same. */
public enum Delivery {
  /** To a group, all devices at once. */
  MULTICAST,
  /** To each device by itself: there is no group and no temporary session. */
  UNICAST
}
