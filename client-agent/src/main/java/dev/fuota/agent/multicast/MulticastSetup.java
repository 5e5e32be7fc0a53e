package dev.fuota.agent.multicast;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.DeviceTime;
import dev.fuota.agent.step.Origin;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.multicast.McGroupDeleteAns;
import dev.fuota.protocol.multicast.McGroupDeleteReq;
import dev.fuota.protocol.multicast.McGroupSetupAns;
import dev.fuota.protocol.multicast.McGroupSetupReq;
import dev.fuota.protocol.multicast.McGroupStatusReq;
import dev.fuota.protocol.multicast.McSessionReq;
import dev.fuota.protocol.multicast.MulticastDownlink;
import dev.fuota.protocol.multicast.PackageVersionAns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The multicast groups of a device (TS005), in the version that it was made for: the requests.
 *
 * <pre>
 * group    undefined --setup--> defined --setup--> defined     any --delete--> undefined
 * session  none --request--> pending --SessionTime--> running --TimeOut--> none
 *          a later request replaces an earlier one; setup with other values or delete ends it
 * </pre>
 *
 * <p>Each arrow of each state is in {@code docs/state-machines.md}. Groups and sessions survive a
 * reset. A session cannot begin before the clock is synchronised; one whose start has passed by
 * then is entered late, while it is not over.
 */
public final class MulticastSetup {
  private final MulticastSettings settings;
  private final ReceiveLimits limits;
  private final AesKey mcKeKey;
  private final GroupTable groups;
  private final SessionPlan plan;
  private final SessionJudge judge;
  private final SessionAnswers answers;

  /** A device without groups. */
  public MulticastSetup(MulticastSettings settings, ReceiveLimits limits) {
    this.settings = settings;
    this.limits = limits;
    this.mcKeKey = settings.keyEncryptionKey();
    this.groups = new GroupTable(settings.groups());
    this.plan = new SessionPlan(groups);
    this.judge = new SessionJudge(settings, limits, groups, plan);
    this.answers = new SessionAnswers(settings.version(), settings.startMissedWithUndefined());
  }

  /** Takes back what survived a reset; without effect for a group that is not supported. */
  public void load(int groupId, Bytes octets) {
    groups.load(groupId, octets);
  }

  /** Begins after a reset, when all that is known of the groups was told. */
  public List<Action> start(DeviceTime now) {
    List<Action> actions = new ArrayList<>(groups.defined().map(GroupSlot::definition).toList());
    actions.addAll(plan.start(now));
    return actions;
  }

  /** The groups whose session runs, bit X for group X. */
  public int openGroups() {
    return groups.open();
  }

  /** Where a frame that the link accepted for a group came from. */
  public Origin origin(int groupId, long fCnt) {
    return groups.origin(groupId, fCnt);
  }

  /** A frame was accepted; without effect if the group has other keys by now. */
  public void onHeard(Origin origin) {
    groups.onHeard(origin);
  }

  /** Makes the counters safe that were heard since the last time. */
  public List<Action> keepCounters() {
    return groups.keepCounters();
  }

  /** The clock was corrected: session starts and ends are absolute and move with it (TS005-18). */
  public List<Action> onClock(DeviceTime now) {
    return plan.update(now);
  }

  /** A session begins or ends. */
  public List<Action> onTimer(DeviceTime now) {
    return plan.update(now);
  }

  /**
   * Nothing is left to receive from these groups: their running sessions end if that is configured
   * (TS005-20). One that has not begun stays, since it may be for a block to come.
   *
   * @param groupMask bit X for group X
   */
  public List<Action> onNothingLeft(int groupMask, DeviceTime now) {
    List<Action> actions = new ArrayList<>();
    if (settings.endSessionOnCompletion() && (groupMask & openGroups()) != 0) {
      groups
          .defined()
          .filter(slot -> slot.isOpen() && (groupMask & 1 << slot.id) != 0)
          .forEach(slot -> actions.addAll(plan.end(slot)));
      actions.addAll(plan.update(now));
    }
    return actions;
  }

  /** A command came by unicast. */
  public List<Action> onCommand(MulticastDownlink command, DeviceTime now) {
    if (command instanceof McGroupSetupReq request) {
      return onSetup(request, now);
    }
    if (command instanceof McGroupDeleteReq request) {
      return onDelete(request, now);
    }
    if (command instanceof McSessionReq request) {
      return onSession(request, now);
    }
    if (command instanceof McGroupStatusReq request) {
      return List.of(new Action.Answer(groups.status(request)));
    }
    return List.of(Action.Answer.with(PackageVersionAns.ours(settings.version())));
  }

  private List<Action> onSetup(McGroupSetupReq request, DeviceTime now) {
    int id = request.mcGroupId();
    Optional<GroupSlot> slot = groups.slot(id).filter(each -> id < limits.groups());
    if (slot.isEmpty()) {
      return refuse("McGroupSetupReq", "IDerror", new McGroupSetupAns(id, true)); // (TS005-01)
    }
    List<Action> actions = new ArrayList<>(define(slot.get(), Group.of(request, mcKeKey), now));
    actions.add(Action.Answer.with(new McGroupSetupAns(id, false)));
    return actions;
  }

  /** A repeated setup, whose answer was lost, changes nothing; other values do (TS005-21). */
  private List<Action> define(GroupSlot slot, Group asked, DeviceTime now) {
    if (slot.group().equals(Optional.of(asked))) {
      return List.of();
    }
    List<Action> actions = new ArrayList<>(plan.close(slot));
    slot.define(asked);
    actions.add(slot.save());
    actions.add(slot.definition());
    actions.addAll(plan.update(now));
    actions.add(new Action.Tell(new AgentEvent.GroupDefined(slot.id)));
    return actions;
  }

  private List<Action> onDelete(McGroupDeleteReq request, DeviceTime now) {
    int id = request.mcGroupId();
    Optional<GroupSlot> slot = groups.defined(id);
    if (slot.isEmpty()) {
      return refuse("McGroupDeleteReq", "McGroupUndefined", new McGroupDeleteAns(id, true));
    }
    List<Action> actions = new ArrayList<>(plan.close(slot.get())); // (TS005-06)
    slot.get().clear();
    actions.add(new Action.Forget(NvmKey.group(id)));
    actions.add(new Action.DeleteGroup(id));
    actions.addAll(plan.update(now));
    actions.add(new Action.Tell(new AgentEvent.GroupDeleted(id)));
    actions.add(Action.Answer.with(new McGroupDeleteAns(id, false)));
    return actions;
  }

  /** A repeated request is answered as a new one is, but changes nothing (TS005-15). */
  private List<Action> onSession(McSessionReq request, DeviceTime now) {
    SessionVerdict verdict = judge.judge(request, now);
    if (verdict.refused()) {
      return refuse(
          request.getClass().getSimpleName(), verdict.reasons(), answers.refused(request, verdict));
    }
    List<Action> actions = new ArrayList<>();
    if (!judge.isAccepted(request, now)) {
      GroupSlot slot = groups.defined(request.mcGroupId()).orElseThrow();
      actions.addAll(plan.accept(slot, Session.of(request), now));
    }
    actions.add(new Action.Answer(answers.accepted(request)));
    return actions;
  }

  private static List<Action> refuse(String command, String reason, Command error) {
    return List.of(
        new Action.Tell(new AgentEvent.Refused(command, reason)), Action.Answer.with(error));
  }
}
