package dev.fuota.tests.bench;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.fec.FecDecoder;
import dev.fuota.protocol.fec.FragmentEncoder;
import dev.fuota.protocol.fec.ParityMatrix;
import java.util.Arrays;
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

/**
 * Making the block's octets out of the stored fragments, which lie in memory here: reading all that
 * arrived and adding up those that did not.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FecRebuildBenchmark {
  private static final ParityMatrix MATRIX = ParityMatrix.V1;

  @Param({"200", "1000", "2000"})
  int nbFrag;

  @Param({"50", "112", "222"})
  int fragSize;

  @Param({"5", "30"})
  int lossPercent;

  private FecDecoder decoder = new FecDecoder(MATRIX, 1, 1);
  private byte[] store = {};
  private byte[] block = {};
  private byte[] fragment = {};

  /** Receives a block of random octets and stores all that arrived. */
  @Setup
  public void receive() {
    byte[] data = new byte[nbFrag * fragSize];
    new SplittableRandom(nbFrag).nextBytes(data);
    FragmentEncoder encoder = new FragmentEncoder(Bytes.of(data), fragSize, MATRIX);
    int[] numbers = FecReception.numbers(MATRIX, nbFrag, lossPercent);
    decoder = FecReception.decode(MATRIX, nbFrag, numbers);
    store = new byte[numbers[numbers.length - 1] * fragSize];
    for (int n : numbers) {
      System.arraycopy(encoder.fragment(n).toArray(), 0, store, (n - 1) * fragSize, fragSize);
    }
    block = new byte[data.length];
    fragment = new byte[fragSize];
    if (!Arrays.equals(rebuild(), data)) {
      throw new AssertionError("the block that is measured is not the block that was sent");
    }
  }

  /** Rebuilds one block. */
  @Benchmark
  public byte[] rebuild() {
    for (int n = 1; n <= nbFrag; n++) {
      decoder.rebuild(n, this::read, fragment);
      System.arraycopy(fragment, 0, block, (n - 1) * fragSize, fragSize);
    }
    return block;
  }

  private void read(int n, byte[] into) {
    System.arraycopy(store, (n - 1) * fragSize, into, 0, fragSize);
  }
}
