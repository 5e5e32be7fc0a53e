package dev.fuota.agent.multicast;

/** What the link can receive. */
public interface ReceiveLimits {
  /** How many groups it can hold: their ids are below that. It may change while a modem is away. */
  int groups();

  /** Whether it can use this data rate index for receiving. */
  boolean supportsDataRate(int dataRate);

  /** Whether it can receive on this frequency. */
  boolean supportsFrequency(int frequencyHz);

  /** Whether it has ping slots at all. */
  boolean supportsClassB();
}
