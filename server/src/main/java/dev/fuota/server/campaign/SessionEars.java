package dev.fuota.server.campaign;

import dev.fuota.server.port.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tells the network where the targets listen while their session of class C lasts, so that what is
 * for one of them alone goes behind its uplinks meanwhile.
 *
 * <p>Targets that leave the session when they have everything are taken to have left when all
 * fragments are out, as nearly all have then; those of which it is known that they miss some still
 * listen.
 */
final class SessionEars {
  /** Devices open the session early, and their clocks may be somewhat wrong. */
  private static final Duration MARGIN = CampaignPlan.SESSION_GUARD;

  private final CampaignContext context;
  private final Schedule schedule;

  SessionEars(CampaignContext context, Schedule schedule) {
    this.context = context;
    this.schedule = schedule;
  }

  /** The targets are told of the session. */
  void begin() {
    schedule.sessionEnd().ifPresent(end -> tell(devices(participant -> true), end.plus(MARGIN)));
  }

  /** All fragments are out. */
  void onAllSent() {
    tell(devices(participant -> participant.target().leavesWhenComplete()), context.now());
  }

  /** This one still misses some. */
  void stays(Participant participant) {
    Optional<Instant> end = schedule.sessionEnd();
    end.ifPresent(it -> tell(List.of(participant.device()), it.plus(MARGIN)));
  }

  private List<DeviceId> devices(Predicate<Participant> which) {
    return context.fleet().all().stream().filter(which).map(Participant::device).toList();
  }

  private void tell(List<DeviceId> devices, Instant until) {
    boolean classC = !context.isUnicast() && !context.parameters().isClassB();
    if (classC && schedule.sessionStart().isPresent()) {
      Instant from = schedule.sessionStart().get().minus(MARGIN);
      context.network().listening(devices, context.parameters().multicastChannel(), from, until);
    }
  }
}
