package dev.fuota.server.chirpstack;

import dev.fuota.server.port.SentListener.Sent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Which downlink has which id in ChirpStack, so that events find it. Events come by another way
 * than answers, hence an event may come first. Both memories are bounded: the oldest entry goes.
 */
final class SentBook {
  private static final int EXPECTED_MAX = 20_000;
  private static final int EARLY_MAX = 1_000;

  private final Map<String, Entry> expected = new LinkedHashMap<>();
  private final Map<String, Function<Item, Sent>> early = new LinkedHashMap<>();

  private record Entry(Item item, Runnable onOver) {}

  /**
   * ChirpStack has queued a downlink.
   *
   * @param onOver called when it is out of the queue, by an event
   */
  void expect(String id, Item item, Runnable onOver) {
    Entry entry = new Entry(item, onOver);
    Function<Item, Sent> report = early.remove(id);
    if (report != null) {
      sent(entry, report);
      return;
    }
    expected.put(id, entry);
    trim(expected.keySet(), EXPECTED_MAX);
  }

  /** A gateway has taken the downlink with this id. */
  void onSent(String id, Function<Item, Sent> report) {
    Entry entry = expected.remove(id);
    if (entry != null) {
      sent(entry, report);
    } else {
      early.put(id, report);
      trim(early.keySet(), EARLY_MAX);
    }
  }

  /** ChirpStack has thrown the downlink with this id away. */
  void onLost(String id) {
    Entry entry = expected.remove(id);
    if (entry != null) {
      entry.item.over();
      entry.onOver.run();
    }
  }

  private static void sent(Entry entry, Function<Item, Sent> report) {
    entry.onOver.run();
    entry.item.sent(report.apply(entry.item));
  }

  private static void trim(Set<String> keys, int max) {
    if (keys.size() > max) {
      keys.remove(keys.iterator().next());
    }
  }

  /** Ids that are expected; for tests of the bound. */
  int size() {
    return expected.size() + early.size();
  }
}
