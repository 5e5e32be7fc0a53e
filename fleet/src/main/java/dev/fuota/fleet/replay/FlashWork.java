package dev.fuota.fleet.replay;

import dev.fuota.hal.flash.FlashMap;
import dev.fuota.hal.sim.FlashOperation;
import dev.fuota.report.Say;
import java.util.ArrayList;
import java.util.List;

/** What a device writes between two other things that happen to it, summed up by partition. */
final class FlashWork {
  private static final List<String> NAMES =
      List.of("bootloader", "primary", "download", "fragments", "agent nvm", "boot nvm", "scratch");

  private final int[] starts;
  private final List<Sum> sums = new ArrayList<>();

  /** What was done in one partition. */
  private static final class Sum {
    private final String partition;
    private final FlashOperation.Kind kind;
    private int operations;
    private int octets;
    private int from = Integer.MAX_VALUE;
    private int to;

    Sum(String partition, FlashOperation.Kind kind) {
      this.partition = partition;
      this.kind = kind;
    }

    void add(int more, int length, int begin, int end) {
      operations += more;
      octets += length;
      from = Math.min(from, begin);
      to = Math.max(to, end);
    }

    @Override
    public String toString() {
      boolean erase = kind == FlashOperation.Kind.ERASE;
      String what =
          erase ? "erases " + Say.count(operations, "sector") : "programs " + octets + " octets";
      String times = erase || operations == 1 ? "" : " in " + operations + " operations";
      return String.format("%s: %s%s, 0x%x..0x%x", partition, what, times, from, to - 1);
    }
  }

  /** Work in a flash that is divided so. */
  FlashWork(FlashMap.Sizes sizes) {
    int[] octets = {
      sizes.bootloader(),
      sizes.primary(),
      sizes.download(),
      sizes.fragments(),
      sizes.agentNvm(),
      sizes.bootNvm(),
      sizes.scratch()
    };
    starts = new int[octets.length];
    for (int i = 1; i < octets.length; i++) {
      starts[i] = starts[i - 1] + octets[i - 1];
    }
  }

  void add(FlashOperation operation) {
    int end = operation.offset() + operation.length();
    sum(partition(operation.offset()), operation.kind())
        .add(1, operation.length(), operation.offset(), end);
  }

  /** Takes over what the other has. */
  void take(FlashWork other) {
    other.sums.forEach(
        sum -> sum(sum.partition, sum.kind).add(sum.operations, sum.octets, sum.from, sum.to));
    other.sums.clear();
  }

  private Sum sum(String partition, FlashOperation.Kind kind) {
    for (Sum sum : sums) {
      if (sum.partition.equals(partition) && sum.kind == kind) {
        return sum;
      }
    }
    Sum begun = new Sum(partition, kind);
    sums.add(begun);
    return begun;
  }

  /** The operation alone. */
  String line(FlashOperation operation) {
    return String.format(
        "%s: %s 0x%x..0x%x, %d octets",
        partition(operation.offset()),
        operation.kind() == FlashOperation.Kind.ERASE ? "erases" : "programs",
        operation.offset(),
        operation.offset() + operation.length() - 1,
        operation.length());
  }

  private String partition(int offset) {
    int i = starts.length - 1;
    while (starts[i] > offset) {
      i--;
    }
    return NAMES.get(i);
  }

  /** A line for each partition and kind of work since this was asked last. */
  List<String> take() {
    List<String> lines = sums.stream().map(Sum::toString).toList();
    sums.clear();
    return lines;
  }
}
