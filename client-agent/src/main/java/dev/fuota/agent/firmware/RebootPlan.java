package dev.fuota.agent.firmware;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.DeviceTime;
import dev.fuota.agent.step.Message;
import dev.fuota.agent.step.Timer;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.firmware.DevRebootCountdownAns;
import dev.fuota.protocol.firmware.DevRebootCountdownReq;
import dev.fuota.protocol.firmware.DevRebootTimeAns;
import dev.fuota.protocol.firmware.DevRebootTimeReq;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one programmed reboot: the newest accepted command of either kind replaces it, either
 * cancellation clears it (TS006-08). It survives a power cut (TS006-14); one whose time passed
 * while the device was off was fulfilled by that reset.
 */
final class RebootPlan {
  /**
   * "At once" leaves the MAC the time to acknowledge a confirmed command: two receive windows, and
   * an uplink with its own (TS006-13).
   */
  static final Duration AT_ONCE = Duration.ofSeconds(8);

  private static final AgentEvent IN_THE_PAST =
      new AgentEvent.Refused("DevRebootTimeReq", "the time is over");

  private Optional<PlannedReboot> planned = Optional.empty();

  /** Whether the timer runs: not for a time that the clock, after a reset, cannot tell yet. */
  private boolean armed;

  List<Action> start(Optional<Bytes> record, DeviceTime now) {
    planned = record.flatMap(octets -> PlannedReboot.decode(octets, now));
    armed = false;
    boolean countdown = planned.filter(PlannedReboot.After.class::isInstance).isPresent();
    return countdown ? List.of(arm(now)) : List.of();
  }

  List<Action> onClock(DeviceTime now) {
    Optional<Duration> until = planned.map(reboot -> reboot.until(now));
    if (!now.synchronised() || until.isEmpty()) {
      return List.of();
    }
    boolean passed = until.get().isNegative() || until.get().isZero();
    if (passed && !armed) {
      planned = Optional.empty();
      return List.of(new Action.Forget(NvmKey.REBOOT));
    }
    return List.of(arm(now));
  }

  List<Action> onTimer() {
    planned = Optional.empty();
    armed = false;
    return List.of(new Action.Forget(NvmKey.REBOOT), Action.Simple.REBOOT);
  }

  /** At once, never, or at a time (TS006-02, TS006-03, TS006-04). */
  List<Action> onTime(DevRebootTimeReq request, DeviceTime now) {
    if (request.rebootTime() == DevRebootTimeReq.NOW) {
      return atOnce(now);
    }
    if (request.rebootTime() == DevRebootTimeReq.CANCEL) {
      return cancel(Action.Answer.with(new DevRebootTimeAns(DevRebootTimeReq.CANCEL)));
    }
    PlannedReboot.At asked = new PlannedReboot.At(new GpsTime(request.rebootTime()));
    Duration until = asked.until(now);
    boolean past = until.isNegative() || until.isZero();
    if (!now.synchronised()) {
      return nothingProgrammed(Action.Simple.NEED_TIME); // TS006-06
    }
    return past
        ? nothingProgrammed(new Action.Tell(IN_THE_PAST)) // TS006-05
        : plan(asked, asked.encode(), new RebootAnswer.TimeLeft(asked), now);
  }

  private static List<Action> nothingProgrammed(Action instead) {
    return List.of(
        instead, Action.Answer.with(new DevRebootTimeAns(DevRebootTimeAns.NOTHING_PROGRAMMED)));
  }

  /** At once, never, or after a while (TS006-07). */
  List<Action> onCountdown(DevRebootCountdownReq request, DeviceTime now) {
    if (request.countdown() == DevRebootCountdownReq.NOW) {
      return atOnce(now);
    }
    if (request.countdown() == DevRebootCountdownReq.CANCEL) {
      return cancel(Action.Answer.with(new DevRebootCountdownAns(DevRebootCountdownReq.CANCEL)));
    }
    PlannedReboot asked = new PlannedReboot.After(now.local().plusSeconds(request.countdown()));
    Bytes record = PlannedReboot.encodeCountdown(request.countdown(), now);
    return plan(asked, record, new RebootAnswer.CountdownLeft(asked), now);
  }

  private List<Action> plan(PlannedReboot asked, Bytes record, Message reply, DeviceTime now) {
    List<Action> actions = new ArrayList<>(program(asked, record, now));
    actions.add(new Action.Answer(reply));
    return actions;
  }

  private List<Action> program(PlannedReboot reboot, Bytes record, DeviceTime now) {
    planned = Optional.of(reboot);
    return List.of(
        new Action.Save(NvmKey.REBOOT, record),
        arm(now),
        new Action.Tell(new AgentEvent.RebootPlanned(reboot.until(now))));
  }

  /** The device's own wish, for servers without TS006; what a server programmed goes before it. */
  List<Action> onReady(Duration delay, DeviceTime now) {
    return planned.isPresent()
        ? List.of()
        : program(
            new PlannedReboot.After(now.local().plus(delay)),
            PlannedReboot.encodeCountdown(delay.toSeconds(), now),
            now);
  }

  /** Not answered, and not kept over a reset, which would be all that was asked for. */
  private List<Action> atOnce(DeviceTime now) {
    planned = Optional.of(new PlannedReboot.After(now.local().plus(AT_ONCE)));
    return List.of(
        new Action.Forget(NvmKey.REBOOT),
        arm(now),
        new Action.Tell(new AgentEvent.RebootPlanned(AT_ONCE)));
  }

  private List<Action> cancel(Action reply) {
    List<Action> actions = new ArrayList<>();
    actions.add(new Action.Forget(NvmKey.REBOOT));
    actions.add(new Action.Stop(Timer.REBOOT));
    if (planned.isPresent()) {
      actions.add(new Action.Tell(new AgentEvent.RebootCancelled()));
    }
    actions.add(reply);
    planned = Optional.empty();
    armed = false;
    return actions;
  }

  private Action arm(DeviceTime now) {
    armed = true;
    Duration until = planned.orElseThrow().until(now);
    return new Action.Start(Timer.REBOOT, until.isNegative() ? Duration.ZERO : until);
  }
}
