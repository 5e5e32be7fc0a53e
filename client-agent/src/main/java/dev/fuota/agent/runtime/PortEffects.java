package dev.fuota.agent.runtime;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.DeviceTime;
import dev.fuota.agent.step.Effects;
import dev.fuota.agent.step.Message;
import dev.fuota.agent.step.Origin;
import dev.fuota.agent.step.Timer;
import dev.fuota.agent.step.Uplink;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.agent.store.Records;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.link.PingSession;
import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import java.util.List;

/**
 * Performs actions on the ports, and tells the machines what came of them.
 *
 * <p>A {@link FlashFault} ends the outermost list of actions in which it happens, so what is to be
 * acknowledged behind a failed write is not. Only fragments and pages are different: their machine
 * hears of the failure and goes on.
 */
final class PortEffects implements Effects {
  private final AgentPorts ports;
  private final Machines machines;
  private final Records records;
  private final Timers timers;
  private final Transmitter transmitter;
  private Answers answers = Answers.NOBODY_ASKED;

  PortEffects(
      AgentPorts ports,
      Machines machines,
      Records records,
      Timers timers,
      Transmitter transmitter) {
    this.ports = ports;
    this.machines = machines;
    this.records = records;
    this.timers = timers;
    this.transmitter = transmitter;
  }

  /** Performs a list that nobody asked for, and ends it where flash fails. */
  void perform(List<Action> actions) {
    perform(actions, Answers.NOBODY_ASKED);
  }

  /** Performs a list that a request caused, and ends it where flash fails. */
  void perform(List<Action> actions, Answers to) {
    answers = to;
    try {
      performAll(actions);
    } catch (FlashFault fault) {
      tell(new AgentEvent.StorageFailed(String.valueOf(fault.getMessage())));
    } finally {
      answers = Answers.NOBODY_ASKED;
    }
  }

  /** Performs a list within another one, which ends with it where flash fails. */
  private void performAll(List<Action> actions) {
    for (Action action : actions) {
      action.perform(this);
    }
  }

  DeviceTime now() {
    return machines.now();
  }

  /** Reads the log after a reset; the counters with which its fragments came count again. */
  void scanLog() {
    machines.log().scan(this::heard);
  }

  private void heard(Origin origin) {
    if (!origin.isUnicast()) {
      machines.multicast().onHeard(origin);
    }
  }

  @Override
  public void send(Uplink uplink) {
    transmitter.send(uplink);
  }

  @Override
  public void answer(Message message) {
    answers.add(message);
  }

  @Override
  public void sendOnce(Uplink uplink) {
    transmitter.sendOnce(uplink);
  }

  @Override
  public void save(NvmKey key, Bytes octets) {
    records.write(key, octets);
  }

  @Override
  public void forget(NvmKey key) {
    records.delete(key);
  }

  @Override
  public void start(Timer timer, Duration delay) {
    timers.start(timer, delay);
  }

  @Override
  public void stop(Timer timer) {
    timers.stop(timer);
  }

  @Override
  public void tell(AgentEvent event) {
    ports.listener().onEvent(event);
  }

  @Override
  public void clockMoved() {
    machines.multicastInUse().ifPresent(multicast -> performAll(multicast.onClock(now())));
    performAll(machines.firmware().onClock(now()));
  }

  @Override
  public void needTime() {
    performAll(machines.clockSync().onNeedTime());
  }

  @Override
  public void defineGroup(Action.DefineGroup group) {
    ports
        .link()
        .defineGroup(
            new MulticastGroup(
                group.groupId(),
                group.mcAddr().value(),
                group.mcAppSKey().bytes().toArray(),
                group.mcNwkSKey().bytes().toArray(),
                group.minMcFCnt(),
                group.maxMcFCnt(),
                group.lastFCnt()));
  }

  @Override
  public void deleteGroup(int groupId) {
    ports.link().deleteGroup(groupId);
  }

  @Override
  public void openClassC(int groupId, int frequencyHz, int dataRate) {
    ports.link().openClassC(groupId, frequencyHz, dataRate);
  }

  @Override
  public void closeClassC(int groupId) {
    ports.link().closeClassC(groupId);
  }

  @Override
  public void openClassB(int groupId, PingSession session) {
    ports.link().openClassB(groupId, session);
  }

  @Override
  public void closeClassB(int groupId) {
    ports.link().closeClassB(groupId);
  }

  @Override
  public void nothingLeft(int mcGroupBitMask) {
    performAll(machines.multicast().onNothingLeft(mcGroupBitMask, now()));
  }

  @Override
  public void keepMulticastCounters() {
    performAll(machines.multicast().keepCounters());
  }

  @Override
  public void openLog(Action.OpenLog session) {
    machines.log().open(session);
  }

  @Override
  public void closeLog(int fragIndex) {
    machines.log().close(fragIndex);
  }

  @Override
  public void storeFragment(Action.StoreFragment fragment) {
    int fragIndex = fragment.fragIndex();
    List<Action> next;
    try {
      machines.log().append(fragment);
      next = machines.fragmentation().onStored(fragIndex, fragment.n());
    } catch (FlashFault fault) {
      next =
          machines
              .fragmentation()
              .onNotStored(fragIndex, fragment.n(), machines.log().numbers(fragIndex));
    }
    performAll(next);
  }

  @Override
  public void checkLog(int fragIndex) {
    performAll(
        machines.fragmentation().onLogChecked(fragIndex, machines.log().check(fragIndex), now()));
  }

  @Override
  public void readPage(Action.ReadPage page) {
    int fragIndex = page.fragIndex();
    byte[] octets = new byte[page.size()];
    List<Action> next;
    try {
      int count =
          page.block().read(page.page() * page.size(), octets, machines.log().store(fragIndex));
      next = machines.fragmentation().onPageRead(fragIndex, octets, count, now());
    } catch (FlashFault fault) {
      next = machines.fragmentation().onPageFailed(fragIndex, now());
    }
    performAll(next);
  }

  @Override
  public void releaseSlot(int fragIndex) {
    performAll(machines.firmware().onSlotReleased());
    performAll(machines.fragmentation().onSlotReleased(fragIndex));
  }

  @Override
  public void writePage(Action.WritePage page) {
    int fragIndex = page.fragIndex();
    List<Action> next;
    try {
      machines.slots().write(page.page(), page.block(), machines.log().store(fragIndex));
      next = machines.fragmentation().onPageWritten(fragIndex);
    } catch (FlashFault fault) {
      next = machines.fragmentation().onPageFailed(fragIndex, now());
    }
    performAll(next);
  }

  @Override
  public void inspectImage() {
    performAll(machines.firmware().onInspected(machines.slots().inspect(), now()));
  }

  @Override
  public void clearReadyMark() {
    machines.slots().clearMark();
  }

  @Override
  public void markReady() {
    machines.slots().markReady();
  }

  @Override
  public void holdSlot() {
    machines.fragmentation().holdSlot();
  }

  @Override
  public void freeSlot() {
    performAll(machines.fragmentation().onSlotFree());
  }

  @Override
  public void confirmImage() {
    machines.slots().confirm();
  }

  @Override
  public void blockSettled() {
    performAll(machines.fragmentation().onSettled(now()));
  }

  @Override
  public void reboot() {
    new QuietReboot(ports, timers, transmitter).begin();
  }
}
