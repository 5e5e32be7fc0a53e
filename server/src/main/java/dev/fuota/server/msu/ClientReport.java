package dev.fuota.server.msu;

import dev.fuota.protocol.msu.DeviceIdentity;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.Profile;
import dev.fuota.protocol.msu.ResponseCode;
import dev.fuota.protocol.msu.StatusCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One client in the report.
 *
 * @param endpoint where it was heard last; port 1 if it was never heard
 * @param identity what it said of itself
 * @param refusal why it did not connect, if it said so
 * @param files in their order, as many as were announced
 */
public record ClientReport(
    Ipv4 deviceId,
    Endpoint endpoint,
    Optional<DeviceIdentity> identity,
    Profile profile,
    ClientState state,
    Optional<ResponseCode> refusal,
    List<FileReport> files) {
  public ClientReport {
    files = List.copyOf(files);
  }

  /** Whether every file that was announced passed, and one was. */
  public boolean hasPassed() {
    return !files.isEmpty() && files.stream().allMatch(f -> f.outcome() == FileOutcome.PASS);
  }

  /**
   * One file at one client.
   *
   * @param code the client's reason for a FAIL
   * @param missed frames that did not arrive when they were sent first
   * @param lossShare the same as a share of all frames, 0..1
   * @param ccmRounds chunk complaint rounds, as the client counts them
   * @param isExcluded whether it lost its right to sequence complaints
   * @param finishedAfter from the cycle's start to its PASS or FAIL
   */
  public record FileReport(
      FileOutcome outcome,
      StatusCode code,
      long sequenceComplaints,
      long chunkComplaints,
      long reports,
      long missed,
      double lossShare,
      int ccmRounds,
      boolean isExcluded,
      Optional<Duration> finishedAfter) {}
}
