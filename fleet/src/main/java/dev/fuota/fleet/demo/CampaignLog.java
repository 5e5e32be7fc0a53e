package dev.fuota.fleet.demo;

import dev.fuota.agent.event.Reception;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What one device went through in one campaign. */
final class CampaignLog {
  private final Instant start;
  private final Map<Milestone, Passage> passages = new EnumMap<>(Milestone.class);
  private final Map<Reception, Integer> fragments = new EnumMap<>(Reception.class);
  private String refusal = "";
  private String refusalSentence = "";

  CampaignLog(Instant start) {
    this.start = start;
  }

  double seconds(Instant instant) {
    return Duration.between(start, instant).toMillis() / 1000.0;
  }

  /** Only the first time counts. */
  void reach(Milestone milestone, boolean refused, Instant now) {
    passages.putIfAbsent(milestone, new Passage(milestone, seconds(now), refused));
  }

  void refuse(Milestone milestone, String reason, String sentence, Instant now) {
    reach(milestone, true, now);
    refusal = reason;
    refusalSentence = sentence;
  }

  void receive(Reception reception) {
    fragments.merge(reception, 1, Integer::sum);
  }

  boolean reached(Milestone milestone) {
    return passages.containsKey(milestone);
  }

  boolean refusedAt(Milestone milestone) {
    Passage passage = passages.get(milestone);
    return passage != null && passage.refused();
  }

  List<Passage> passages() {
    return new ArrayList<>(passages.values());
  }

  int received() {
    return fragments.values().stream().mapToInt(Integer::intValue).sum();
  }

  int count(Reception reception) {
    return fragments.getOrDefault(reception, 0);
  }

  /** The stable name of the last refusal; empty if nothing was refused. */
  String refusal() {
    return refusal;
  }

  String refusalSentence() {
    return refusalSentence;
  }
}
