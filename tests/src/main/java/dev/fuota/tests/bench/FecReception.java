package dev.fuota.tests.bench;

import dev.fuota.protocol.fec.FecDecoder;
import dev.fuota.protocol.fec.ParityMatrix;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Sessions as lossy air leaves them: uncoded fragments first, then coded ones, some of each lost.
 */
final class FecReception {
  private static final int SEED = 7;

  private FecReception() {}

  /**
   * The numbers that arrive, in order, up to the one that completes the block.
   *
   * @param loss probability that a fragment is lost, in percent
   */
  static int[] numbers(ParityMatrix matrix, int nbFrag, int loss) {
    SplittableRandom random = new SplittableRandom(SEED);
    FecDecoder decoder = new FecDecoder(matrix, nbFrag, nbFrag);
    IntStream.Builder arrived = IntStream.builder();
    for (int n = 1; !decoder.complete(); n++) {
      if (random.nextInt(100) >= loss) {
        decoder.offer(n);
        arrived.add(n);
      }
    }
    return arrived.build().toArray();
  }

  /** A decoder that has received {@code numbers}. */
  static FecDecoder decode(ParityMatrix matrix, int nbFrag, int[] numbers) {
    FecDecoder decoder = new FecDecoder(matrix, nbFrag, nbFrag);
    for (int n : numbers) {
      decoder.offer(n);
    }
    return decoder;
  }
}
