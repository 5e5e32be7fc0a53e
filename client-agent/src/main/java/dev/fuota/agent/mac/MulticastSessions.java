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

  /** The channels of the open sessions by group, in the order in which they were opened. */
  private final Map<Integer, LoraChannel> open = new LinkedHashMap<>();

  private Optional<LoraChannel> current = Optional.empty();

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
    open.put(groupId, channel);
    current = Optional.of(channel);
  }

  void close(int groupId) {
    open.remove(groupId);
    current = open.values().stream().reduce((earlier, later) -> later);
  }

  /** Where to listen while nothing else is to be done. */
  Optional<LoraChannel> channel() {
    return current;
  }

  /** What a frame carries, if it is an acceptable one of a group whose session is open. */
  Optional<Downlink> accept(DataFrame frame) {
    for (int groupId : open.keySet()) {
      GroupReceiver group = groups.get(groupId);
      Optional<Downlink> accepted = group == null ? Optional.empty() : group.accept(frame);
      if (accepted.isPresent()) {
        return accepted;
      }
    }
    return Optional.empty();
  }
}
