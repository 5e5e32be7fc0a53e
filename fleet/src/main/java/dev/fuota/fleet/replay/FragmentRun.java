package dev.fuota.fleet.replay;

import dev.fuota.agent.event.AgentEvent.FragmentReceived;
import dev.fuota.agent.event.Reception;
import java.time.Duration;
import java.util.List;

/** Fragments that come one after the other and meet the same fate. */
final class FragmentRun {
  private final Duration began;
  private final int fragIndex;
  private final int first;
  private final Reception reception;
  private final int missed;
  private Duration ended;
  private int last;

  /**
   * A run of one fragment.
   *
   * @param before the number of the one heard before, 0 for none
   */
  FragmentRun(Duration at, FragmentReceived fragment, int before) {
    this.began = at;
    this.ended = at;
    this.fragIndex = fragment.fragIndex();
    this.first = fragment.n();
    this.last = first;
    this.reception = fragment.reception();
    this.missed = Math.max(0, first - before - 1);
  }

  int last() {
    return last;
  }

  /** Whether a fragment goes on with this run; then it is part of it. */
  boolean goesOn(Duration at, FragmentReceived fragment) {
    if (fragment.fragIndex() != fragIndex
        || fragment.n() != last + 1
        || fragment.reception() != reception) {
      return false;
    }
    last++;
    ended = at;
    return true;
  }

  StoryLine line() {
    String which = first == last ? "fragment " + first : "fragments " + first + ".." + last;
    String until = first == last ? "" : ", the last " + ended.minus(began).toSeconds() + " s later";
    String before =
        missed == 0
            ? ""
            : "; the " + missed + " before " + (missed == 1 ? "was" : "were") + " not heard";
    String text =
        which + " of index " + fragIndex + ": " + Sentences.of(reception) + until + before;
    return new StoryLine(began, StoryLine.Kind.HEARD, text, List.of());
  }
}
