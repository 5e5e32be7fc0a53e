package dev.fuota.agent.fragmentation;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.DeviceTime;
import dev.fuota.agent.step.Message;
import dev.fuota.agent.step.Request;
import dev.fuota.agent.step.Uplink;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fec.ParityRowSource;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.fragmentation.FragSessionDeleteAns;
import dev.fuota.protocol.fragmentation.FragSessionDeleteReq;
import dev.fuota.protocol.fragmentation.FragSessionSetupAns;
import dev.fuota.protocol.fragmentation.FragSessionSetupReq;
import dev.fuota.protocol.fragmentation.FragSessionStatusAns;
import dev.fuota.protocol.fragmentation.FragSessionStatusReq;
import dev.fuota.protocol.fragmentation.FragmentationDownlink;
import dev.fuota.protocol.fragmentation.PackageVersionAns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.random.RandomGenerator;

/**
 * The fragmentation package of a device (TS004 version 1): a session for each supported FragIndex,
 * of which one at a time can receive, because there is one fragment log and one download slot.
 */
public final class Fragmentation {
  private final PackageVersion version;
  private final SessionLimits limits;
  private final StatusQueue statusAnswers;
  private final List<FragmentationSession> sessions = new ArrayList<>();

  /** The session that the fragments in the log belong to. */
  private FragmentationSession logOwner;

  /** A package without sessions. */
  public Fragmentation(
      PackageVersion version,
      SessionLimits limits,
      ParityRowSource parityRows,
      RandomGenerator random) {
    this.version = version;
    this.limits = limits;
    this.statusAnswers = new StatusQueue(random);
    for (int fragIndex = 0; fragIndex < limits.indexes(); fragIndex++) {
      sessions.add(new FragmentationSession(fragIndex, limits, parityRows, statusAnswers, random));
    }
    logOwner = sessions.get(0);
  }

  /** Takes back the session that survived a reset. */
  public void load(int fragIndex, Bytes octets) {
    FragmentationSession session = sessions.get(fragIndex);
    session.load(octets);
    if (session.isReceiving()) {
      logOwner = session;
    }
  }

  /**
   * The log that has to be read after a reset before the session can go on, and told to {@link
   * #onLogChecked}; empty if no session needs one.
   */
  public Optional<Action.OpenLog> neededLog() {
    return logOwner.neededLog();
  }

  /** A command came; a data fragment only if it was alone in its downlink. */
  public List<Action> onCommand(FragmentationDownlink command, Request request, DeviceTime now) {
    if (command instanceof DataFragment fragment) {
      return session(fragment.fragIndex())
          .map(session -> session.onFragment(fragment, request.origin()))
          .orElse(List.of());
    }
    if (command instanceof FragSessionStatusReq status) {
      return session(status.fragIndex())
          .map(session -> session.onStatusReq(status, request, now))
          .orElse(List.of());
    }
    return request.isUnicast() ? onUnicastOnly(command) : List.of();
  }

  private List<Action> onUnicastOnly(FragmentationDownlink command) {
    if (command instanceof FragSessionSetupReq request) {
      return onSetup(request);
    }
    if (command instanceof FragSessionDeleteReq request) {
      int fragIndex = request.fragIndex();
      return session(fragIndex)
          .map(session -> session.onDelete())
          .orElseGet(() -> List.of(Action.Answer.with(new FragSessionDeleteAns(fragIndex, true))));
    }
    return List.of(Action.Answer.with(PackageVersionAns.ours(version)));
  }

  private List<Action> onSetup(FragSessionSetupReq request) {
    FragSessionSetupAns verdict = limits.judge(request, isLogTaken(request.fragIndex()));
    Action reply = Action.Answer.with(verdict);
    String reasons = reasons(verdict);
    if (!reasons.isEmpty()) {
      return List.of(
          new Action.Tell(new AgentEvent.Refused("FragSessionSetupReq", reasons)), reply);
    }
    logOwner = sessions.get(request.fragIndex());
    return logOwner.onSetup(request, reply);
  }

  private boolean isLogTaken(int fragIndex) {
    return logOwner.isReceiving() && sessions.indexOf(logOwner) != fragIndex;
  }

  private static String reasons(FragSessionSetupAns verdict) {
    StringJoiner joined = new StringJoiner(" + ");
    if (verdict.fragAlgoUnsupported()) {
      joined.add("FragAlgo unsupported");
    }
    if (verdict.notEnoughMemory()) {
      joined.add("not enough memory");
    }
    if (verdict.fragIndexUnsupported()) {
      joined.add("FragIndex unsupported");
    }
    if (verdict.wrongDescriptor()) {
      joined.add("wrong descriptor");
    }
    return joined.toString();
  }

  /** A fragment is safe in the log. */
  public List<Action> onStored(int n) {
    return logOwner.onStored(n);
  }

  /**
   * A fragment could not be kept.
   *
   * @param stillThere the fragments that the log has
   */
  public List<Action> onNotStored(int n, int[] stillThere) {
    return logOwner.onNotStored(n, stillThere);
  }

  /** The log was read and has these fragments. */
  public List<Action> onLogChecked(int[] numbers) {
    return logOwner.onLogChecked(numbers);
  }

  /** The next page of the slot can be written. */
  public List<Action> onRebuildTimer() {
    return logOwner.onRebuildTimer();
  }

  public List<Action> onPageWritten() {
    return logOwner.onPageWritten();
  }

  public List<Action> onPageFailed() {
    return logOwner.onPageFailed();
  }

  /** The image was judged; the fragments are not needed any more. */
  public List<Action> onSettled() {
    return logOwner.onSettled();
  }

  /** The delay of a status answer is over; the answer says how things are now. */
  public List<Action> onStatusTimer(DeviceTime now) {
    List<Action> actions = new ArrayList<>();
    for (StatusQueue.Due due : statusAnswers.takeDue(now.local())) {
      FragSessionStatusAns status = sessions.get(due.fragIndex()).status();
      actions.add(new Action.Send(Uplink.unconfirmed(due.fPort(), Message.of(status))));
    }
    actions.add(statusAnswers.restart(now.local()));
    return actions;
  }

  /** How the sessions stand, by FragIndex. */
  public List<FragmentationStatus> statuses() {
    return sessions.stream().map(FragmentationSession::overview).toList();
  }

  private Optional<FragmentationSession> session(int fragIndex) {
    return fragIndex < sessions.size() ? Optional.of(sessions.get(fragIndex)) : Optional.empty();
  }
}
