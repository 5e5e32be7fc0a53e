package dev.fuota.fleet.lorawan;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.fragmentation.FragmentationStatus.Phase;
import dev.fuota.fleet.world.DeviceObserver;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What a device says that it was given by a campaign, and what of it is still there. */
final class Belongings implements DeviceObserver {
  private final FleetDevice device;
  private final Set<Integer> groups = new TreeSet<>();
  private int groupsDefined;

  Belongings(FleetDevice device) {
    this.device = device;
    device.device().observe(this);
  }

  @Override
  public void onEvent(AgentEvent event) {
    if (event instanceof AgentEvent.GroupDefined defined) {
      groups.add(defined.groupId());
      groupsDefined++;
    } else if (event instanceof AgentEvent.GroupDeleted deleted) {
      groups.remove(deleted.groupId());
    }
  }

  /** Multicast groups that it has now. */
  Set<Integer> groups() {
    return groups;
  }

  /** How often it was given one. */
  int groupsDefined() {
    return groupsDefined;
  }

  /** Whether there is any fragmentation session on it. */
  boolean hasSession() {
    return has(phase -> phase != Phase.NONE);
  }

  /** Whether it holds a block that is no firmware. */
  boolean hasBlock() {
    return has(phase -> phase == Phase.COMPLETE);
  }

  private boolean has(Predicate<Phase> wanted) {
    return device.device().status().orElseThrow().sessions().stream()
        .anyMatch(session -> wanted.test(session.phase()));
  }
}
