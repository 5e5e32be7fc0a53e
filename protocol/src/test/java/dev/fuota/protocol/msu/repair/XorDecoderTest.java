package dev.fuota.protocol.msu.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.FrameBitmap;
import dev.fuota.protocol.msu.repair.RepairPlan.Lack;
import dev.fuota.protocol.msu.repair.XorDecoder.Outcome;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A receiver of combined frames")
class XorDecoderTest {
  private static final int SIZE = 50;

  /** Two whole chunks of 32 frames, and one of 10, the last of which has 7 octets. */
  private static final FileGeometry GEOMETRY = new FileGeometry(73L * SIZE + 7, 32, SIZE);

  private final Receiver receiver = new Receiver(GEOMETRY, 5);

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void getsAllOutOfItsPlanInAnyOrderWithPlainFramesBetween(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    int lossPercent = 1 + random.nextInt(40);
    List<Receiver> receivers = new ArrayList<>();
    List<Lack> lacks = new ArrayList<>();
    long chunk = 1 + random.nextLong(3);
    for (int i = 0; i < 8; i++) {
      Receiver each = new Receiver(GEOMETRY, seed);
      each.lose(chunk, random, lossPercent);
      receivers.add(each);
      lacks.add(new Lack(each.missing(chunk), 1));
    }

    List<Integer> plan = new ArrayList<>();
    for (int mask : RepairPlan.coded(lacks, random)) {
      plan.add(random.nextInt(plan.size() + 1), mask);
    }

    for (Receiver each : receivers) {
      plan.forEach(mask -> each.receive(chunk, mask));
      assertThat(each.missing(chunk)).isZero();
      assertThat(each.isWhole()).isTrue();
      assertThat(each.decoder.needed(chunk)).isZero();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void needsNoMoreThanTheFramesItNames(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    receiver.lose(1, random, 30);
    for (int i = random.nextInt(8); i > 0; i--) {
      receiver.receive(1, random.nextInt() | 3);
    }

    int needed = receiver.decoder.needed(1);
    assertThat(needed & ~receiver.missing(1)).isZero();
    for (int mask : RepairPlan.uncoded(needed)) {
      receiver.receive(1, mask);
    }

    assertThat(receiver.missing(1)).isZero();
    assertThat(receiver.isWhole()).isTrue();
  }

  @Test
  void getsTheShortLastFrameOutOfALongerSum() {
    receiver.lose(3, FrameBitmap.bit(10));

    assertThat(receiver.receive(3, FrameBitmap.bit(10) | FrameBitmap.bit(2)))
        .isEqualTo(Outcome.USED);

    assertThat(receiver.isWhole()).isTrue();
  }

  @Test
  void keepsACombinationUntilAPlainFrameSolvesIt() {
    receiver.lose(1, FrameBitmap.bit(1) | FrameBitmap.bit(2));

    assertThat(receiver.receive(1, FrameBitmap.bit(1) | FrameBitmap.bit(2)))
        .isEqualTo(Outcome.USED);
    assertThat(Integer.bitCount(receiver.missing(1))).isEqualTo(2);
    receiver.receive(1, FrameBitmap.bit(2));

    assertThat(receiver.isWhole()).isTrue();
  }

  @Test
  void callsWhatItKnowsRedundant() {
    receiver.lose(1, FrameBitmap.bit(1) | FrameBitmap.bit(2));
    receiver.receive(1, FrameBitmap.bit(1) | FrameBitmap.bit(2));

    assertThat(receiver.receive(1, FrameBitmap.bit(1) | FrameBitmap.bit(2)))
        .isEqualTo(Outcome.REDUNDANT);
    assertThat(receiver.receive(1, FrameBitmap.bit(4) | FrameBitmap.bit(9)))
        .isEqualTo(Outcome.REDUNDANT);
  }

  @Test
  void noticesAContradictionToWhatItHolds() {
    ByteBuffer sum = receiver.sum(1, 0xc000_0000);
    sum.put(4, (byte) (sum.get(4) ^ 1));

    assertThat(receiver.decoder.offer(1, 0xc000_0000, sum)).isEqualTo(Outcome.CONFLICT);
  }

  @Test
  void noticesAContradictionBetweenACombinationAndLaterFrames() {
    receiver.lose(1, 0xe000_0000);
    ByteBuffer wrong = receiver.sum(1, 0xe000_0000);
    wrong.put(0, (byte) (wrong.get(0) ^ 1));
    receiver.decoder.offer(1, 0xe000_0000, wrong);

    receiver.hold(1, FrameBitmap.bit(1));
    receiver.hold(1, FrameBitmap.bit(2));
    receiver.hold(1, FrameBitmap.bit(3));

    assertThat(receiver.decoder.onStored(1)).isFalse();
  }

  @Test
  void refusesWhatDoesNotFitTheFile() {
    ByteBuffer sum = ByteBuffer.allocate(SIZE);
    ByteBuffer shorter = ByteBuffer.allocate(SIZE - 1);

    assertThat(receiver.decoder.offer(0, 3, sum)).isEqualTo(Outcome.ILL_FORMED);
    assertThat(receiver.decoder.offer(4, 3, sum)).isEqualTo(Outcome.ILL_FORMED);
    assertThat(receiver.decoder.offer(0xffff_ffffL, 3, sum)).isEqualTo(Outcome.ILL_FORMED);
    assertThat(receiver.decoder.offer(1, 0, sum)).isEqualTo(Outcome.ILL_FORMED);
    assertThat(receiver.decoder.offer(1, 1, sum)).isEqualTo(Outcome.ILL_FORMED);
    assertThat(receiver.decoder.offer(3, 0x8000_0001, sum)).isEqualTo(Outcome.ILL_FORMED);
    assertThat(receiver.decoder.offer(1, 3, shorter)).isEqualTo(Outcome.ILL_FORMED);
  }

  @Test
  void dropsACombinationWhoseFramesCannotBeRead() {
    receiver.lose(1, FrameBitmap.bit(1));
    receiver.readable = false;

    assertThat(receiver.receive(1, 0xc000_0000)).isEqualTo(Outcome.UNREADABLE);
    assertThat(receiver.missing(1)).isEqualTo(FrameBitmap.bit(1));
  }

  @Test
  void forgetsTheOldestChunkWhenItKeepsTooMany() {
    FileGeometry large = new FileGeometry(200L * 32 * SIZE, 32, SIZE);
    Receiver many = new Receiver(large, 9);
    for (long chunk = 1; chunk <= XorDecoder.CHUNKS_MAX + 1; chunk++) {
      many.lose(chunk, 0xc000_0000);
      many.receive(chunk, 0xc000_0000);
    }

    assertThat(Integer.bitCount(many.decoder.needed(1))).isEqualTo(2);
    assertThat(Integer.bitCount(many.decoder.needed(2))).isEqualTo(1);
  }

  /** A receiver that holds a whole file of random octets but for what it is told to lose. */
  private static final class Receiver implements HeldFrames {
    private final FileGeometry geometry;
    private final byte[] file;
    private final byte[] copy;
    private final int[] missing;
    private final XorDecoder decoder;
    private boolean readable = true;

    Receiver(FileGeometry geometry, long seed) {
      this.geometry = geometry;
      file = new byte[(int) geometry.fileSize()];
      new SplittableRandom(seed).nextBytes(file);
      copy = file.clone();
      missing = new int[(int) geometry.chunks() + 1];
      decoder = new XorDecoder(geometry, this, this::store);
    }

    void lose(long chunk, RandomGenerator random, int percent) {
      int lost = 0;
      for (int bit = 0; bit < Integer.SIZE; bit++) {
        lost |= random.nextInt(100) < percent ? 1 << bit : 0;
      }
      lose(chunk, lost & geometry.fullMask(chunk));
    }

    void lose(long chunk, int lost) {
      missing[(int) chunk] = lost;
      for (int rest = lost; rest != 0; rest = FrameBitmap.withoutLowest(rest)) {
        int sequence = FrameBitmap.lowest(rest);
        int from = (int) geometry.offsetOf(chunk, sequence);
        Arrays.fill(copy, from, from + geometry.lengthOf(chunk, sequence), (byte) 0x55);
      }
    }

    /** A combination, or with a single bit a plain frame. */
    Outcome receive(long chunk, int mask) {
      if (FrameBitmap.withoutLowest(mask) != 0) {
        return decoder.offer(chunk, mask, sum(chunk, mask));
      }
      hold(chunk, mask);
      decoder.onStored(chunk);
      return Outcome.USED;
    }

    void hold(long chunk, int frame) {
      store(chunk, FrameBitmap.lowest(frame), sum(chunk, frame));
    }

    ByteBuffer sum(long chunk, int mask) {
      XorSum sum = new XorSum(geometry.sequenceSize());
      for (int rest = mask; rest != 0; rest = FrameBitmap.withoutLowest(rest)) {
        int sequence = FrameBitmap.lowest(rest);
        int from = (int) geometry.offsetOf(chunk, sequence);
        sum.add(file, from, geometry.lengthOf(chunk, sequence));
      }
      return ByteBuffer.wrap(sum.bytes().toArray());
    }

    private void store(long chunk, int sequence, ByteBuffer octets) {
      octets.get(copy, (int) geometry.offsetOf(chunk, sequence), octets.remaining());
      missing[(int) chunk] &= ~FrameBitmap.bit(sequence);
    }

    boolean isWhole() {
      return Arrays.equals(file, copy);
    }

    @Override
    public int missing(long chunk) {
      return missing[(int) chunk];
    }

    @Override
    public boolean read(long chunk, int sequence, byte[] into) {
      System.arraycopy(
          copy,
          (int) geometry.offsetOf(chunk, sequence),
          into,
          0,
          geometry.lengthOf(chunk, sequence));
      return readable;
    }
  }
}
