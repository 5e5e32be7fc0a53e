package dev.fuota.server.campaign;

import dev.fuota.server.port.DeviceId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All participants, and what can be said of them together. */
final class Fleet {
  private final Map<DeviceId, Participant> participants = new LinkedHashMap<>();
  private final int needed;
  private final String version;

  Fleet(List<Target> targets, int needed, long version) {
    for (Target target : targets) {
      if (participants.put(target.device(), new Participant(target)) != null) {
        throw new IllegalArgumentException(target.device() + " is a target twice");
      }
    }
    this.needed = needed;
    this.version = FirmwareVersion.text(version);
  }

  List<Participant> all() {
    return List.copyOf(participants.values());
  }

  Optional<Participant> find(DeviceId device) {
    return Optional.ofNullable(participants.get(device));
  }

  int needed() {
    return needed;
  }

  /** Participants that are neither updated nor out. */
  long in() {
    return participants.values().stream().filter(Participant::isIn).count();
  }

  private long updated() {
    return participants.values().stream().filter(Participant::isUpdated).count();
  }

  /** Those that are still in are out. */
  void leaveAll(String reason) {
    participants.values().stream().filter(Participant::isIn).forEach(p -> p.leave(reason));
  }

  /** Goes on if enough participants came through a step, else ends the campaign. */
  Next goOnWith(long succeeded, String what) {
    return succeeded >= needed
        ? Next.STEP
        : new Next.End(
            new Verdict(Verdict.Outcome.FAILED, count(succeeded) + " " + what + mostOften()));
  }

  /** Ends the campaign if nobody is left to go on with. */
  Next goOnWithAnybody() {
    return in() > 0 ? Next.STEP : new Next.End(verdict());
  }

  /** The end of a campaign that came to its last stage. */
  Verdict verdict() {
    return verdict("");
  }

  /** The end of a campaign at any time. */
  Verdict verdict(String prefix) {
    boolean done = updated() >= needed;
    String result = prefix + count(updated()) + " run " + version;
    if (!done) {
      return new Verdict(Verdict.Outcome.FAILED, result + mostOften());
    }
    boolean all = updated() == participants.size();
    return new Verdict(all ? Verdict.Outcome.DONE : Verdict.Outcome.DONE_WITH_FAILURES, result);
  }

  private String count(long devices) {
    return devices + " of " + participants.size() + " devices (" + needed + " needed)";
  }

  /** The reason that most devices share. */
  private String mostOften() {
    Map<String, Long> reasons =
        participants.values().stream()
            .map(Participant::reason)
            .filter(reason -> !reason.isEmpty())
            .map(reason -> reason.split(":", 2)[0]) // without numbers that differ
            .collect(Collectors.groupingBy(reason -> reason, TreeMap::new, Collectors.counting()));
    return reasons.entrySet().stream()
        .max(Comparator.comparingLong(Map.Entry::getValue))
        .map(entry -> "; " + entry.getKey() + " (" + entry.getValue() + ")")
        .orElse("");
  }
}
