package dev.fuota.tests.bench;

import dev.fuota.protocol.fec.FecDecoder;
import dev.fuota.protocol.fec.ParityMatrix;
import dev.fuota.protocol.fec.ParityRows;
import dev.fuota.protocol.fec.SharedParityRows;
import java.util.Arrays;
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

/** Receiving one block with losses: the whole of it, and its parts, on one set of fragments. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FecReceiveBenchmark {
  private static final long SHARED_OCTETS_MAX = 64L << 20;

  @Param({"200", "1000", "2000"})
  int nbFrag;

  @Param({"5", "10", "20", "30"})
  int lossPercent;

  @Param({"V1", "V2"})
  ParityMatrix matrix = ParityMatrix.V1;

  @Param("112")
  int fragSize;

  private FecReception reception = new FecReception(ParityMatrix.V1, 2, 1, 0);
  private ParityRows drawn = ParityMatrix.V1.rows(1);
  private ParityRows shared = ParityMatrix.V1.rows(1);
  private FecDecoder complete = new FecDecoder(drawn, 1);
  private byte[] block = {};

  /** Draws block and losses, and checks that what is measured gives the block. */
  @Setup
  public void receive() {
    reception = new FecReception(matrix, nbFrag, fragSize, lossPercent);
    drawn = matrix.rows(nbFrag);
    shared = new SharedParityRows(SHARED_OCTETS_MAX).rows(matrix, nbFrag);
    complete = reception.decode(drawn);
    block = new byte[nbFrag * fragSize];
    if (!Arrays.equals(total(), reception.block) || !Arrays.equals(totalSharedRows(), block)) {
      throw new AssertionError("the block that is measured is not the block that was sent");
    }
  }

  /** Everything: bits as fragments arrive, drawn rows, then all octets of the block. */
  @Benchmark
  public byte[] total() {
    return reception.rebuild(reception.decode(drawn), block);
  }

  /** The same where there is memory to keep the rows, so that each is drawn once. */
  @Benchmark
  public byte[] totalKeptRows() {
    ParityRows kept = new SharedParityRows(SHARED_OCTETS_MAX).rows(matrix, nbFrag);
    return reception.rebuild(reception.decode(kept), block);
  }

  /** The same by a decoder whose rows another one drew before. */
  @Benchmark
  public byte[] totalSharedRows() {
    return reception.rebuild(reception.decode(shared), block);
  }

  /** The bits alone. */
  @Benchmark
  public FecDecoder decode() {
    return reception.decode(drawn);
  }

  /** The rows of the coded fragments that arrived, once; the whole needs those it keeps twice. */
  @Benchmark
  public long[] drawRows() {
    long[] row = new long[(nbFrag + Long.SIZE - 1) / Long.SIZE];
    for (int n : reception.numbers) {
      if (n > nbFrag) {
        drawn.row(n - nbFrag, row);
      }
    }
    return row;
  }

  /** The octets alone, rows drawn for the second time included. */
  @Benchmark
  public byte[] rebuild() {
    return reception.rebuild(complete, block);
  }
}
