package dev.fuota.server.campaign;

import dev.fuota.server.port.DeviceId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** All participants, and what can be said of them together. */
final class Fleet {
  private final Map<DeviceId, Participant> participants = new LinkedHashMap<>();
  private final List<Participant> all;
  private final Census census;
  private final int needed;
  private final String goal;

  /**
   * All targets at their beginning.
   *
   * @param goal what those that succeeded do, in a sentence: "run 2.0.3"
   * @param changed is told of each participant that changes
   */
  Fleet(List<Target> targets, int needed, String goal, Consumer<Participant> changed) {
    this.census = new Census(changed);
    for (Target target : targets) {
      if (participants.put(target.device(), new Participant(target, census)) != null) {
        throw new IllegalArgumentException(target.device() + " is a target twice");
      }
    }
    this.all = List.copyOf(participants.values());
    this.needed = needed;
    this.goal = goal;
  }

  List<Participant> all() {
    return all;
  }

  Census census() {
    return census;
  }

  Optional<Participant> find(DeviceId device) {
    return Optional.ofNullable(participants.get(device));
  }

  int needed() {
    return needed;
  }

  /** Those that are still in are out. */
  void leaveAll(String reason) {
    all.stream().filter(Participant::isIn).forEach(p -> p.leave(reason));
  }

  /** Goes on if enough participants came through a step, else ends the campaign. */
  Next goOnWith(int through, String what) {
    return through >= needed
        ? Next.STEP
        : new Next.End(
            new Verdict(Verdict.Outcome.FAILED, count(through) + " " + what + mostOften()));
  }

  /** Ends the campaign if nobody is left to go on with. */
  Next goOnWithAnybody() {
    return census.in() > 0 ? Next.STEP : new Next.End(verdict());
  }

  /** The end of a campaign that came to its last stage. */
  Verdict verdict() {
    return verdict("");
  }

  /** The end of a campaign at any time. */
  Verdict verdict(String prefix) {
    int succeeded = census.succeeded();
    String result = prefix + count(succeeded) + " " + goal;
    if (succeeded < needed) {
      return new Verdict(Verdict.Outcome.FAILED, result + mostOften());
    }
    boolean every = succeeded == all.size();
    return new Verdict(every ? Verdict.Outcome.DONE : Verdict.Outcome.DONE_WITH_FAILURES, result);
  }

  private String count(int devices) {
    return devices + " of " + all.size() + " devices (" + needed + " needed)";
  }

  /** The reason that most devices share. */
  private String mostOften() {
    Map<String, Long> reasons =
        all.stream()
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
