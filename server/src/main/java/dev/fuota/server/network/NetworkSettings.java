package dev.fuota.server.network;

import java.time.Duration;

/**
 * How a network is run.
 *
 * @param deduplication how long copies of an uplink are collected from the first one on; zero with
 *     one gateway, else the first copy is the best one
 */
public record NetworkSettings(Duration deduplication) {
  /** Of a network with several gateways over the Internet. */
  public static final Duration DEDUPLICATION = Duration.ofMillis(200);

  /** One gateway, devices activated by personalisation, EU868. */
  public static NetworkSettings simple() {
    return new NetworkSettings(Duration.ZERO);
  }
}
