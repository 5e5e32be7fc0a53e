package dev.fuota.agent.mac;

import static java.util.stream.Collectors.toUnmodifiableList;

import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.protocol.lorawan.DataFrame;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The multicast groups of a link and their open class C sessions. There is one receiver: if
 * sessions on different channels overlap, the one that was opened last has it.
 */
final class MulticastSessions {
  private List<GroupReceiver> groups = List.of();

  /** The open sessions in the order in which they were opened, one of each group at most. */
  private List<Open> open = List.of();

  /** A session of a group, which stays the same as long as it is open. */
  private record Open(int groupId, LoraChannel channel, Optional<GroupReceiver> group) {}

  void define(MulticastGroup group) {
    delete(group.groupId());
    groups = and(groups, new GroupReceiver(group));
  }

  void delete(int groupId) {
    close(groupId);
    groups = groups.stream().filter(it -> it.groupId() != groupId).toList();
  }

  void open(int groupId, LoraChannel channel) {
    close(groupId);
    open = and(open, new Open(groupId, channel, group(groupId)));
  }

  void close(int groupId) { // MAC-084
    open = open.stream().filter(it -> it.groupId() != groupId).toList();
  }

  private static <T> List<T> and(List<T> those, T another) {
    return Stream.concat(those.stream(), Stream.of(another)).collect(toUnmodifiableList());
  }

  /** A group that was defined. */
  Optional<GroupReceiver> group(int groupId) {
    return groups.stream().filter(it -> it.groupId() == groupId).findFirst();
  }

  /** Where to listen while nothing else is to be done. */
  Optional<LoraChannel> channel() {
    return open.isEmpty() ? Optional.empty() : Optional.of(open.get(open.size() - 1).channel());
  }

  /**
   * What a frame carries, if it is an acceptable one of a group whose session is open on the
   * channel on which it was heard.
   */
  Optional<Downlink> accept(DataFrame frame, LoraChannel heardOn) {
    if (open.isEmpty()) {
      return Optional.empty(); // most devices, for every frame that they hear
    }
    for (Open session : open) {
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
