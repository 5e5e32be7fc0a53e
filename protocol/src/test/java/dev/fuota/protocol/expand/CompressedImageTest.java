package dev.fuota.protocol.expand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.DecryptionKey;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.ImageVerifier;
import dev.fuota.protocol.image.PublicKeyInfo;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.image.Verdict;
import dev.fuota.protocol.image.Verdict.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An image that MCUboot's own tool compressed. */
class CompressedImageTest {
  private static final Bytes FILE = Vectors.file("mcuboot/img/lzma2_compressed.bin");

  private static Verdict prove(Bytes octets, RamBudget budget) {
    ImageSource source = ImageSource.of(octets);
    Expansion expansion =
        Expansion.of(Image.parse(source).value().orElseThrow(), source).value().orElseThrow();
    return expansion.prove(ImageSource.of(Bytes.EMPTY), Vectors.POLICY, budget);
  }

  @Test
  void expandedItIsAnImageThatItsOwnHashAndSignatureCover() {
    Verdict verdict = prove(FILE, new RamBudget(200_000));

    assertThat(verdict.refused()).isEmpty();
    Image image = ((Verdict.Accepted) verdict).image();
    assertThat(image.header().flags()).isZero();
    assertThat(image.tlvs()).noneMatch(tlv -> tlv.type() >= 0x70 && tlv.type() <= 0x73);
  }

  @Test
  void theDictionaryIsNoLargerThanWhatIsExpanded() {
    RamBudget modest = new RamBudget(200_000);

    assertThat(prove(withDictionary(28), modest).refused()).isEmpty();
    assertThat(modest.peak()).isLessThan(200_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {29, 40, 41, 255})
  void aDictionaryOfMoreThan64MebibytesIsRefused(int code) {
    assertThat(prove(withDictionary(code), new RamBudget(200_000)).refused())
        .map(Verdict.Refused::reason)
        .contains(Reason.BAD_EXPANSION);
  }

  private static Bytes withDictionary(int code) {
    byte[] octets = FILE.toArray();
    octets[Image.parse(ImageSource.of(FILE)).value().orElseThrow().header().hdrSize()] =
        (byte) code;
    return Bytes.of(octets);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"lzma2_encrypted_p256, enc_ec256", "armthumb_encrypted_x25519, enc_x25519"})
  void anEncryptedOneOfMcubootsToolExpandsToThePayload(String name, String device) {
    Bytes file = Vectors.file("imgtool/" + name + ".bin");
    DecryptionKey key =
        DecryptionKey.fromPem(Vectors.text("mcuboot/keys/" + device + ".pem"))
            .value()
            .orElseThrow();
    ImagePolicy policy =
        ImagePolicy.of(TrustedKeys.of(Vectors.KEY.publicKey(), edwards()), Vectors.SLOT)
            .withDecryption(key);
    ImageSource source = ImageSource.of(file);
    Verdict.Accepted outer =
        (Verdict.Accepted) ImageVerifier.verify(source, policy.withPackages(true));
    Expansion expansion = Expansion.of(outer.image(), outer.plain(source)).value().orElseThrow();
    RamBudget budget = new RamBudget(200_000);
    ImageSource none = ImageSource.of(Bytes.EMPTY);

    Verdict verdict = expansion.prove(none, policy, budget);

    assertThat(verdict.refused()).isEmpty();
    byte[] payload = new byte[2500];
    expansion.open(none, 32 + payload.length, budget).read(32, payload, 0, payload.length);
    assertThat(Bytes.of(payload)).isEqualTo(Vectors.file("imgtool/calls.bin"));
  }

  private static PublicKeyInfo edwards() {
    return SigningKey.fromPem(Vectors.text("mcuboot/keys/ed25519_a.pem"))
        .value()
        .orElseThrow()
        .publicKey();
  }

  @Test
  void aDamagedStreamIsRefusedWhereverItIsDamaged() {
    Image image = Image.parse(ImageSource.of(FILE)).value().orElseThrow();
    int from = image.header().hdrSize();
    for (int at = from + 2; at < from + image.header().imgSize(); at += 9) {
      byte[] damaged = FILE.toArray();
      damaged[at] ^= 0x10;
      assertThat(prove(Bytes.of(damaged), new RamBudget(200_000)).refused())
          .as("octet %d", at)
          .map(Verdict.Refused::reason)
          .get()
          .isIn(Reason.BAD_EXPANSION, Reason.BAD_HASH, Reason.TOO_LARGE);
    }
  }
}
