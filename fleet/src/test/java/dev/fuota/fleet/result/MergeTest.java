package dev.fuota.fleet.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a run was divided, and in whatever order its shares come together, it is the same. */
class MergeTest {
  private static final int DEVICES = 2 * FleetJson.LINES_MAX;

  private final List<FleetResult> shares = new ArrayList<>();

  /** Makes all shares of a run; cells, devices and what became of them are drawn. */
  private void divide(Random random, int cells, int of) {
    List<List<CellResult>> dealt = new ArrayList<>();
    IntStream.range(0, of).forEach(share -> dealt.add(new ArrayList<>()));
    int first = 0;
    for (int cell = 0; cell < cells; cell++) {
      int next = DEVICES * (cell + 1) / cells;
      dealt.get(cell % of).add(cell(random, cell, first, next - first, true));
      first = next;
    }
    for (int share = 0; share < of; share++) {
      shares.add(new FleetResult(head(cells, new Shard(share, of), true), dealt.get(share)));
    }
  }

  private static CellResult cell(Random random, int cell, int first, int count, boolean ended) {
    List<DeviceLine> devices = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      boolean good = random.nextInt(3) > 0;
      devices.add(
          new DeviceLine(
              i,
              "id" + i,
              0,
              good ? Fate.UPDATED : Fate.INCOMPLETE,
              good ? "" : "missed some",
              Reached.NOTHING.with(Stage.JOINED, random.nextInt(1_000_000)),
              random.nextInt(100),
              random.nextInt(100),
              good ? 50 + random.nextInt(50) : 0,
              0,
              random.nextDouble(),
              1,
              2));
    }
    return new CellResult(
        cell,
        random.nextLong(),
        first,
        devices,
        List.of(),
        AirLine.NONE,
        Optional.empty(),
        Duration.ofNanos(random.nextLong(1L << 45)),
        ended,
        random.nextInt(1_000_000),
        9);
  }

  private static Head head(int cells, Shard shard, boolean complete) {
    return new Head(
        "divided",
        3,
        "00",
        "1",
        List.of("all"),
        DEVICES,
        cells,
        List.of(),
        Optional.of(shard),
        complete);
  }

  private static FleetResult writtenAndRead(FleetResult part) {
    return FleetJson.read("part.json", FleetJson.write(part));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void sharesMayBeMergedInAnyOrderAndInAnyParts(int seed) {
    Random random = new Random(seed);
    divide(random, 1 + random.nextInt(9), 2 + random.nextInt(6));
    String whole = FleetJson.write(FleetResult.merge(shares));
    assertThat(whole).contains("\"complete\":true");
    List<FleetResult> parts = new ArrayList<>(shares);
    while (parts.size() > 1) {
      Collections.shuffle(parts, random);
      List<FleetResult> some = parts.subList(0, 2 + random.nextInt(parts.size() - 1));
      FleetResult merged = FleetResult.merge(some.stream().map(MergeTest::writtenAndRead).toList());
      some.clear();
      if (!merged.head().complete()) {
        parts.add(merged);
      } else {
        // what is left has no cell
        assertThat(parts).allMatch(share -> share.cells().isEmpty());
        assertThat(FleetJson.write(merged)).isEqualTo(whole);
        return;
      }
    }
    assertThat(parts).isEmpty(); // some merge was complete
  }

  @Test
  void aWholeHasNothingToBeMergedWith() {
    divide(new Random(1), 4, 2);
    refused(FleetResult.merge(shares));
  }

  @Test
  void whatWasStoppedIsNeverComplete() {
    CellResult ran = cell(new Random(1), 0, 0, 5, true);
    CellResult stopped = cell(new Random(2), 1, 5, DEVICES - 5, false);
    FleetResult one = new FleetResult(head(2, new Shard(0, 2), true), List.of(ran));
    FleetResult other = new FleetResult(head(2, new Shard(1, 2), false), List.of(stopped));
    FleetResult merged = FleetResult.merge(List.of(writtenAndRead(other), writtenAndRead(one)));
    assertThat(merged.head().complete()).isFalse();
    refused(merged);
  }

  private static void refused(FleetResult end) {
    assertThatThrownBy(() -> writtenAndRead(end))
        .isInstanceOf(ResultProblem.class)
        .hasMessage(
            "part.json: it has not a line for each device of cell 0, as the results of more than"
                + " 1000 devices that are whole, or were stopped; take those of the shares");
  }
}
