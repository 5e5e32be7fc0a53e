package dev.fuota.fleet.replay;

import dev.fuota.agent.event.AgentEvent.FragmentReceived;
import dev.fuota.fleet.replay.StoryLine.Kind;
import dev.fuota.hal.flash.FlashMap;
import dev.fuota.hal.sim.FlashOperation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings what happens into lines, in the order in which it happens. What comes in great numbers is
 * summed up: fragments that meet the same fate, windows in which nothing comes, work in the flash.
 */
final class Script {
  private final boolean all;
  private final Supplier<Duration> clock;
  private final Consumer<StoryLine> listener;
  private final FlashWork flash;

  /** What is written while a frame is being taken: its line comes first. */
  private final FlashWork flashOfFrame;

  private final List<String> windows = new ArrayList<>();
  private Duration windowsSince = Duration.ZERO;
  private Duration flashUntil = Duration.ZERO;
  private @Nullable FragmentRun run;
  private int lastFragment;
  private @Nullable StoryLine frame;

  /**
   * Nothing has happened.
   *
   * @param all whether nothing is summed up
   */
  Script(
      boolean all, FlashMap.Sizes sizes, Supplier<Duration> clock, Consumer<StoryLine> listener) {
    this.all = all;
    this.clock = clock;
    this.listener = listener;
    this.flash = new FlashWork(sizes);
    this.flashOfFrame = new FlashWork(sizes);
  }

  void tell(Kind kind, String text) {
    tell(kind, text, List.of());
  }

  void tell(Kind kind, String text, List<String> details) {
    endFrame(List.of());
    flush();
    listener.accept(new StoryLine(clock.get(), kind, text, details));
  }

  /** Whether the line of a fragment waits for what becomes of it. */
  boolean sumsUp() {
    return !all;
  }

  /** A frame has ended; it is told when it is known what it says. */
  void beginFrame(String text, List<String> details) {
    endFrame(List.of());
    frame = new StoryLine(clock.get(), Kind.HEARD, text, details);
  }

  /** The frame, if it was not told yet, says this. */
  void endFrame(List<String> more) {
    StoryLine line = frame;
    frame = null;
    if (line != null) {
      flush();
      List<String> details = new ArrayList<>(line.details());
      details.addAll(more);
      listener.accept(new StoryLine(line.at(), line.kind(), line.text(), details));
    }
    flash.take(flashOfFrame);
  }

  /** The frame was a fragment, and this became of it. */
  void endFragment(FragmentReceived fragment) {
    if (fragment.n() < lastFragment) {
      lastFragment = 0;
    }
    if (all) {
      tell(Kind.STATE, "fragment " + fragment.n() + ": " + Sentences.of(fragment.reception()));
    } else {
      Duration at = frame == null ? clock.get() : frame.at();
      frame = null;
      if (run == null || !run.goesOn(at, fragment)) {
        flush();
        run = new FragmentRun(at, fragment, lastFragment);
      }
      flash.take(flashOfFrame);
    }
    lastFragment = fragment.n();
  }

  void emptyWindow(String window) {
    endFrame(List.of());
    if (windows.isEmpty()) {
      flush();
      windowsSince = clock.get();
    }
    windows.add(window);
  }

  void operation(FlashOperation operation) {
    if (all) {
      tell(Kind.FLASH, flash.line(operation));
      return;
    }
    flashUntil = clock.get();
    (frame == null ? flash : flashOfFrame).add(operation);
  }

  /** Tells what was kept back to be summed up. */
  void flush() {
    if (!windows.isEmpty()) {
      String text = String.join(", then ", windows) + ": nothing";
      windows.clear();
      listener.accept(new StoryLine(windowsSince, Kind.LISTENS, text, List.of()));
    }
    if (run != null) {
      listener.accept(run.line());
      run = null;
    }
    for (String text : flash.take()) {
      listener.accept(new StoryLine(flashUntil, Kind.FLASH, text, List.of()));
    }
  }
}
