package dev.fuota.tests.bench;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.fec.FragmentEncoder;
import dev.fuota.protocol.fec.ParityMatrix;
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
import org.openjdk.jmh.infra.Blackhole;

/** Making the fragments of one block: all uncoded ones, and 30 % coded ones. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FecEncodeBenchmark {
  @Param({"200", "1000", "2000"})
  int nbFrag;

  @Param({"V1", "V2"})
  ParityMatrix matrix = ParityMatrix.V1;

  @Param("112")
  int fragSize;

  private Bytes block = Bytes.EMPTY;

  /** Draws the block. */
  @Setup
  public void draw() {
    byte[] octets = new byte[nbFrag * fragSize];
    new SplittableRandom(nbFrag).nextBytes(octets);
    block = Bytes.of(octets);
  }

  /** Encodes one block. */
  @Benchmark
  public void encode(Blackhole hole) {
    FragmentEncoder encoder = new FragmentEncoder(block, fragSize, matrix);
    for (int n = 1; n <= nbFrag + nbFrag * 3 / 10; n++) {
      hole.consume(encoder.fragment(n));
    }
  }
}
