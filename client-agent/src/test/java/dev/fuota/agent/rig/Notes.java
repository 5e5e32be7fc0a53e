package dev.fuota.agent.rig;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.Effects;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.hal.link.PingSession;
import dev.fuota.protocol.codec.Bytes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What state machines wanted done and nobody needs to answer, noted down. */
abstract class Notes implements Effects {
  /** An uplink as it would leave now. */
  public record Sent(int fPort, String hex, boolean confirmed) {}

  public final List<Sent> sent = new ArrayList<>();
  public final List<AgentEvent> events = new ArrayList<>();
  public final Map<NvmKey, Bytes> nvm = new EnumMap<>(NvmKey.class);
  public final Map<Integer, Action.DefineGroup> groups = new TreeMap<>();

  /** The frequencies of the sessions that run, by group, and the ping slots of those in class B. */
  public final Map<Integer, Integer> openSessions = new TreeMap<>();

  public final Map<Integer, Integer> periodicities = new TreeMap<>();
  public boolean marked;
  public int reboots;

  /** The payloads that were sent since the last time, hexadecimal. */
  public List<String> takeSent() {
    List<String> hex = sent.stream().map(Sent::hex).toList();
    sent.clear();
    return hex;
  }

  /** The record under {@code key}, which must be there. */
  public Bytes saved(NvmKey key) {
    return Optional.ofNullable(nvm.get(key)).orElseThrow();
  }

  /** The group as the link knows it, which must be defined. */
  public Action.DefineGroup group(int groupId) {
    return Optional.ofNullable(groups.get(groupId)).orElseThrow();
  }

  /** How often an event of a kind was told. */
  public long count(Class<? extends AgentEvent> kind) {
    return events.stream().filter(kind::isInstance).count();
  }

  /** The last event of a kind. */
  public <E extends AgentEvent> E last(Class<E> kind) {
    return events.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  @Override
  public void save(NvmKey key, Bytes octets) {
    nvm.put(key, octets);
  }

  @Override
  public void forget(NvmKey key) {
    nvm.remove(key);
  }

  @Override
  public void tell(AgentEvent event) {
    events.add(event);
  }

  @Override
  public void defineGroup(Action.DefineGroup group) {
    groups.put(group.groupId(), group);
  }

  @Override
  public void deleteGroup(int groupId) {
    groups.remove(groupId);
  }

  @Override
  public void openClassC(int groupId, int frequencyHz, int dataRate) {
    openSessions.put(groupId, frequencyHz);
  }

  @Override
  public void closeClassC(int groupId) {
    openSessions.remove(groupId);
  }

  @Override
  public void openClassB(int groupId, PingSession session) {
    openSessions.put(groupId, session.frequencyHz());
    periodicities.put(groupId, session.periodicity());
  }

  @Override
  public void closeClassB(int groupId) {
    openSessions.remove(groupId);
    periodicities.remove(groupId);
  }

  @Override
  public void clearReadyMark() {
    marked = false;
  }

  @Override
  public void markReady() {
    marked = true;
  }

  @Override
  public void reboot() {
    reboots++;
  }
}
