package dev.fuota.agent.event;

/** Why the device started, as its reset controller tells. */
public enum ResetReason {
  POWER_ON,
  /** The application asked for it. */
  SOFTWARE,
  WATCHDOG,
  PIN
}
