package dev.fuota.server.msu;

import dev.fuota.protocol.msu.repair.RepairPlan.Lack;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What clients lack, chunk by chunk: distinct sets of missing frames with the number of clients.
 * Only chunks of which something is missing take memory, and no client does.
 *
 * <p>A Report tells of what was sent before its Poll. So after a repair the answers to all Polls
 * that left earlier are of no account for its chunk: they would have it sent twice.
 */
final class StreamNeeds {
  private static final int UNDER_REPAIR = Integer.MAX_VALUE;

  private final TreeMap<Long, Need> chunks = new TreeMap<>();

  private static final class Need {
    private final Map<Integer, Integer> lacks = new LinkedHashMap<>();
    private int since;
    private int repairs;

    Need(int since) {
      this.since = since;
    }
  }

  /**
   * What is to be repaired of a chunk.
   *
   * @param round 0 for the first repair of the chunk
   */
  record Repair(long chunk, List<Lack> lacks, int round) {
    /** All that anybody lacks. */
    int union() {
      int union = 0;
      for (Lack lack : lacks) {
        union |= lack.missing();
      }
      return union;
    }
  }

  /** A client lacks frames of a chunk, by its answer to a Poll. */
  void add(long chunk, int missing, int poll) {
    Need need = chunks.computeIfAbsent(chunk, c -> new Need(poll));
    if (poll >= need.since) {
      need.lacks.merge(missing, 1, Integer::sum);
    }
  }

  /** Whether there is anything to wait for or to repair. */
  boolean isEmpty() {
    return chunks.isEmpty();
  }

  /**
   * Takes out what is ripe: chunks about which all clients have been heard. What is reported of
   * them is of no account from now on until {@link #repaired}.
   *
   * @param answered the newest Poll that all have answered, or are not waited for any longer
   */
  List<Repair> take(int answered) {
    List<Repair> ripe = new ArrayList<>();
    Iterator<Map.Entry<Long, Need>> all = chunks.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Long, Need> entry = all.next();
      Need need = entry.getValue();
      if (need.since > answered) {
        continue;
      }
      if (need.lacks.isEmpty()) {
        all.remove();
        continue;
      }
      ripe.add(new Repair(entry.getKey(), lacks(need), need.repairs++));
      need.lacks.clear();
      need.since = UNDER_REPAIR;
    }
    return ripe;
  }

  /**
   * The last repair of a chunk was sent.
   *
   * @param next number of the next Poll, the first whose answers tell of it
   */
  void repaired(long chunk, int next) {
    Need need = chunks.get(chunk);
    if (need != null) {
      need.since = next;
    }
  }

  private static List<Lack> lacks(Need need) {
    List<Lack> lacks = new ArrayList<>(need.lacks.size());
    need.lacks.forEach((missing, clients) -> lacks.add(new Lack(missing, clients)));
    return lacks;
  }
}
