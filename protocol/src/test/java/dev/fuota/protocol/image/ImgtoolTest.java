package dev.fuota.protocol.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Images that MCUboot's own imgtool 2.5.0 has made of one payload with the commands in the README
 * beside them: what it writes is read here, and what is written here is, octet for octet, what it
 * writes.
 */
class ImgtoolTest {
  private static final Bytes PAYLOAD = ImageFixtures.file("imgtool/payload.bin");

  private static ImageBuilder protectedImage() {
    return ImageBuilder.of(PAYLOAD, ImageFixtures.VERSION)
        .requiredVersion(new ImageVersion(1, 2, 3, 4))
        .classId(ImageFixtures.CLASS_ID)
        .dependency(0, new ImageVersion(1, 2, 0, 0))
        .securityCounter(9)
        .headerSize(0x200);
  }

  @Test
  void anEd25519ImageIsTheSameAsImgtools() {
    assertThat(protectedImage().sign(ImageFixtures.ED25519))
        .isEqualTo(ImageFixtures.file("imgtool/ed25519_protected.bin"));
    assertThat(ImageBuilder.of(PAYLOAD, ImageFixtures.VERSION).sign(ImageFixtures.ED25519))
        .isEqualTo(ImageFixtures.file("imgtool/ed25519_plain.bin"));
  }

  @Test
  void anEcdsaImageIsTheSameAsImgtoolsUpToTheRandomSignature() {
    Bytes theirs = ImageFixtures.file("imgtool/ec256_protected.bin");
    Bytes ours = protectedImage().sign(ImageFixtures.EC256);
    Image image = ImageFixtures.parse(ours).value().orElseThrow();
    int keyHashEnd = image.tlvs().get(image.tlvs().size() - 1).offset();
    int area = image.hashedLength();
    assertThat(ours.slice(0, area)).isEqualTo(theirs.slice(0, area));
    // The total of the area differs with the length of the signature.
    assertThat(ours.slice(area + 4, keyHashEnd - area - 4))
        .isEqualTo(theirs.slice(area + 4, keyHashEnd - area - 4));
  }

  @ParameterizedTest(name = "{0} by {1}")
  @CsvSource({"ed25519_protected,ED25519", "ed25519_plain,ED25519", "ec256_protected,EC256"})
  void imgtoolsImagesAreAcceptedForTheirKeyOnly(String file, String key) {
    Bytes image = ImageFixtures.file("imgtool/" + file + ".bin");
    SigningKey signer = key.equals("EC256") ? ImageFixtures.EC256 : ImageFixtures.ED25519;
    assertThat(ImageFixtures.verify(image, ImageFixtures.trusting(signer)).isAccepted()).isTrue();
    assertThat(ImageFixtures.verify(image, ImageFixtures.trusting(ImageFixtures.EC256_B)).refused())
        .map(Verdict.Refused::reason)
        .contains(Verdict.Reason.NO_TRUSTED_SIGNATURE);
  }

  @Test
  void protectedTlvsOfImgtoolAreRead() {
    Image image =
        ImageFixtures.parse(ImageFixtures.file("imgtool/ec256_protected.bin"))
            .value()
            .orElseThrow();
    assertThat(image.version()).hasToString("3.4.5+6");
    assertThat(image.securityCounter()).isEqualTo(OptionalLong.of(9));
    assertThat(image.classId()).contains(ImageFixtures.CLASS_ID);
    assertThat(image.requiredVersion()).isEqualTo(Optional.of(new ImageVersion(1, 2, 3, 4)));
  }
}
