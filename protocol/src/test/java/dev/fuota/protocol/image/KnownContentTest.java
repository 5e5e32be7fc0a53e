package dev.fuota.protocol.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.Verdict.Accepted;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is remembered is never another answer than the one computed anew. */
class KnownContentTest {
  private static final ImagePolicy POLICY = ImageFixtures.trusting(ImageFixtures.ED25519);
  private static final Bytes ONE = Bytes.fromHex("01000000");
  private static final byte[] IMAGE =
      new Forge().guarded(0x50, ONE).sign(ImageFixtures.ED25519).toArray();

  private final AtomicInteger computed = new AtomicInteger();
  private final KnownImages counted =
      new KnownImages(
          (source, policy) -> {
            computed.incrementAndGet();
            return ImageVerifier.verify(source, policy);
          });
  private final KnownImages known = new KnownImages();

  private static Optional<Refused> refused(Verification way, byte[] octets, ImagePolicy policy) {
    return way.verify(ImageSource.of(octets), policy).refused();
  }

  @Test
  void anyFlippedBitOfAKnownImageIsRefusedForTheSameReasonAsOfAnUnknownOne() {
    assertThat(refused(known, IMAGE, POLICY)).isEmpty();
    byte[] octets = IMAGE.clone();
    for (int bit = 0; bit < octets.length * 8; bit++) {
      octets[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(refused(known, octets, POLICY))
          .as("bit %d of octet %d", bit % 8, bit / 8)
          .isEqualTo(refused(Verification.DIRECT, octets, POLICY));
      octets[bit / 8] ^= (byte) (1 << bit % 8);
    }
    assertThat(refused(known, octets, POLICY)).isEmpty();
  }

  @Test
  void anAcceptedAndARefusedImageAreComputedOncePerPolicy() {
    ImagePolicy later = POLICY.withSecurityCounter(2);
    assertThat(refused(counted, IMAGE, POLICY)).isEmpty();
    assertThat(refused(counted, IMAGE, later))
        .map(Refused::reason)
        .contains(Reason.SECURITY_COUNTER_TOO_LOW);
    int once = computed.get();
    assertThat(refused(counted, IMAGE, POLICY)).isEmpty();
    assertThat(refused(counted, IMAGE, later))
        .isEqualTo(refused(Verification.DIRECT, IMAGE, later));
    assertThat(computed).hasValue(once);
  }

  @Test
  void aRefusedImageWithSomethingBehindIsJudgedAnew() {
    ImagePolicy later = POLICY.withSecurityCounter(2);
    byte[] slot = Arrays.copyOf(IMAGE, IMAGE.length + 8);
    Arrays.fill(slot, IMAGE.length, slot.length, (byte) 0xff);
    assertThat(refused(known, slot, later)).isPresent();
    slot[slot.length - 1] = 0;
    assertThat(refused(known, slot, later)).isEqualTo(refused(Verification.DIRECT, slot, later));
  }

  @Test
  void anotherWayToVerifyIsNotTakenToHash() {
    Verdict good = ImageVerifier.verify(ImageSource.of(IMAGE), POLICY);
    KnownImages careless = new KnownImages((source, policy) -> good);
    byte[] other = IMAGE.clone();
    other[ImageHeader.OCTETS] ^= 1;
    assertThat(careless.verify(ImageSource.of(IMAGE), POLICY)).isInstanceOf(Accepted.class);
    assertThat(careless.verify(ImageSource.of(other), POLICY)).isInstanceOf(Accepted.class);
  }

  @Test
  void whatReadsOtherwiseTheSecondTimeIsNotRemembered() {
    byte[] wrong = IMAGE.clone();
    wrong[ImageHeader.OCTETS + 1] ^= 1;
    AtomicInteger reads = new AtomicInteger();
    ImageVerifier.verify(fickle(reads, Integer.MAX_VALUE, wrong), POLICY);
    int once = reads.getAndSet(0);
    assertThat(known.verify(fickle(reads, once, wrong), POLICY)).isInstanceOf(Accepted.class);
    assertThat(reads.get()).isGreaterThan(once);
    assertThat(refused(known, wrong, POLICY)).map(Refused::reason).contains(Reason.BAD_HASH);
  }

  /** The image, and after so many reads something else. */
  private static ImageSource fickle(AtomicInteger reads, int good, byte[] wrong) {
    return new Faulty(IMAGE) {
      @Override
      public void read(int offset, byte[] into, int at, int length) {
        byte[] octets = reads.incrementAndGet() > good ? wrong : IMAGE;
        System.arraycopy(octets, offset, into, at, length);
      }
    };
  }

  @Test
  void aFaultBehindTheFirstDifferenceStillShows() {
    assertThat(refused(known, IMAGE, POLICY)).isEmpty();
    byte[] other = IMAGE.clone();
    other[ImageHeader.OCTETS] ^= 1;
    int bad = ImageFixtures.parse(Bytes.of(IMAGE)).value().orElseThrow().payloadEnd() - 1;
    ImageSource faulty =
        new Faulty(other) {
          @Override
          public void read(int offset, byte[] into, int at, int length) {
            if (offset <= bad && bad < offset + length) {
              throw new IllegalStateException("unreadable");
            }
            super.read(offset, into, at, length);
          }
        };
    assertThatIllegalStateException().isThrownBy(() -> known.verify(faulty, POLICY));
  }

  private static class Faulty implements ImageSource {
    private final byte[] octets;

    Faulty(byte[] octets) {
      this.octets = octets;
    }

    @Override
    public int length() {
      return octets.length;
    }

    @Override
    public void read(int offset, byte[] into, int at, int length) {
      System.arraycopy(octets, offset, into, at, length);
    }
  }
}
