package dev.fuota.agent.multicast;

import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.Origin;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.protocol.codec.Bytes;
import java.time.Instant;
import java.util.Optional;

/** One McGroupID: the group that has it, what was heard of it, and its session. */
final class GroupSlot {
  final int id;

  private Optional<Group> group = Optional.empty();
  private int keyTag;

  /** The lowest counter that was not accepted yet: the last accepted plus 1. */
  private long nextFCnt;

  /** Whether {@link #nextFCnt} moved since the record was written. */
  private boolean unsaved;

  private Optional<Session> session = Optional.empty();

  /** Since when the session runs, by the oscillator; empty while it does not. */
  private Optional<Instant> openSince = Optional.empty();

  GroupSlot(int id) {
    this.id = id;
  }

  /** Takes back what survived a reset; without effect if it is no record. */
  void load(Bytes octets) {
    Optional<GroupRecord> stored = GroupRecord.decode(octets);
    stored.map(GroupRecord::group).ifPresent(this::set);
    nextFCnt = stored.map(GroupRecord::nextFCnt).orElse(0L);
    session = stored.flatMap(GroupRecord::session);
  }

  private void set(Group defined) {
    keyTag = defined.keyTag();
    group = Optional.of(defined);
  }

  /** A group without session; with the keys of before, what was heard stays heard (TS005-04). */
  void define(Group defined) {
    if (group.filter(defined::hasKeysOf).isEmpty()) {
      nextFCnt = 0;
    }
    set(defined);
    session = Optional.empty();
  }

  /** Forgets everything, keys too (TS005-06). */
  void clear() {
    group = Optional.empty();
    session = Optional.empty();
    keyTag = 0;
    nextFCnt = 0;
    unsaved = false;
  }

  Optional<Group> group() {
    return group;
  }

  boolean isDefined() {
    return group.isPresent();
  }

  Optional<Session> session() {
    return session;
  }

  void setSession(Optional<Session> planned) {
    session = planned;
  }

  boolean isOpen() {
    return openSince.isPresent();
  }

  Optional<Instant> openSince() {
    return openSince;
  }

  void setOpenSince(Optional<Instant> since) {
    openSince = since;
  }

  /** Where a frame with this counter came from. */
  Origin origin(long fCnt) {
    return new Origin(id, keyTag, fCnt);
  }

  /** A frame was accepted; without effect if the group has other keys by now. */
  void onHeard(Origin origin) {
    if (keyTag == origin.keyTag() && origin.fCnt() >= nextFCnt) {
      nextFCnt = origin.fCnt() + 1;
      unsaved = true;
    }
  }

  boolean wasHeard() {
    return nextFCnt > 0;
  }

  boolean hasUnsavedCounter() {
    return unsaved && isDefined();
  }

  Action definition() {
    return group.orElseThrow().definition(id, nextFCnt);
  }

  Action save() {
    unsaved = false;
    return new Action.Save(
        NvmKey.group(id), new GroupRecord(group.orElseThrow(), nextFCnt, session).encode());
  }
}
