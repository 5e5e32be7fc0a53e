package dev.fuota.agent.fragmentation;

import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.DeviceTime;
import dev.fuota.agent.step.Message;
import dev.fuota.agent.step.Request;
import dev.fuota.agent.step.Uplink;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fragmentation.FragSessionStatusAns;
import dev.fuota.protocol.fragmentation.FragSessionStatusAnsV2;
import dev.fuota.protocol.fragmentation.FragSessionStatusReq;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Who answers a status request, when, and what (TS004). */
final class StatusAnswers {
  private final FragmentationSettings settings;
  private final StatusQueue waiting;

  StatusAnswers(FragmentationSettings settings, StatusQueue waiting) {
    this.settings = settings;
    this.waiting = waiting;
  }

  /** The session whose status was asked for exists, or not. */
  List<Action> onRequest(
      FragmentationSession session, FragSessionStatusReq status, Request request, DeviceTime now) {
    if (!session.exists()) {
      return withoutSession(status, request);
    }
    boolean nothingMissing = session.missing() == 0;
    if (!session.admits(request.origin()) || (!status.participants() && nothingMissing)) {
      return List.of(); // TS004-07, TS004-17
    }
    if (request.multiPackage()) {
      return List.of(Action.Answer.with(answer(session)));
    }
    List<Action> actions = new ArrayList<>();
    if (!request.isUnicast()) {
      actions.add(Action.Simple.KEEP_MULTICAST_COUNTERS); // so that no reset lets it be replayed
    }
    actions.addAll(
        waiting.add(
            session.fragIndex(), request.fPort(), session.setup().answerDelayMax(), now.local()));
    return actions;
  }

  /**
   * Version 1 has no way to say that there is no session (TS004-26). In version 2 nothing spreads
   * the answer, so a request to a whole group gets none.
   */
  List<Action> withoutSession(FragSessionStatusReq status, Request request) {
    if (settings.version() == PackageVersion.V1 || !request.isUnicast() || !status.participants()) {
      return List.of();
    }
    FragSessionStatusAnsV2 answer =
        settings.longStatusWithoutSession()
            ? new FragSessionStatusAnsV2(
                false,
                false,
                true,
                OptionalInt.of(0),
                OptionalInt.of(status.fragIndex()),
                OptionalInt.of(0))
            : FragSessionStatusAnsV2.noSession();
    return List.of(Action.Answer.with(answer)); // TS004-31
  }

  /** The delay of answers is over; they say how things are now. */
  List<Action> onTimer(List<FragmentationSession> sessions, DeviceTime now) {
    List<Action> actions = new ArrayList<>();
    for (StatusQueue.Due due : waiting.takeDue(now.local())) {
      Command answer = answer(sessions.get(due.fragIndex()));
      actions.add(new Action.Send(Uplink.unconfirmed(due.fPort(), Message.of(answer))));
    }
    actions.add(waiting.restart(now.local()));
    return actions;
  }

  private Command answer(FragmentationSession session) {
    int fragIndex = session.fragIndex();
    int received = session.received();
    int missing = session.missing();
    boolean memoryError = session.exceedsMemory();
    return switch (settings.version()) {
      case V1 -> new FragSessionStatusAns(fragIndex, received, missing, memoryError);
      case V2 ->
          // MissingFrag is 0 whenever the MIC was checked (TS004-38)
          FragSessionStatusAnsV2.of(
              memoryError, session.hasWrongMic(), received, fragIndex, missing);
    };
  }
}
