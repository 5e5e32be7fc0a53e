package dev.fuota.tests.bench;

import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.FrameBitmap;
import dev.fuota.protocol.msu.repair.HeldFrames;
import dev.fuota.protocol.msu.repair.RepairPlan;
import dev.fuota.protocol.msu.repair.RepairPlan.Lack;
import dev.fuota.protocol.msu.repair.XorDecoder;
import dev.fuota.protocol.msu.repair.XorSum;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The repair of one chunk of a stream: to plan it, to sum it up, and to get frames back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RepairBenchmark implements HeldFrames {
  private static final int FRAME = FileGeometry.SEQUENCE_SIZE_DEFAULT;
  private static final FileGeometry CHUNK = new FileGeometry(32L * FRAME, 32, FRAME);

  @Param({"8", "32", "1000"})
  int receivers;

  @Param("5")
  int lossPercent;

  private final byte[] file = new byte[32 * FRAME];
  private final List<Lack> lacks = new ArrayList<>();
  private final XorSum sum = new XorSum(FRAME);
  private final List<ByteBuffer> sums = new ArrayList<>();
  private SplittableRandom random = new SplittableRandom(1);
  private int[] plan = {};
  private int missing;

  /** Draws what each receiver has lost, and checks that what is measured repairs it. */
  @Setup
  public void lose() {
    random = new SplittableRandom(1);
    random.nextBytes(file);
    for (int i = 0; i < receivers; i++) {
      int lost = 0;
      for (int bit = 0; bit < Integer.SIZE; bit++) {
        lost |= random.nextInt(100) < lossPercent ? 1 << bit : 0;
      }
      lacks.add(new Lack(lost, 1));
    }
    plan = plan();
    for (int mask : plan) {
      sums.add(ByteBuffer.wrap(sum(mask).bytes().toArray()));
    }
    if (decode() != 0) {
      throw new AssertionError("the plan that is measured leaves frames missing");
    }
  }

  /** Chooses the combinations. */
  @Benchmark
  public int[] plan() {
    return RepairPlan.coded(lacks, random);
  }

  /** Sums up the frames of all combinations. */
  @Benchmark
  public XorSum encode() {
    for (int mask : plan) {
      sum(mask);
    }
    return sum;
  }

  /** Gets the frames of the receiver that lost most out of the combinations. */
  @Benchmark
  public int decode() {
    missing = 0;
    for (Lack lack : lacks) {
      missing =
          Integer.bitCount(lack.missing()) > Integer.bitCount(missing) ? lack.missing() : missing;
    }
    XorDecoder decoder =
        new XorDecoder(
            CHUNK, this, (chunk, sequence, octets) -> missing &= ~FrameBitmap.bit(sequence));
    for (int i = 0; i < plan.length && missing != 0; i++) {
      if (Integer.bitCount(plan[i]) == 1) {
        missing &= ~plan[i];
        decoder.onStored(1);
      } else {
        decoder.offer(1, plan[i], sums.get(i));
      }
    }
    return missing;
  }

  private XorSum sum(int mask) {
    sum.clear();
    for (int rest = mask; rest != 0; rest = FrameBitmap.withoutLowest(rest)) {
      sum.add(file, (FrameBitmap.lowest(rest) - 1) * FRAME, FRAME);
    }
    return sum;
  }

  @Override
  public int missing(long chunk) {
    return missing;
  }

  @Override
  public boolean read(long chunk, int sequence, byte[] into) {
    System.arraycopy(file, (sequence - 1) * FRAME, into, 0, FRAME);
    return true;
  }
}
