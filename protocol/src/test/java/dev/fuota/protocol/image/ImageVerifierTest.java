package dev.fuota.protocol.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageHeader.Flags;
import dev.fuota.protocol.image.Verdict.Accepted;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule of the strict reader, each broken alone in an image that is right otherwise. */
class ImageVerifierTest {
  private static final SigningKey KEY = ImageFixtures.ED25519;
  private static final ImagePolicy POLICY = ImageFixtures.trusting(KEY);
  private static final Bytes ONE = Bytes.fromHex("01000000");

  private static Optional<Reason> reason(Bytes image, ImagePolicy policy) {
    return ImageFixtures.verify(image, policy).refused().map(Refused::reason);
  }

  private static Optional<Reason> reason(Bytes image) {
    return reason(image, POLICY);
  }

  @Test
  void anImageWithEverythingIsAcceptedAndItsDigestTold() {
    Bytes image = ImageFixtures.file("imgtool/ed25519_protected.bin");
    Verdict verdict = ImageFixtures.verify(image, POLICY);
    assertThat(verdict).isInstanceOf(Accepted.class);
    assertThat(((Accepted) verdict).digest())
        .isEqualTo(
            Bytes.fromHex("9e74a5e92795aca990642344d7c7253176cfee8974df62f3d3cfbd09e9447879"));
  }

  @Test
  void noSingleFlippedBitIsAccepted() {
    byte[] image = new Forge().guarded(0x50, ONE).sign(KEY).toArray();
    for (int bit = 0; bit < image.length * 8; bit++) {
      image[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(ImageFixtures.verify(Bytes.of(image), POLICY).isAccepted())
          .as("bit %d of octet %d", bit % 8, bit / 8)
          .isFalse();
      image[bit / 8] ^= (byte) (1 << bit % 8);
    }
    assertThat(ImageFixtures.verify(Bytes.of(image), POLICY).isAccepted()).isTrue();
  }

  @ParameterizedTest(name = "{0} is refused as {1}")
  @CsvSource({
    "0x04, ENCRYPTED",
    "0x08, ENCRYPTED",
    "0x0c, ENCRYPTED",
    "0x200, COMPRESSED",
    "0x400, COMPRESSED",
    "0x600, COMPRESSED",
    "0x800, COMPRESSED",
    "0x10, NOT_BOOTABLE",
    "0x20, FIXED_ADDRESS",
    "0x100, FIXED_ADDRESS",
    "0x02, UNKNOWN_FLAG",
    "0x1000, UNKNOWN_FLAG",
    "0x80000000, UNKNOWN_FLAG"
  })
  void flagsThatChangeTheMeaningAreRefused(String flag, Reason expected) {
    int flags = Long.decode(flag).intValue();
    Bytes image = new Forge().header(header -> Forge.withU32(header, 16, flags)).sign(KEY);
    assertThat(reason(image)).contains(expected);
  }

  @Test
  void positionIndependenceChangesNothing() {
    Bytes image = new Forge().header(header -> Forge.withU32(header, 16, Flags.PIC)).sign(KEY);
    assertThat(reason(image)).isEmpty();
  }

  @ParameterizedTest(name = "type {0}")
  @ValueSource(
      strings = {
        "0x00", "0x03", "0x21", "0x40", "0x50", "0x60", "0x70", "0x71", "0x72", "0x73", "0x74",
        "0x75", "0x80", "0x04a0", "0xa0", "0xfffe", "0xffff"
      })
  void onlyWhatChecksTheImageMayStandOutsideTheProtectedArea(String type) {
    Bytes stray = Forge.tlv(Integer.decode(type), ONE);
    Bytes image =
        new Forge()
            .build(digest -> Forge.hash(digest).concat(Forge.signature(KEY, digest)).concat(stray));
    assertThat(reason(image)).contains(Reason.FORBIDDEN_TLV);
  }

  @ParameterizedTest(name = "type {0}")
  @ValueSource(strings = {"0x01", "0x02", "0x10", "0x12", "0x24", "0x25", "0x33"})
  void signaturesAndHashesMayNotStandInsideTheProtectedArea(String type) {
    Bytes image = new Forge().guarded(Integer.decode(type), ONE).sign(KEY);
    assertThat(reason(image)).contains(Reason.FORBIDDEN_TLV);
  }

  @Test
  void whatTheSignatureCoversMayBeUnknown() {
    assertThat(reason(new Forge().guarded(0x01a0, ONE).guarded(0x7777, ONE).sign(KEY))).isEmpty();
  }

  @ParameterizedTest(name = "type {0} with {1} octets")
  @CsvSource({
    "0x50, 2",
    "0x50, 8",
    "0x50, 0",
    "0x40, 8",
    "0x40, 13",
    "0x74, 15",
    "0x75, 17",
    "0x75, 0",
    "0x04a0, 7"
  })
  void valuesOfTheWrongLengthAreRefused(String type, int octets) {
    Bytes image =
        new Forge().guarded(Integer.decode(type), ImageFixtures.payload(octets)).sign(KEY);
    assertThat(reason(image)).contains(Reason.BAD_TLV);
  }

  @ParameterizedTest(name = "type {0}")
  @CsvSource({"0x50, 4", "0x74, 16", "0x75, 16", "0x04a0, 8"})
  void whatSteersStandsThereOnce(String type, int octets) {
    int code = Integer.decode(type);
    Bytes value = ImageFixtures.payload(octets);
    assertThat(reason(new Forge().guarded(code, value).sign(KEY))).isEmpty();
    assertThat(reason(new Forge().guarded(code, value).guarded(code, value).sign(KEY)))
        .contains(Reason.BAD_TLV);
  }

  @Test
  void thereIsExactlyOneHashOfItsOwnLength() {
    assertThat(reason(new Forge().build(digest -> Forge.signature(KEY, digest))))
        .contains(Reason.BAD_TLV);
    Bytes twice =
        new Forge()
            .build(
                digest ->
                    Forge.hash(digest)
                        .concat(Forge.hash(digest))
                        .concat(Forge.signature(KEY, digest)));
    assertThat(reason(twice)).contains(Reason.BAD_TLV);
    for (int octets : new int[] {0, 31, 33}) {
      Bytes value = ImageFixtures.payload(octets);
      Bytes image =
          new Forge().build(digest -> Forge.tlv(0x10, value).concat(Forge.signature(KEY, digest)));
      assertThat(reason(image)).contains(Reason.BAD_TLV);
    }
  }

  @Test
  void anImageWithoutASignatureOrOfAnotherKeyIsNotTrusted() {
    assertThat(reason(new Forge().build(Forge::hash))).contains(Reason.NO_TRUSTED_SIGNATURE);
    assertThat(reason(new Forge().sign(ImageFixtures.EC256))).contains(Reason.NO_TRUSTED_SIGNATURE);
    assertThat(reason(new Forge().sign(KEY), ImageFixtures.trusting()))
        .contains(Reason.NO_TRUSTED_SIGNATURE);
  }

  @Test
  void aKeyHashStandsWholeBeforeItsSignature() {
    Bytes behind =
        new Forge()
            .build(
                digest ->
                    Forge.hash(digest)
                        .concat(Forge.signatureOnly(KEY, digest))
                        .concat(Forge.keyHash(KEY)));
    assertThat(reason(behind)).contains(Reason.BAD_TLV);
    for (int octets : new int[] {0, 4, 31, 33}) {
      Bytes whole = KEY.publicKey().keyHash(HashAlgorithm.SHA256).concat(Bytes.of((byte) 0));
      Bytes cut = Forge.tlv(0x01, whole.slice(0, octets));
      Bytes image =
          new Forge()
              .build(
                  digest ->
                      Forge.hash(digest).concat(cut).concat(Forge.signatureOnly(KEY, digest)));
      assertThat(reason(image)).contains(Reason.BAD_TLV);
    }
  }

  @Test
  void everySignatureOfATrustedKeyMustBeGood() {
    Bytes other = ImageFixtures.payload(32);
    Bytes image =
        new Forge()
            .build(
                digest ->
                    Forge.hash(digest)
                        .concat(Forge.signature(KEY, digest))
                        .concat(Forge.signature(ImageFixtures.EC256, other)));
    assertThat(reason(image)).isEmpty();
    assertThat(reason(image, ImageFixtures.trusting(KEY, ImageFixtures.EC256)))
        .contains(Reason.BAD_SIGNATURE);
  }

  @Test
  void twoGoodSignaturesAreAccepted() {
    Bytes image =
        ImageBuilder.of(ImageFixtures.payload(50), ImageFixtures.VERSION)
            .sign(ImageFixtures.EC256, KEY);
    assertThat(reason(image, ImageFixtures.trusting(KEY))).isEmpty();
    assertThat(reason(image, ImageFixtures.trusting(ImageFixtures.EC256))).isEmpty();
    assertThat(reason(image, ImageFixtures.trusting(ImageFixtures.EC256, KEY))).isEmpty();
  }

  @ParameterizedTest(name = "signature type {0}")
  @ValueSource(ints = {0x20, 0x22, 0x23})
  void aSignatureOfAnotherAlgorithmIsNotTheKeys(int type) {
    Bytes image =
        new Forge()
            .build(
                digest ->
                    Forge.hash(digest)
                        .concat(Forge.keyHash(KEY))
                        .concat(Forge.tlv(type, KEY.sign(digest))));
    assertThat(reason(image)).contains(Reason.BAD_SIGNATURE);
  }

  @Test
  void theHashFitsTheKey() {
    Bytes edwards = new Forge().hashedBy(HashAlgorithm.SHA512).sign(KEY);
    assertThat(reason(edwards)).isEmpty();
    for (HashAlgorithm hash : new HashAlgorithm[] {HashAlgorithm.SHA384, HashAlgorithm.SHA512}) {
      Bytes ecdsa = new Forge().hashedBy(hash).sign(ImageFixtures.EC256);
      assertThat(reason(ecdsa, ImageFixtures.trusting(ImageFixtures.EC256)))
          .contains(Reason.BAD_SIGNATURE);
    }
  }

  @Test
  void aPureFlagOnASignatureOfTheDigestIsRefused() {
    Bytes image =
        new Forge()
            .build(
                digest ->
                    Forge.hash(digest)
                        .concat(Forge.tlv(0x25, Bytes.of((byte) 1)))
                        .concat(Forge.signature(KEY, digest)));
    assertThat(reason(image)).contains(Reason.BAD_SIGNATURE);
  }

  @Test
  void aContentKeyWithoutEncryptionIsRefused() {
    Bytes image =
        new Forge()
            .build(
                digest ->
                    Forge.hash(digest)
                        .concat(Forge.signature(KEY, digest))
                        .concat(Forge.tlv(0x33, ImageFixtures.payload(80))));
    assertThat(reason(image)).contains(Reason.ENCRYPTED);
  }

  @Test
  void behindTheImageThereIsOnlyErasedFlash() {
    Bytes image = new Forge().sign(KEY);
    byte[] slot = new byte[4096];
    Arrays.fill(slot, (byte) 0xff);
    System.arraycopy(image.toArray(), 0, slot, 0, image.length());
    assertThat(reason(Bytes.of(slot))).isEmpty();
    for (int at : new int[] {image.length(), 2000, 4095}) {
      slot[at] = 0;
      assertThat(reason(Bytes.of(slot))).contains(Reason.TRAILING_OCTETS);
      assertThat(
              ImageVerifier.verify(ImageSource.of(slot).prefix(image.length()), POLICY)
                  .isAccepted())
          .isTrue();
      slot[at] = (byte) 0xff;
    }
  }

  @Test
  void anImageUpToTheSlotsLimitFits() {
    Bytes image = new Forge().sign(KEY);
    assertThat(reason(image, limited(image.length()))).isEmpty();
    assertThat(reason(image, limited(image.length() - 1))).contains(Reason.TOO_LARGE);
  }

  private static ImagePolicy limited(int octets) {
    return new ImagePolicy(
        POLICY.keys(), Optional.empty(), ImagePolicy.NO_COUNTER, Optional.empty(), octets);
  }

  @Test
  @DisplayName("TR-11: an image for other hardware, or for none, is refused")
  void hardwareMustBeTheDevices() {
    ImagePolicy policy =
        new ImagePolicy(
            POLICY.keys(),
            Optional.of(ImageFixtures.CLASS_ID),
            ImagePolicy.NO_COUNTER,
            Optional.empty(),
            ImageFixtures.SLOT);
    Bytes right = new Forge().guarded(0x75, ImageFixtures.CLASS_ID).sign(KEY);
    Bytes other = new Forge().guarded(0x75, ImageFixtures.CLASS_ID.reversed()).sign(KEY);
    assertThat(reason(right, policy)).isEmpty();
    assertThat(reason(other, policy)).contains(Reason.WRONG_HARDWARE);
    assertThat(reason(new Forge().sign(KEY), policy)).contains(Reason.WRONG_HARDWARE);
  }

  @ParameterizedTest(name = "counter {0} on a device at {1}")
  @CsvSource({
    "7, 6, ",
    "7, 7, ",
    "7, 8, SECURITY_COUNTER_TOO_LOW",
    "4294967295, 4294967295, ",
    "2147483648, 1, ",
    "0, 1, SECURITY_COUNTER_TOO_LOW",
    "-1, 0, SECURITY_COUNTER_MISSING",
    "-1, -1, ",
    "0, -1, "
  })
  void theSecurityCounterNeverGoesBack(long counter, long stored, Reason expected) {
    ImageBuilder builder = ImageBuilder.of(ImageFixtures.payload(9), ImageFixtures.VERSION);
    Bytes image = (counter < 0 ? builder : builder.securityCounter(counter)).sign(KEY);
    ImagePolicy policy =
        new ImagePolicy(
            POLICY.keys(), Optional.empty(), stored, Optional.empty(), ImageFixtures.SLOT);
    assertThat(reason(image, policy)).isEqualTo(Optional.ofNullable(expected));
  }

  @ParameterizedTest(name = "needs 1.2.3+4, runs {0}.{1}.{2}+{3}")
  @CsvSource({
    "1, 2, 3, 4, ", "1, 2, 3, 3, NEEDS_OTHER_VERSION", "1, 2, 2, 9, NEEDS_OTHER_VERSION",
    "1, 1, 9, 9, NEEDS_OTHER_VERSION", "0, 9, 9, 9, NEEDS_OTHER_VERSION", "2, 0, 0, 0, "
  })
  @DisplayName("TR-11: an image that needs a later running version is refused")
  void theRunningVersionMustBeAtLeastTheRequired(
      int major, int minor, int revision, long build, Reason expected) {
    Bytes image =
        ImageBuilder.of(ImageFixtures.payload(9), ImageFixtures.VERSION)
            .requiredVersion(new ImageVersion(1, 2, 3, 4))
            .sign(KEY);
    Optional<ImageVersion> running = Optional.of(new ImageVersion(major, minor, revision, build));
    ImagePolicy policy =
        new ImagePolicy(
            POLICY.keys(), Optional.empty(), ImagePolicy.NO_COUNTER, running, ImageFixtures.SLOT);
    assertThat(reason(image, policy)).isEqualTo(Optional.ofNullable(expected));
    assertThat(reason(image)).isEmpty();
  }

  @ParameterizedTest(name = "image {0} from {1}.0.0 on")
  @CsvSource({"0, 3, ", "0, 4, UNMET_DEPENDENCY", "1, 0, UNMET_DEPENDENCY"})
  void dependenciesAreOnThisImageOnly(int number, int major, Reason expected) {
    Bytes image =
        ImageBuilder.of(ImageFixtures.payload(9), ImageFixtures.VERSION)
            .dependency(number, new ImageVersion(major, 0, 0, 0))
            .sign(KEY);
    assertThat(reason(image)).isEqualTo(Optional.ofNullable(expected));
  }
}
