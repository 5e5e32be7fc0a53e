package dev.fuota.protocol.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Devices that have revoked a key, and slots that hold decrypted images. */
class ImagePolicyTest {
  private static final SigningKey OLD = ImageFixtures.EC256;
  private static final SigningKey NEW = ImageFixtures.ED25519;

  private static final DecryptionKey DEVICE = ImageFixtures.P256_DEVICE;
  private static final Bytes SEALED =
      ImageBuilder.of(ImageFixtures.payload(100), ImageFixtures.VERSION)
          .encrypt(DEVICE.publicKey(), 16, false, new Random(1))
          .sign(NEW);

  private static ImagePolicy trusting(TrustedKeys keys) {
    return ImagePolicy.of(keys, ImageFixtures.SLOT);
  }

  private static Optional<Reason> reason(Bytes image, ImagePolicy policy) {
    return ImageFixtures.verify(image, policy).refused().map(Refused::reason);
  }

  private static Bytes signed(SigningKey... keys) {
    return ImageBuilder.of(ImageFixtures.payload(50), ImageFixtures.VERSION).sign(keys);
  }

  @Test
  void aRevokedKeyCountsForNothing() {
    TrustedKeys both = TrustedKeys.of(OLD.publicKey(), NEW.publicKey());
    ImagePolicy after = trusting(both.revoking(OLD.publicKey()));

    assertThat(reason(signed(OLD), trusting(both))).isEmpty();
    assertThat(reason(signed(OLD), after)).contains(Reason.REVOKED_KEY);
    assertThat(reason(signed(NEW), after)).isEmpty();
    assertThat(reason(signed(OLD, NEW), after)).isEmpty();
    assertThat(reason(signed(NEW, OLD), after)).isEmpty();
    assertThat(reason(signed(ImageFixtures.EC256_B), after)).contains(Reason.NO_TRUSTED_SIGNATURE);
  }

  @Test
  void aBadSignatureOfARevokedKeyDoesNoHarm() {
    Bytes image =
        new Forge()
            .build(
                digest ->
                    Forge.hash(digest)
                        .concat(Forge.signature(OLD, digest.reversed()))
                        .concat(Forge.signature(NEW, digest)));
    TrustedKeys both = TrustedKeys.of(OLD.publicKey(), NEW.publicKey());
    assertThat(reason(image, trusting(both))).contains(Reason.BAD_SIGNATURE);
    assertThat(reason(image, trusting(both.revoking(OLD.publicKey())))).isEmpty();
  }

  @Test
  void aSlotInPlainTextNeedsNoKeyAndTakesNothingEncrypted() {
    ImagePolicy device = ImageFixtures.trusting(NEW).withDecryption(DEVICE);
    ImagePolicy plainSlot = ImageFixtures.trusting(NEW).withPlainSlot(true);
    ImageSource source = ImageSource.of(SEALED);
    Verdict.Accepted accepted = (Verdict.Accepted) ImageVerifier.verify(source, device);
    byte[] octets = new byte[SEALED.length()];
    accepted.plain(source).read(0, octets, 0, octets.length);
    Bytes opened = Bytes.of(octets);

    assertThat(reason(opened, plainSlot)).isEmpty();
    assertThat(reason(opened, device)).contains(Reason.BAD_HASH);
    assertThat(reason(SEALED, plainSlot)).contains(Reason.BAD_HASH);
    assertThat(reason(signed(NEW), plainSlot)).isEmpty();
  }

  @Test
  void anEncryptedPayloadNeedNotFillItsLastBlock() {
    // MCUboot's tool fills it; its library does not ask for that, and neither hash nor cipher do.
    byte[] payload = ImageFixtures.payload(33).toArray();
    Bytes contentKey = ImageFixtures.payload(16);
    Bytes sealed = DEVICE.publicKey().seal(contentKey, false, new Random(1));
    Bytes plain =
        new Forge()
            .payload(Bytes.of(payload))
            .flags(ImageHeader.Flags.ENCRYPTED_AES128)
            .build(
                digest ->
                    Forge.hash(digest)
                        .concat(Forge.signature(NEW, digest))
                        .concat(Forge.tlv(TlvType.ENC_EC256.code(), sealed)));
    byte[] octets = plain.toArray();
    new PayloadCipher(contentKey).apply(0, octets, ImageHeader.OCTETS, payload.length);
    assertThat(reason(Bytes.of(octets), ImageFixtures.trusting(NEW).withDecryption(DEVICE)))
        .isEmpty();
  }
}
