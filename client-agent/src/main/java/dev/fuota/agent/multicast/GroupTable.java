package dev.fuota.agent.multicast;

import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.Origin;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.multicast.McGroupStatusAns;
import dev.fuota.protocol.multicast.McGroupStatusReq;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The groups that a device supports, by McGroupID. */
final class GroupTable {
  /** By id; each is made when it is asked for: most devices never have a group. */
  private final @Nullable GroupSlot[] slots;

  /**
   * A table without groups.
   *
   * @param supported ids 0..{@code supported}-1
   */
  GroupTable(int supported) {
    slots = new GroupSlot[supported];
  }

  /** The slot of an id, if the device supports it (TS005-01). */
  Optional<GroupSlot> slot(int groupId) {
    return groupId < slots.length ? Optional.of(made(groupId)) : Optional.empty();
  }

  private GroupSlot made(int groupId) {
    GroupSlot there = slots[groupId];
    if (there == null) {
      there = new GroupSlot(groupId);
      slots[groupId] = there;
    }
    return there;
  }

  private Stream<GroupSlot> made() {
    return Arrays.stream(slots).flatMap(Stream::ofNullable);
  }

  /** The slot of a group that is defined. */
  Optional<GroupSlot> defined(int groupId) {
    return slot(groupId).filter(GroupSlot::isDefined);
  }

  Stream<GroupSlot> defined() {
    return made().filter(GroupSlot::isDefined);
  }

  void load(int groupId, Bytes octets) {
    slot(groupId).ifPresent(slot -> slot.load(octets));
  }

  /** Bit X for group X whose session is open. */
  int open() {
    return made().filter(GroupSlot::isOpen).mapToInt(slot -> 1 << slot.id).sum();
  }

  /** Where a frame that the link accepted for a group came from. */
  Origin origin(int groupId, long fCnt) {
    return groupId < slots.length ? made(groupId).origin(fCnt) : new Origin(groupId, 0, fCnt);
  }

  void onHeard(Origin origin) {
    slot(origin.groupId()).ifPresent(slot -> slot.onHeard(origin));
  }

  /** Makes the counters safe that were heard since the last time. */
  List<Action> keepCounters() {
    return made().filter(GroupSlot::hasUnsavedCounter).map(GroupSlot::save).toList();
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
