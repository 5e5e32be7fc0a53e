package dev.fuota.agent.event;

/** How a device listens during a multicast session. */
public enum SessionClass {
  /** In ping slots that follow the network's beacon. */
  B,
  /** All the time. */
  C
}
