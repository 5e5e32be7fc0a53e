package dev.fuota.agent.mac;

import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.protocol.lorawan.DataFrame;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The multicast groups of a link and their open class C sessions. There is one receiver: if
 * sessions on different channels overlap, the one that was opened last has it.
 */
final class MulticastSessions {
  private final Map<Integer, GroupReceiver> groups = new TreeMap<>();

  /** The open sessions by group, in the order in which they were opened. */
  private final Map<Integer, Open> open = new LinkedHashMap<>(2);

  private Optional<LoraChannel> current = Optional.empty();

  /** A session of a group, which stays the same as long as it is open. */
  private record Open(LoraChannel channel, Optional<GroupReceiver> group) {}

  void define(MulticastGroup group) {
    close(group.groupId());
    groups.put(group.groupId(), new GroupReceiver(group));
  }

  void delete(int groupId) {
    close(groupId);
    groups.remove(groupId);
  }

  void open(int groupId, LoraChannel channel) {
    open.remove(groupId);
    open.put(groupId, new Open(channel, group(groupId)));
    current = Optional.of(channel);
  }

  void close(int groupId) { // MAC-084
    open.remove(groupId);
    current = open.values().stream().reduce((earlier, later) -> later).map(Open::channel);
  }

  /** A group that was defined. */
  Optional<GroupReceiver> group(int groupId) {
    return Optional.ofNullable(groups.get(groupId));
  }

  /** Where to listen while nothing else is to be done. */
  Optional<LoraChannel> channel() {
    return current;
  }

  /**
   * What a frame carries, if it is an acceptable one of a group whose session is open on the
   * channel on which it was heard.
   */
  Optional<Downlink> accept(DataFrame frame, LoraChannel heardOn) {
    if (open.isEmpty()) {
      return Optional.empty(); // most devices, for every frame that they hear
    }
    for (Open session : open.values()) {
      if (session.group().isPresent() && session.channel().equals(heardOn)) {
        Optional<Downlink> accepted = session.group().get().accept(frame);
        if (accepted.isPresent()) {
          return accepted;
        }
      }
    }
    return Optional.empty();
  }

  /** What a frame carries that was heard in the window of this group. */
  Optional<Downlink> acceptOf(int groupId, DataFrame frame) {
    return group(groupId).flatMap(group -> group.accept(frame));
  }
}
