package dev.fuota.protocol.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RSA-PSS, with the runtime's own implementation as the other side. */
class RsaTest {
  private static final Bytes MESSAGE = ImageFixtures.payload(300);
  private static final Bytes DIGEST = HashAlgorithm.SHA256.hash(MESSAGE);

  private final PublicKeyInfo key = ImageFixtures.RSA2048.publicKey();

  private boolean accepts(Bytes signature) {
    return key.verifies(signature, DIGEST.toArray());
  }

  private static PrivateKey privateKey() throws GeneralSecurityException {
    Bytes der =
        Pem.blocks(ImageFixtures.text("mcuboot/keys/rsa2048.pem"))
            .value()
            .orElseThrow()
            .get(0)
            .der();
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der.toArray()));
  }

  private static Bytes pss(MGF1ParameterSpec mask, int salt) throws GeneralSecurityException {
    Signature signer = Signature.getInstance("RSASSA-PSS");
    signer.setParameter(new PSSParameterSpec("SHA-256", "MGF1", mask, salt, 1));
    signer.initSign(privateKey());
    signer.update(MESSAGE.toArray());
    return Bytes.of(signer.sign());
  }

  @Test
  void oursIsDeterministicAndAsLongAsTheModulus() {
    assertThat(ImageFixtures.RSA2048.sign(DIGEST))
        .isEqualTo(ImageFixtures.RSA2048.sign(DIGEST))
        .matches(this::accepts)
        .matches(signature -> signature.length() == 256);
    Bytes wide = ImageFixtures.RSA3072.sign(DIGEST);
    assertThat(ImageFixtures.RSA3072.publicKey().verifies(wide, DIGEST.toArray())).isTrue();
    assertThat(wide.length()).isEqualTo(384);
    assertThat(accepts(wide)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"32, true", "31, false", "33, false", "20, false", "0, false", "222, false"})
  void theSaltHasExactly32Octets(int salt, boolean good) throws GeneralSecurityException {
    assertThat(accepts(pss(MGF1ParameterSpec.SHA256, salt))).isEqualTo(good);
  }

  @Test
  void otherMasksAndPaddingsAreRefused() throws GeneralSecurityException {
    assertThat(accepts(pss(MGF1ParameterSpec.SHA1, 32))).isFalse();
    Signature old = Signature.getInstance("SHA256withRSA");
    old.initSign(privateKey());
    old.update(MESSAGE.toArray());
    assertThat(accepts(Bytes.of(old.sign()))).isFalse();
  }

  @Test
  void theLengthIsThatOfTheModulus() {
    Bytes good = ImageFixtures.RSA2048.sign(DIGEST);
    assertThat(accepts(good.slice(0, 255))).isFalse();
    assertThat(accepts(good.concat(Bytes.of((byte) 0)))).isFalse();
    assertThat(accepts(Bytes.of((byte) 0).concat(good))).isFalse();
    assertThat(accepts(Bytes.EMPTY)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void smallValuesAreNoSignatures(int value) {
    byte[] octets = new byte[256];
    octets[255] = (byte) value;
    assertThat(accepts(Bytes.of(octets))).isFalse();
  }

  @Test
  void valuesFromTheModulusOnAreNoSignatures() {
    byte[] ones = new byte[256];
    Arrays.fill(ones, (byte) 0xff);
    assertThat(accepts(Bytes.of(ones))).isFalse();
    Bytes modulus = key.der().slice(9, 256);
    assertThat(accepts(modulus)).isFalse();
    BigInteger n = new BigInteger(1, modulus.toArray());
    BigInteger s = new BigInteger(1, ImageFixtures.RSA2048.sign(DIGEST).toArray());
    byte[] shifted = s.add(n).toByteArray();
    assertThat(accepts(Bytes.of(shifted, shifted.length - 256, 256))).isFalse();
  }
}
