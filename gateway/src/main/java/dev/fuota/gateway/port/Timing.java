package dev.fuota.gateway.port;

/** When a gateway is to begin a transmission. */
public sealed interface Timing {

  /** As soon as it can (class C). */
  record Immediately() implements Timing {}

  /**
   * When its counter has this value (class A).
   *
   * @param counter microseconds, modulo 2^32
   */
  record AtCounter(int counter) implements Timing {}

  /**
   * At this GPS time (class B, and multicast that several gateways send at once).
   *
   * @param gpsMillis since 1980-01-06, without leap seconds
   */
  record AtGps(long gpsMillis) implements Timing {}
}
