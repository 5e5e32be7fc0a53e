package dev.fuota.agent.multicast;

import dev.fuota.agent.event.SessionClass;
import dev.fuota.agent.step.DeviceTime;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.multicast.McClassBSessionReq;
import dev.fuota.protocol.multicast.McSessionReq;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;

/** Looks at a session request as a whole, before anything changes (TS005-14). */
final class SessionJudge {
  private static final Duration BEACON_PERIOD = Duration.ofSeconds(128);

  private final PackageVersion version;
  private final boolean lateClassB;
  private final ReceiveLimits limits;
  private final GroupTable groups;
  private final SessionPlan plan;

  SessionJudge(
      MulticastSettings settings, ReceiveLimits limits, GroupTable groups, SessionPlan plan) {
    this.version = settings.version();
    this.lateClassB = settings.lateClassB();
    this.limits = limits;
    this.groups = groups;
    this.plan = plan;
  }

  SessionVerdict judge(McSessionReq request, DeviceTime now) {
    boolean classError = !canListenIn(classOf(request));
    return new SessionVerdict(
        classError || !limits.supportsDataRate(request.dataRate()),
        classError || !supportsFrequency(request),
        groups.defined(request.mcGroupId()).isEmpty(),
        isInThePast(request, now) && !isAccepted(request, now));
  }

  private static SessionClass classOf(McSessionReq request) {
    return request instanceof McClassBSessionReq ? SessionClass.B : SessionClass.C;
  }

  /**
   * No bit says "not in this class": no frequency and no data rate serves in it. In version 2 the
   * two classes exclude each other while a session runs (TS005-19).
   */
  private boolean canListenIn(SessionClass sessionClass) {
    return switch (sessionClass) {
      case B -> limits.supportsClassB() && !isExcludedBy(SessionClass.C);
      case C -> !isExcludedBy(SessionClass.B);
    };
  }

  private boolean isExcludedBy(SessionClass other) {
    return version == PackageVersion.V2 && plan.runs(other);
  }

  /** In class B 0 is the region's own ping channel (TS005-11). */
  private boolean supportsFrequency(McSessionReq request) {
    long frequencyHz = request.frequencyHz();
    boolean own = frequencyHz == 0 && request instanceof McClassBSessionReq;
    return own || (frequencyHz <= Integer.MAX_VALUE && limits.supportsFrequency((int) frequencyHz));
  }

  private boolean isInThePast(McSessionReq request, DeviceTime now) {
    boolean entered = lateClassB && classOf(request) == SessionClass.B;
    Duration late = now.until(new GpsTime(request.sessionTime())).negated();
    return now.synchronised()
        && (entered ? late.compareTo(BEACON_PERIOD) >= 0 : Session.isPositive(late));
  }

  /** Whether the request repeats one that was accepted and whose session is not over. */
  boolean isAccepted(McSessionReq request, DeviceTime now) {
    return groups
        .defined(request.mcGroupId())
        .flatMap(GroupSlot::session)
        .filter(session -> !(now.synchronised() && session.isOver(now)))
        .filter(session -> session.frequencyHz() == request.frequencyHz())
        .filter(session -> session.equals(Session.of(request)))
        .isPresent();
  }
}
