package dev.fuota.tests.bench;

import dev.fuota.protocol.fec.FecDecoder;
import dev.fuota.protocol.fec.ParityMatrix;
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

/**
 * The decoder's whole work on bits for one block: every fragment that arrives, from the first to
 * the one that completes. The size of the fragments does not matter to it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FecDecodeBenchmark {
  @Param({"200", "1000", "2000"})
  int nbFrag;

  @Param({"5", "10", "20", "30"})
  int lossPercent;

  @Param({"V1", "V2"})
  ParityMatrix matrix = ParityMatrix.V1;

  private int[] numbers = {};

  /** Draws the losses. */
  @Setup
  public void receive() {
    numbers = FecReception.numbers(matrix, nbFrag, lossPercent);
  }

  /** Receives one block. */
  @Benchmark
  public FecDecoder decode() {
    return FecReception.decode(matrix, nbFrag, numbers);
  }
}
