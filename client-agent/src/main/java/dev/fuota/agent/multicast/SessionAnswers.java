package dev.fuota.agent.multicast;

import dev.fuota.agent.step.DeviceTime;
import dev.fuota.agent.step.Message;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.multicast.McClassBSessionAns;
import dev.fuota.protocol.multicast.McClassBSessionAnsV2;
import dev.fuota.protocol.multicast.McClassBSessionReq;
import dev.fuota.protocol.multicast.McClassCSessionAns;
import dev.fuota.protocol.multicast.McClassCSessionAnsV2;
import dev.fuota.protocol.multicast.McSessionAns;
import dev.fuota.protocol.multicast.McSessionReq;
import dev.fuota.protocol.time.GpsTime;
import java.util.OptionalInt;

/** The answers to session requests, in the version that the device speaks. */
final class SessionAnswers {
  private final PackageVersion version;
  private final boolean startMissedWithUndefined;

  SessionAnswers(PackageVersion version, boolean startMissedWithUndefined) {
    this.version = version;
    this.startMissedWithUndefined = startMissedWithUndefined;
  }

  /** The request is accepted: the answer says when the session starts, as seen from its sending. */
  Message accepted(McSessionReq request) {
    GpsTime start = new GpsTime(request.sessionTime());
    return (at, room) ->
        answer(request, false, false, false, false, OptionalInt.of(timeToStart(start, at)))
            .encode();
  }

  /**
   * TimeToStart counts from the transmission of the answer (TS005-10); 0 means that the session
   * runs already.
   */
  private static int timeToStart(GpsTime start, DeviceTime at) {
    long seconds = at.until(start).toSeconds();
    return at.synchronised()
        ? (int) Math.max(0, Math.min(seconds, McSessionAns.TIME_UNKNOWN))
        : McSessionAns.TIME_UNKNOWN;
  }

  /**
   * The request is refused. Version 1 has no bit for a start in the past: "undefined" is at least
   * understood as an error (TS005-13). Version 2 has StartMissed (TS005-12), which some servers
   * know as an error only together with that bit.
   */
  McSessionAns refused(McSessionReq request, SessionVerdict verdict) {
    boolean alsoUndefined = version == PackageVersion.V1 || startMissedWithUndefined;
    return answer(
        request,
        verdict.drError(),
        verdict.freqError(),
        verdict.undefined() || (verdict.missed() && alsoUndefined),
        verdict.missed(),
        OptionalInt.empty());
  }

  private McSessionAns answer(
      McSessionReq request,
      boolean dr,
      boolean freq,
      boolean undefined,
      boolean missed,
      OptionalInt time) {
    int id = request.mcGroupId();
    boolean classB = request instanceof McClassBSessionReq;
    return switch (version) {
      case V1 ->
          classB
              ? new McClassBSessionAns(id, dr, freq, undefined, time)
              : new McClassCSessionAns(id, dr, freq, undefined, time);
      case V2 ->
          classB
              ? new McClassBSessionAnsV2(id, dr, freq, undefined, missed, time)
              : new McClassCSessionAnsV2(id, dr, freq, undefined, missed, time);
    };
  }
}
