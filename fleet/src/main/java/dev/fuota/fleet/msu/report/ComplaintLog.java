package dev.fuota.fleet.msu.report;

import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.server.msu.MsuCycleListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts the complaints that come after each chunk. One that comes when chunks are repeated is
 * counted apart: it may be about any.
 */
public final class ComplaintLog implements MsuCycleListener {
  /** More chunks than any file of a scenario has in frames of usual size. */
  private static final long CHUNKS_MAX = 1 << 16;

  private final List<int[]> files = new ArrayList<>();
  private long chunk;
  private boolean repeating;
  private long later;

  @Override
  public void onFile(int fileNumber, FileGeometry geometry) {
    files.add(new int[(int) Math.min(geometry.chunks(), CHUNKS_MAX)]);
    chunk = 0;
    repeating = false;
  }

  @Override
  public void onChunk(int fileNumber, long sent, boolean repeated) {
    chunk = sent;
    repeating = repeated;
  }

  @Override
  public void onComplaint(Ipv4 deviceId, int fileNumber, long missing) {
    int[] counts = files.get(files.size() - 1);
    if (repeating || chunk < 1 || chunk > counts.length) {
      later++;
    } else {
      counts[(int) chunk - 1]++;
    }
  }

  /** For each file that was announced, the complaints after each of its chunks. */
  public List<int[]> perChunk() {
    return files.stream().map(int[]::clone).toList();
  }

  /** Complaints in the rounds of repairs. */
  public long later() {
    return later;
  }

  /** Of all chunks, the mean; 0 without chunks. */
  double mean() {
    return files.stream().flatMapToInt(Arrays::stream).average().orElse(0);
  }

  int most() {
    return files.stream().flatMapToInt(Arrays::stream).max().orElse(0);
  }
}
