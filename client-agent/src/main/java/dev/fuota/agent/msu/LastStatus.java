package dev.fuota.agent.msu;

import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.Status;
import dev.fuota.protocol.msu.StatusCode;
import dev.fuota.protocol.msu.StatusResponse;

/**
 * What a status request is answered with (MSU-120).
 *
 * @param transactionId of the newest cycle, 0 before the first
 * @param rounds of chunk complaints that the client took part in (MSU-121)
 */
record LastStatus(Status status, StatusCode code, int transactionId, int rounds) {
  static final LastStatus NONE = new LastStatus(Status.FAIL, StatusCode.NO_TRANSACTION, 0, 0);

  static LastStatus inProgress(int transactionId, int rounds) {
    return new LastStatus(Status.IN_PROGRESS, StatusCode.NONE, transactionId, rounds);
  }

  static LastStatus result(StatusCode code, int transactionId, int rounds) {
    Status status = code.equals(StatusCode.NONE) ? Status.PASS : Status.FAIL; // MSU-119
    return new LastStatus(status, code, transactionId, rounds);
  }

  StatusResponse response(Ipv4 deviceId) {
    return new StatusResponse(status, code, transactionId, deviceId, rounds);
  }
}
