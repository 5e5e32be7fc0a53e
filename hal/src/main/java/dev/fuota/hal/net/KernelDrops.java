package dev.fuota.hal.net;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Datagrams that Linux had to throw away because a receive buffer was full, of the UDP sockets of
 * this process at chosen ports. Elsewhere always 0.
 *
 * <p>Reading it costs some hundred microseconds, so an answer may be {@value #OLDEST_NANOS} ns old.
 */
final class KernelDrops {
  private static final long OLDEST_NANOS = 200_000_000;
  private static final Path TABLE = Path.of("/proc/self/net/udp");
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  // Columns: sl local rem st tx:rx tr:tm retrnsmt uid timeout inode ref pointer drops
  private static final int LOCAL = 1;
  private static final int INODE = 9;
  private static final int DROPS = 12;
  private static final int HEX = 16;

  private final LongSupplier nanos;
  private final Map<Long, Long> bySocket = new HashMap<>();
  private long readAt;
  private boolean read;

  KernelDrops(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** All so far, of sockets that are closed by now too if they were looked at before. */
  long count(Set<Integer> ports) {
    long now = nanos.getAsLong();
    if (!read || now - readAt > OLDEST_NANOS) {
      look(ports);
      readAt = now;
      read = true;
    }
    return bySocket.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Reads the table now; before a socket is closed, so that its losses are not forgotten. */
  void look(Set<Integer> ports) {
    try {
      Set<Long> own = inodes();
      List<String> lines = Files.readAllLines(TABLE);
      for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
        String[] columns = line.strip().split("\\s+");
        if (columns.length > DROPS) {
          take(columns, own, ports);
        }
      }
    } catch (IOException | RuntimeException notLinux) {
      bySocket.clear();
    }
  }

  private void take(String[] columns, Set<Long> own, Set<Integer> ports) {
    long inode = Long.parseLong(columns[INODE]);
    String local = columns[LOCAL];
    int port = Integer.parseInt(local.substring(local.indexOf(':') + 1), HEX);
    if (own.contains(inode) && ports.contains(port)) {
      bySocket.put(inode, Long.parseLong(columns[DROPS]));
    }
  }

  /** A descriptor of a socket is a link to {@code socket:[inode]}. */
  private static Set<Long> inodes() throws IOException {
    Set<Long> found = new HashSet<>();
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
      for (Path descriptor : descriptors) {
        String target = target(descriptor);
        if (target.startsWith("socket:[")) {
          found.add(Long.parseLong(target.substring("socket:[".length(), target.length() - 1)));
        }
      }
    }
    return found;
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }
}
