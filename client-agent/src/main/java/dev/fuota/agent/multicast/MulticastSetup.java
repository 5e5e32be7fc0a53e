package dev.fuota.agent.multicast;

import static dev.fuota.agent.multicast.ClassCSession.isPositive;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.DeviceTime;
import dev.fuota.agent.step.Origin;
import dev.fuota.agent.step.Timer;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.multicast.McClassBSessionAns;
import dev.fuota.protocol.multicast.McClassBSessionReq;
import dev.fuota.protocol.multicast.McClassCSessionAns;
import dev.fuota.protocol.multicast.McClassCSessionReq;
import dev.fuota.protocol.multicast.McGroupDeleteAns;
import dev.fuota.protocol.multicast.McGroupDeleteReq;
import dev.fuota.protocol.multicast.McGroupSetupAns;
import dev.fuota.protocol.multicast.McGroupSetupReq;
import dev.fuota.protocol.multicast.McGroupStatusAns;
import dev.fuota.protocol.multicast.McGroupStatusReq;
import dev.fuota.protocol.multicast.McKeys;
import dev.fuota.protocol.multicast.MulticastDownlink;
import dev.fuota.protocol.multicast.PackageVersionAns;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The multicast groups of a device (TS005 version 1).
 *
 * <pre>
 * group    undefined --setup--> defined --setup--> defined     any --delete--> undefined
 * session  none --request--> pending --SessionTime--> open --2^TimeOut s--> none
 *          a later request replaces an earlier one; setup with other values or delete ends it
 * </pre>
 *
 * <p>Groups and sessions survive a reset. A session cannot begin before the clock is synchronised;
 * one whose start has passed by then is entered late, while it is not over.
 */
public final class MulticastSetup {
  public static final int GROUPS = 4;

  private final PackageVersion version;
  private final AesKey mcKeKey;
  private final ReceiveLimits limits;
  private final Slot[] slots = new Slot[GROUPS];

  /** One McGroupID. */
  private static final class Slot {
    Optional<Group> group = Optional.empty();
    int keyTag;

    /** The lowest counter that was not accepted yet: the last accepted plus 1. */
    long nextFCnt;

    /** Whether {@link #nextFCnt} moved since the record was written. */
    boolean unsaved;

    /** Whether the class C session runs. */
    boolean open;

    Optional<ClassCSession> session() {
      return group.flatMap(Group::session);
    }

    void set(Group defined) {
      keyTag = defined.keyTag();
      group = Optional.of(defined);
    }

    void setSession(Optional<ClassCSession> session) {
      group = group.map(defined -> defined.withSession(session));
    }
  }

  /**
   * Groups whose keys arrive wrapped with keys derived from {@code genAppKey}.
   *
   * @param genAppKey the root key of LoRaWAN 1.0.x devices for multicast
   */
  public MulticastSetup(PackageVersion version, AesKey genAppKey, ReceiveLimits limits) {
    this.version = version;
    this.mcKeKey = McKeys.keyEncryptionKey(McKeys.rootKeyOfGenAppKey(genAppKey));
    this.limits = limits;
    Arrays.setAll(slots, id -> new Slot());
  }

  /** Takes back what survived a reset. */
  public void load(int groupId, Bytes octets) {
    Group.decode(octets)
        .ifPresent(
            stored -> {
              slots[groupId].set(stored.group());
              slots[groupId].nextFCnt = stored.nextFCnt();
            });
  }

  /** Begins after a reset, when all that is known of the groups was told. */
  public List<Action> start(DeviceTime now) {
    List<Action> actions = new ArrayList<>();
    for (int id = 0; id < GROUPS; id++) {
      if (slots[id].group.isPresent()) {
        actions.add(define(id));
      }
    }
    actions.addAll(plan(now));
    actions.addAll(goOnListening(now));
    return actions;
  }

  /**
   * A group that was heard before the reset is heard again at once, not only when the clock is
   * right: that may take minutes, in which the fragments of a running session would be lost. The
   * clock ends it if it was too early or too late.
   */
  private List<Action> goOnListening(DeviceTime now) {
    List<Action> actions = new ArrayList<>();
    for (int id = 0; id < GROUPS && !now.synchronised(); id++) {
      Optional<ClassCSession> session = slots[id].session();
      if (session.isPresent() && slots[id].nextFCnt > 0) {
        actions.addAll(open(id, session.get()));
      }
    }
    return actions;
  }

  /** The groups whose class C session runs, bit X for group X. */
  public int openGroups() {
    int mask = 0;
    for (int id = 0; id < GROUPS; id++) {
      mask |= slots[id].open ? 1 << id : 0;
    }
    return mask;
  }

  /** Where a frame that the link accepted for a group came from. */
  public Origin origin(int groupId, long fCnt) {
    return new Origin(groupId, slots[groupId].keyTag, fCnt);
  }

  /** A frame was accepted; without effect if the group has other keys by now. */
  public void onHeard(Origin origin) {
    Slot slot = slots[origin.groupId()];
    if (slot.keyTag == origin.keyTag() && origin.fCnt() >= slot.nextFCnt) {
      slot.nextFCnt = origin.fCnt() + 1;
      slot.unsaved = true;
    }
  }

  /** Makes the counters safe that were heard since the last time. */
  public List<Action> keepCounters() {
    List<Action> actions = new ArrayList<>();
    for (int id = 0; id < GROUPS; id++) {
      if (slots[id].unsaved && slots[id].group.isPresent()) {
        actions.add(save(id));
      }
    }
    return actions;
  }

  /** The clock was corrected: session starts are absolute and move with it. */
  public List<Action> onClock(DeviceTime now) {
    return plan(now);
  }

  /** A session begins or ends. */
  public List<Action> onTimer(DeviceTime now) {
    return plan(now);
  }

  /** A command came by unicast. */
  public List<Action> onCommand(MulticastDownlink command, DeviceTime now) {
    if (command instanceof McGroupSetupReq request) {
      return onSetup(request, now);
    }
    if (command instanceof McGroupDeleteReq request) {
      return onDelete(request, now);
    }
    if (command instanceof McClassCSessionReq request) {
      return onClassC(request, now);
    }
    if (command instanceof McClassBSessionReq request) {
      return onClassB(request);
    }
    if (command instanceof McGroupStatusReq request) {
      return List.of(status(request));
    }
    return List.of(Action.Answer.with(PackageVersionAns.ours(version)));
  }

  private List<Action> onSetup(McGroupSetupReq request, DeviceTime now) {
    int id = request.mcGroupId();
    Slot slot = slots[id];
    Group asked =
        new Group(
            request.mcAddr(),
            McKeys.unwrap(mcKeKey, request.mcKeyEncrypted()),
            request.minMcFCnt(),
            request.maxMcFCnt(),
            Optional.empty());
    Action reply = Action.Answer.with(new McGroupSetupAns(id, false));
    if (slot.group.map(group -> group.withSession(Optional.empty())).equals(Optional.of(asked))) {
      return List.of(reply); // its answer was lost: nothing changes, a session goes on
    }
    List<Action> actions = new ArrayList<>(close(id));
    if (slot.group.filter(asked::hasKeysOf).isEmpty()) {
      slot.nextFCnt = 0; // with the keys of before, what was heard stays heard
    }
    slot.set(asked);
    actions.add(save(id));
    actions.add(define(id));
    actions.addAll(plan(now));
    actions.add(new Action.Tell(new AgentEvent.GroupDefined(id)));
    actions.add(reply);
    return actions;
  }

  private List<Action> onDelete(McGroupDeleteReq request, DeviceTime now) {
    int id = request.mcGroupId();
    if (slots[id].group.isEmpty()) {
      return refuse(new McGroupDeleteAns(id, true), "McGroupDeleteReq", "McGroupUndefined");
    }
    List<Action> actions = new ArrayList<>(close(id));
    slots[id] = new Slot();
    actions.add(new Action.Forget(NvmKey.group(id)));
    actions.add(new Action.DeleteGroup(id));
    actions.addAll(plan(now));
    actions.add(new Action.Tell(new AgentEvent.GroupDeleted(id)));
    actions.add(Action.Answer.with(new McGroupDeleteAns(id, false)));
    return actions;
  }

  private List<Action> onClassC(McClassCSessionReq request, DeviceTime now) {
    int id = request.mcGroupId();
    ClassCSession asked =
        new ClassCSession(
            new GpsTime(request.sessionTime()),
            request.timeOut(),
            (int) request.frequencyHz(), // beyond 31 bits is refused below
            request.dataRate());
    Slot slot = slots[id];
    boolean over = now.synchronised() && asked.isOver(now);
    boolean repeated = slot.session().equals(Optional.of(asked)) && !over;
    boolean drError = !limits.supportsDataRate(request.dataRate());
    boolean freqError =
        request.frequencyHz() > Integer.MAX_VALUE
            || !limits.supportsFrequency((int) request.frequencyHz());
    // Version 1 has no bit for a start in the past; "undefined" is at least understood as an error.
    boolean missed = now.synchronised() && now.until(asked.start()).isNegative() && !repeated;
    boolean undefined = slot.group.isEmpty();
    if (drError || freqError || undefined || missed) {
      return refuse(
          McClassCSessionAns.refused(id, drError, freqError, undefined || missed),
          "McClassCSessionReq",
          reasons(drError, freqError, undefined, missed));
    }
    Action reply = new Action.Answer(new SessionAnswer(id, asked.start()));
    return repeated ? List.of(reply) : accept(id, asked, now, reply);
  }

  private List<Action> accept(int id, ClassCSession session, DeviceTime now, Action reply) {
    List<Action> actions = new ArrayList<>(close(id));
    slots[id].setSession(Optional.of(session));
    actions.add(save(id));
    actions.add(new Action.Tell(new AgentEvent.ClassCPlanned(id, session.start())));
    actions.addAll(plan(now));
    if (!now.synchronised()) {
      actions.add(Action.Simple.NEED_TIME);
    }
    actions.add(reply);
    return actions;
  }

  /**
   * There is no bit for "no class B". No ping slot has a data rate or frequency that this device
   * could use, so both bits are true.
   */
  private List<Action> onClassB(McClassBSessionReq request) {
    int id = request.mcGroupId();
    boolean undefined = slots[id].group.isEmpty();
    return refuse(
        McClassBSessionAns.refused(id, true, true, undefined),
        "McClassBSessionReq",
        reasons(true, true, undefined, false));
  }

  private Action status(McGroupStatusReq request) {
    List<McGroupStatusAns.Group> asked = new ArrayList<>();
    int total = 0;
    for (int id = 0; id < GROUPS; id++) {
      Optional<Group> group = slots[id].group;
      total += group.isPresent() ? 1 : 0;
      if (group.isPresent() && (request.reqGroupMask() & 1 << id) != 0) {
        asked.add(new McGroupStatusAns.Group(id, group.get().mcAddr()));
      }
    }
    return new Action.Answer(new StatusAnswer(total, List.copyOf(asked)));
  }

  /** Opens and closes what is due, forgets what is over, and sets the timer for what comes next. */
  private List<Action> plan(DeviceTime now) {
    if (!now.synchronised()) {
      return List.of();
    }
    List<Action> actions = new ArrayList<>();
    Optional<Duration> next = Optional.empty();
    for (int id = 0; id < GROUPS; id++) {
      Optional<ClassCSession> session = slots[id].session();
      if (session.isPresent() && session.get().isOver(now)) {
        actions.addAll(forgetSession(id));
      } else if (session.isPresent()) {
        Duration due = openIfDue(id, session.get(), now, actions);
        next = next.filter(earlier -> earlier.compareTo(due) <= 0).or(() -> Optional.of(due));
      }
    }
    actions.add(
        next.<Action>map(due -> new Action.Start(Timer.MULTICAST_SESSION, due))
            .orElse(new Action.Stop(Timer.MULTICAST_SESSION)));
    return actions;
  }

  /** Returns how long it is to the next change of this session. */
  private Duration openIfDue(int id, ClassCSession session, DeviceTime now, List<Action> actions) {
    Duration untilOpening = session.untilOpening(now);
    if (isPositive(untilOpening)) {
      actions.addAll(close(id)); // a correction may have put the start off again
      return untilOpening;
    }
    actions.addAll(open(id, session));
    return session.untilEnd(now);
  }

  private List<Action> open(int id, ClassCSession session) {
    if (slots[id].open) {
      return List.of();
    }
    slots[id].open = true;
    return List.of(
        new Action.OpenClassC(id, session.frequencyHz(), session.dataRate()),
        new Action.Tell(new AgentEvent.ClassCOpened(id)));
  }

  private List<Action> forgetSession(int id) {
    List<Action> actions = new ArrayList<>(close(id));
    slots[id].setSession(Optional.empty());
    actions.add(save(id));
    return actions;
  }

  private List<Action> close(int id) {
    if (!slots[id].open) {
      return List.of();
    }
    slots[id].open = false;
    return List.of(new Action.CloseClassC(id), new Action.Tell(new AgentEvent.ClassCClosed(id)));
  }

  private Action define(int id) {
    return slots[id].group.orElseThrow().definition(id, slots[id].nextFCnt);
  }

  private Action save(int id) {
    slots[id].unsaved = false;
    Group group = slots[id].group.orElseThrow();
    return new Action.Save(NvmKey.group(id), group.encode(slots[id].nextFCnt));
  }

  private static List<Action> refuse(Command error, String command, String reason) {
    return List.of(
        new Action.Tell(new AgentEvent.Refused(command, reason)), Action.Answer.with(error));
  }

  private static String reasons(
      boolean drError, boolean freqError, boolean undefined, boolean missed) {
    StringJoiner joined = new StringJoiner(" + ");
    if (drError) {
      joined.add("DR error");
    }
    if (freqError) {
      joined.add("Freq error");
    }
    if (undefined) {
      joined.add("McGroup undefined");
    }
    if (missed) {
      joined.add("start in the past");
    }
    return joined.toString();
  }
}
