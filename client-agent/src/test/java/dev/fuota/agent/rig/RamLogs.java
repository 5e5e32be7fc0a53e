package dev.fuota.agent.rig;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.fec.FragmentStore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The fragments of four sessions, without a flash. */
final class RamLogs {
  static final int SESSIONS = 4;

  private final List<Map<Integer, Bytes>> logs =
      Stream.<Map<Integer, Bytes>>generate(TreeMap::new).limit(SESSIONS).toList();

  Map<Integer, Bytes> of(int fragIndex) {
    return logs.get(fragIndex);
  }

  int[] numbers(int fragIndex) {
    return of(fragIndex).keySet().stream().mapToInt(Integer::intValue).toArray();
  }

  FragmentStore store(int fragIndex) {
    return (n, into) -> {
      Bytes data = of(fragIndex).get(n);
      if (data == null) {
        throw new AssertionError("fragment " + n + " was never stored");
      }
      System.arraycopy(data.toArray(), 0, into, 0, into.length);
    };
  }
}
