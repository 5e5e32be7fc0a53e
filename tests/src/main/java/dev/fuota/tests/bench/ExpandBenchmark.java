package dev.fuota.tests.bench;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.delta.DeltaMaker;
import dev.fuota.protocol.expand.DetoolsCompression;
import dev.fuota.protocol.expand.Expander;
import dev.fuota.protocol.expand.Patches;
import dev.fuota.protocol.expand.RamBudget;
import dev.fuota.protocol.image.ImageSource;
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

/** Applying a detools patch that makes 64 KiB, of which one octet in sixteen is new. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ExpandBenchmark {
  private static final int OCTETS = 64 * 1024;
  private static final int RAM = 1 << 20;

  @Param({"NONE", "CRLE", "HEATSHRINK", "LZMA"})
  DetoolsCompression compression = DetoolsCompression.NONE;

  private final byte[] result = new byte[OCTETS];
  private ImageSource old = ImageSource.of(Bytes.EMPTY);
  private ImageSource patch = ImageSource.of(Bytes.EMPTY);

  /** Draws both images and makes the patch. */
  @Setup
  public void draw() {
    SplittableRandom random = new SplittableRandom(OCTETS);
    byte[] from = new byte[OCTETS];
    random.nextBytes(from);
    byte[] to = from.clone();
    for (int i = 0; i < OCTETS; i += 16) {
      to[i] = (byte) random.nextInt(256);
    }
    old = ImageSource.of(from);
    patch = ImageSource.of(DeltaMaker.detools(Bytes.of(from), Bytes.of(to), compression));
  }

  /** Makes all octets, as one pull. */
  @Benchmark
  public int expand() {
    Expander expander = Patches.detools(patch, old, OCTETS, new RamBudget(RAM));
    return expander.read(result, 0, OCTETS);
  }
}
