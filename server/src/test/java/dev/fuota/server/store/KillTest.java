package dev.fuota.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataFrame;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers in processes of their own, one after another on the same database, each killed by SIGKILL
 * at some point. A kill leaves what was written to the operating system: what a power cut leaves is
 * the affair of SQLite's synchronous mode.
 */
class KillTest {
  private static final int KILLS = 50;
  private static final int NEW_ONES = 5;
  private static final int LINES_MAX = 150;
  private static final int WAITING = 2;

  @TempDir Path folder;

  private final SplittableRandom random = new SplittableRandom(100);
  private final Deque<Process> waiting = new ArrayDeque<>();
  private final Set<String> givenOut = new HashSet<>();
  private final TreeSet<Integer> devNonces = new TreeSet<>();
  private final TreeSet<Integer> uplinks = new TreeSet<>();
  private final TreeSet<Integer> sessionCnts = new TreeSet<>();
  private long answered;
  private int downlinks;

  @AfterEach
  void end() {
    waiting.forEach(Process::destroyForcibly);
  }

  // MAC-095
  @Test
  void fiftyKillsLoseNoAnswerAndGiveNothingOutTwice() throws Exception {
    for (int life = 0; life < KILLS; life++) {
      boolean isNew = life < NEW_ONES;
      // the first ones die while they make the database, or soon after
      live(isNew, isNew ? life : random.nextInt(LINES_MAX));
      inspect();
    }
    assertThat(sessionCnts).hasSizeGreaterThan(KILLS);
    assertThat(devNonces).hasSizeGreaterThan(KILLS);
    assertThat(uplinks).hasSizeGreaterThan(KILLS);
    assertThat(downlinks).isGreaterThan(KILLS * 10);
  }

  /** Lets a server say some lines, and kills it while it goes on. */
  private void live(boolean isNew, int lines) throws IOException, InterruptedException {
    while (waiting.size() < WAITING) {
      waiting.add(start());
    }
    Process server = waiting.remove();
    BufferedReader said = server.inputReader(StandardCharsets.US_ASCII);
    assertThat(said.readLine()).isEqualTo("R");
    try (Writer tell = server.outputWriter(StandardCharsets.US_ASCII)) {
      tell.write((isNew ? "new " : "known ") + last(devNonces) + " " + last(uplinks) + "\n");
    }
    for (int i = 0; i < lines; i++) {
      note(said.readLine());
    }
    server.toHandle().destroyForcibly(); // of the process itself it would close what it said
    said.lines().forEach(this::note);
    assertThat(server.waitFor()).isEqualTo(128 + 9);
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Dorg.sqlite.tmpdir=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            MortalServer.class.getName(),
            folder.resolve("state.db").toString())
        .redirectErrorStream(true)
        .start();
  }

  private static String last(SortedSet<Integer> used) {
    return String.valueOf(used.isEmpty() ? 0 : used.last());
  }

  private void note(String line) {
    List<String> words = List.of(String.valueOf(line).split(" "));
    switch (words.get(0)) {
      case "J" -> {
        assertThat(devNonces.add(Integer.parseInt(words.get(1)))).as(line).isTrue();
        assertThat(givenOut.add("join " + words.get(2))).as(line).isTrue();
      }
      case "U" -> assertThat(uplinks.add(Integer.parseInt(words.get(1)))).as(line).isTrue();
      case "C" -> assertThat(sessionCnts.add(Integer.parseInt(words.get(1)))).as(line).isTrue();
      case "A" -> answered = Long.parseLong(words.get(1));
      case "D" -> {
        DataFrame frame = DataFrame.decode(Bytes.fromHex(words.get(1))).value().orElseThrow();
        assertThat(givenOut.add(frame.devAddr() + "/" + frame.fCnt())).as(line).isTrue();
        downlinks++;
      }
      default -> throw new AssertionError("the server said: " + line);
    }
  }

  private SqlStore open() {
    SecureRandom fresh = new SecureRandom();
    return SqlStore.open(StoreSettings.sqlite(folder.resolve("state.db"), fresh), fresh);
  }

  private void inspect() {
    try (SqlStore store = open()) {
      String kept = store.participants(1, 0).getOrDefault(MortalServer.PARTICIPANT, "0");
      assertThat(Long.parseLong(kept)).isBetween(answered, answered + 1);
      int next = sessionCnts.isEmpty() ? 0 : sessionCnts.last() + 1;
      assertThat(store.nextSessionCnt(MortalServer.COUNTED, 2)).isBetween(next, next + 1);
    }
  }
}
