package dev.fuota.protocol.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The memory of accepted images answers for exactly what it has seen. */
class KnownImagesTest {
  private static final SigningKey KEY = ImageFixtures.ED25519;
  private static final ImagePolicy POLICY = ImageFixtures.trusting(KEY);
  private static final Bytes IMAGE = new Forge().guarded(0x50, Malformed.ONE).sign(KEY);

  private int asked;
  private final KnownImages known =
      new KnownImages(
          (source, policy) -> {
            asked++;
            return ImageVerifier.verify(source, policy);
          });

  private Verdict verify(Bytes image) {
    return verify(image, POLICY);
  }

  private Verdict verify(Bytes image, ImagePolicy policy) {
    return known.verify(ImageSource.of(image), policy);
  }

  private static Bytes numbered(long counter) {
    return new Forge().guarded(0x50, TlvWriter.u32(counter)).sign(KEY);
  }

  @Test
  void theSameImageIsJudgedOnce() {
    Verdict first = verify(IMAGE);
    assertThat(first.isAccepted()).isTrue();
    assertThat(verify(Bytes.of(IMAGE.toArray()))).isEqualTo(first);
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void anotherOctetAnywhereIsAnotherImage() {
    verify(IMAGE);
    byte[] changed = IMAGE.toArray();
    for (int at = 0; at < changed.length; at++) {
      changed[at] ^= 1;
      int before = asked;
      assertThat(verify(Bytes.of(changed)).isAccepted()).as("octet %d", at).isFalse();
      assertThat(asked).as("octet %d", at).isEqualTo(before + 1);
      changed[at] ^= 1;
    }
    int before = asked;
    assertThat(verify(Bytes.of(changed)).isAccepted()).isTrue();
    assertThat(asked).isEqualTo(before);
  }

  @Test
  void aCutImageIsNotTheWholeOne() {
    verify(IMAGE);
    for (int length = 0; length < IMAGE.length(); length++) {
      assertThat(verify(IMAGE.slice(0, length)).isAccepted()).as("length %d", length).isFalse();
    }
  }

  @Test
  void whatLiesBehindIsLookedAtEachTime() {
    verify(IMAGE);
    assertThat(verify(IMAGE.concat(Bytes.of((byte) 0))).refused())
        .map(Refused::reason)
        .contains(Reason.TRAILING_OCTETS);
    assertThat(verify(IMAGE.concat(Bytes.of((byte) 0xff))).isAccepted()).isTrue();
  }

  static List<ImagePolicy> otherPolicies() {
    return List.of(
        ImageFixtures.trusting(),
        ImageFixtures.trusting(ImageFixtures.EC256),
        new ImagePolicy(
            POLICY.keys().revoking(KEY.publicKey()),
            POLICY.classId(),
            ImagePolicy.NO_COUNTER,
            POLICY.runningVersion(),
            POLICY.slotLimit()),
        POLICY.withClassId(ImageFixtures.CLASS_ID),
        POLICY.withSecurityCounter(2),
        POLICY.withSlotLimit(IMAGE.length() - 1));
  }

  @ParameterizedTest
  @MethodSource("otherPolicies")
  void anotherPolicyJudgesAnew(ImagePolicy policy) {
    verify(IMAGE);
    assertThat(verify(IMAGE, policy)).isEqualTo(ImageFixtures.verify(IMAGE, policy));
    assertThat(asked).as("an acceptance by one policy is none by another").isGreaterThan(1);
    assertThat(verify(IMAGE, policy).isAccepted()).isFalse();
    assertThat(verify(IMAGE, POLICY.withRunningVersion(ImageFixtures.VERSION)).isAccepted())
        .isTrue();
  }

  @Test
  void theLastSixteenAreRemembered() {
    for (int i = 0; i < 17; i++) {
      verify(numbered(i));
    }
    assertThat(asked).isEqualTo(17);
    verify(numbered(1));
    assertThat(asked).as("the oldest but one").isEqualTo(17);
    verify(numbered(0));
    assertThat(asked).as("the oldest is forgotten").isEqualTo(18);
    verify(numbered(1));
    assertThat(asked).as("used since, and so kept").isEqualTo(18);
    verify(numbered(2));
    assertThat(asked).as("not used since").isEqualTo(19);
  }
}
