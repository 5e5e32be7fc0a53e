package dev.fuota.agent.fragmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.hal.flash.FlashFault;
import dev.fuota.protocol.fec.FecDecoder;
import dev.fuota.protocol.fec.FragmentStore;
import dev.fuota.protocol.fec.ParityMatrix;
import dev.fuota.protocol.fec.ParityRows;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a device reads of a block while it walks over it in pages. */
class BlockSourceTest {
  private static final int FRAGMENTS = 700;
  private static final int FRAG_SIZE = 222;
  private static final int PADDING = 17;
  private static final int LENGTH = FRAGMENTS * FRAG_SIZE - PADDING;
  private static final int PAGE = 4096;

  private final byte[] file = new byte[FRAGMENTS * FRAG_SIZE];
  private final Map<Integer, byte[]> log = new HashMap<>();
  private final FecDecoder decoder = decoder();
  private final BlockSource block = new BlockSource(decoder, FRAG_SIZE, LENGTH);
  private int reads;
  private final FragmentStore store =
      (n, into) -> {
        reads++;
        System.arraycopy(log.get(n), 0, into, 0, into.length);
      };

  /** One fragment in ten is lost, and made up for by coded ones: sums of those in their rows. */
  private FecDecoder decoder() {
    new SplittableRandom(7).nextBytes(file);
    Arrays.fill(file, LENGTH, file.length, (byte) 0);
    ParityRows parity = ParityMatrix.V1.rows(FRAGMENTS);
    FecDecoder fresh = new FecDecoder(parity, FRAGMENTS);
    for (int n = 1; !fresh.complete(); n++) {
      if (n % 10 != 3 && fresh.offer(n) == FecDecoder.Outcome.INNOVATIVE) {
        log.put(n, n <= FRAGMENTS ? uncoded(n) : coded(parity, n - FRAGMENTS));
      }
    }
    return fresh;
  }

  private byte[] uncoded(int n) {
    return Arrays.copyOfRange(file, (n - 1) * FRAG_SIZE, n * FRAG_SIZE);
  }

  private byte[] coded(ParityRows parity, int row) {
    long[] bits = new long[(FRAGMENTS + 63) / 64];
    parity.row(row, bits);
    byte[] sum = new byte[FRAG_SIZE];
    for (int column = 0; column < FRAGMENTS; column++) {
      for (int i = 0; (bits[column / 64] >>> column & 1) != 0 && i < FRAG_SIZE; i++) {
        sum[i] ^= file[column * FRAG_SIZE + i];
      }
    }
    return sum;
  }

  @Test
  void aWalkOverItReadsEachFragmentOnceForEach128KiB() {
    byte[] walked = new byte[LENGTH];
    byte[] page = new byte[PAGE];
    for (int at = 0; at < LENGTH; at += PAGE) {
      int count = block.read(at, page, store);
      System.arraycopy(page, 0, walked, at, count);
    }

    assertThat(walked).isEqualTo(Arrays.copyOf(file, LENGTH));
    assertThat(reads).isLessThanOrEqualTo(2 * FRAGMENTS);
    assertThat(block.read(LENGTH, page, store)).isZero();
  }

  @Test
  void anyPartOfItIsReadInAnyOrder() {
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < 100; i++) {
      int offset = random.nextInt(LENGTH);
      byte[] part = new byte[random.nextInt(1, i % 10 == 0 ? LENGTH : PAGE)];
      int count = block.read(offset, part, store);

      assertThat(count).isEqualTo(Math.min(part.length, LENGTH - offset));
      assertThat(Arrays.copyOf(part, count))
          .isEqualTo(Arrays.copyOfRange(file, offset, offset + count));
    }
  }

  @Test
  void aFragmentThatCannotBeReadCostsNothingButThatReading() {
    byte[] page = new byte[PAGE];
    FragmentStore failing =
        (n, into) -> {
          if (n == 200) {
            throw new FlashFault("worn", 0);
          }
          store.read(n, into);
        };
    block.read(0, page, store);

    assertThatThrownBy(() -> block.read(140_000, page, failing)).isInstanceOf(FlashFault.class);
    assertThat(block.read(140_000, page, store)).isEqualTo(PAGE);
    assertThat(page).isEqualTo(Arrays.copyOfRange(file, 140_000, 140_000 + PAGE));
  }
}
