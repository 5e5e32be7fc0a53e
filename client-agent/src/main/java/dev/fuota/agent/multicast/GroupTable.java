package dev.fuota.agent.multicast;

import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.Origin;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.multicast.McGroupStatusAns;
import dev.fuota.protocol.multicast.McGroupStatusReq;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The groups that a device supports, by McGroupID. */
final class GroupTable {
  private final List<GroupSlot> slots;

  /**
   * A table without groups.
   *
   * @param supported ids 0..{@code supported}-1
   */
  GroupTable(int supported) {
    slots = IntStream.range(0, supported).mapToObj(GroupSlot::new).toList();
  }

  /** The slot of an id, if the device supports it (TS005-01). */
  Optional<GroupSlot> slot(int groupId) {
    return groupId < slots.size() ? Optional.of(slots.get(groupId)) : Optional.empty();
  }

  /** The slot of a group that is defined. */
  Optional<GroupSlot> defined(int groupId) {
    return slot(groupId).filter(GroupSlot::isDefined);
  }

  Stream<GroupSlot> defined() {
    return slots.stream().filter(GroupSlot::isDefined);
  }

  void load(int groupId, Bytes octets) {
    slot(groupId).ifPresent(slot -> slot.load(octets));
  }

  /** Bit X for group X. */
  int mask(Predicate<GroupSlot> which) {
    return slots.stream().filter(which).mapToInt(slot -> 1 << slot.id).sum();
  }

  /** Where a frame that the link accepted for a group came from. */
  Origin origin(int groupId, long fCnt) {
    return groupId < slots.size() ? slots.get(groupId).origin(fCnt) : new Origin(groupId, 0, fCnt);
  }

  void onHeard(Origin origin) {
    slot(origin.groupId()).ifPresent(slot -> slot.onHeard(origin));
  }

  /** Makes the counters safe that were heard since the last time. */
  List<Action> keepCounters() {
    return slots.stream().filter(GroupSlot::hasUnsavedCounter).map(GroupSlot::save).toList();
  }

  /** All groups count, those that were asked for are shown, by ascending id (TS005-05). */
  StatusAnswer status(McGroupStatusReq request) {
    List<McGroupStatusAns.Group> asked =
        defined()
            .filter(slot -> request.asksFor(slot.id))
            .map(slot -> new McGroupStatusAns.Group(slot.id, slot.group().orElseThrow().mcAddr()))
            .toList();
    return new StatusAnswer((int) defined().count(), asked);
  }
}
