package dev.fuota.tests.bench;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.fec.FecDecoder;
import dev.fuota.protocol.fec.FragmentEncoder;
import dev.fuota.protocol.fec.ParityMatrix;
import dev.fuota.protocol.fec.ParityRows;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A block as lossy air leaves it: uncoded fragments first, then coded ones, some of each lost, up
 * to the one that completes the block. The octets that arrived lie in an array, by their numbers.
 */
final class FecReception {
  private static final int SEED = 7;

  final byte[] block;
  final int[] numbers;
  private final int fragSize;
  private final byte[] arrived;

  /**
   * Draws the block's octets and the losses.
   *
   * @param loss probability that a fragment is lost, in percent
   */
  FecReception(ParityMatrix matrix, int nbFrag, int fragSize, int loss) {
    this.fragSize = fragSize;
    this.block = new byte[nbFrag * fragSize];
    new SplittableRandom(nbFrag).nextBytes(block);
    this.numbers = numbers(matrix.rows(nbFrag), loss);
    this.arrived = new byte[numbers[numbers.length - 1] * fragSize];
    FragmentEncoder encoder = new FragmentEncoder(Bytes.of(block), fragSize, matrix);
    for (int n : numbers) {
      encoder.fragment(n).copyTo(0, arrived, (n - 1) * fragSize, fragSize);
    }
  }

  private static int[] numbers(ParityRows parity, int loss) {
    SplittableRandom random = new SplittableRandom(SEED);
    FecDecoder decoder = new FecDecoder(parity, parity.columns());
    IntStream.Builder arrived = IntStream.builder();
    for (int n = 1; !decoder.complete(); n++) {
      if (random.nextInt(100) >= loss) {
        decoder.offer(n);
        arrived.add(n);
      }
    }
    return arrived.build().toArray();
  }

  /** A decoder that has received the block. */
  FecDecoder decode(ParityRows parity) {
    FecDecoder decoder = new FecDecoder(parity, parity.columns());
    for (int n : numbers) {
      decoder.offer(n);
    }
    return decoder;
  }

  /** Makes all octets of the block. */
  byte[] rebuild(FecDecoder decoder, byte[] into) {
    decoder.rebuild(1, into.length / fragSize, this::read, into);
    return into;
  }

  private void read(int n, byte[] into) {
    System.arraycopy(arrived, (n - 1) * fragSize, into, 0, fragSize);
  }
}
