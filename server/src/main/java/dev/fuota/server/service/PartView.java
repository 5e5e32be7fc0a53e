package dev.fuota.server.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One part of a campaign: one network, one group, one form of the file.
 *
 * @param name for people, such as "EU868, full, packages of version 1"
 * @param wave 0 for the canary, or if there is none; 1 behind it
 * @param mcAddr 8 hexadecimal digits; empty without a group
 * @param form "full", "delta from 1.0.0", "compressed"; empty without a file
 * @param state PENDING, RUNNING, or ENDED
 * @param round round of fragments, from 1 on
 * @param sessionStart when its devices begin to listen to the group, once they are told
 * @param octets PHYPayload octets of all multicast frames
 * @param refusedDevices devices that were asked for and are no targets, with the reason
 */
public record PartView(
    int part,
    String name,
    int wave,
    String network,
    String mcAddr,
    String form,
    Phase state,
    Optional<String> outcome,
    String sentence,
    int devices,
    int succeeded,
    int failed,
    int round,
    String stage,
    List<StageView> stages,
    Optional<Instant> sessionStart,
    Fragments fragments,
    AirTime airTime,
    long octets,
    List<DeviceProblem> refusedDevices) {

  /** Whether it has begun or ended. */
  public enum Phase {
    PENDING,
    RUNNING,
    ENDED
  }

  /**
   * Fragments of this round.
   *
   * @param total uncoded and coded
   * @param needed uncoded
   */
  public record Fragments(int sent, int total, int needed) {}

  /** Sum of the times on air. */
  public record AirTime(Duration multicast, Duration unicast) {}
}
