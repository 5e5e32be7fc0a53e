package dev.fuota.protocol.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import java.math.BigInteger;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The signature schemes by themselves: known answers, and the encodings that must not pass. */
class SignatureTest {
  private static final Bytes DIGEST = ImageFixtures.payload(32);
  private static final BigInteger P256_ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
  private static final BigInteger ED25519_ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private final PublicKeyInfo ec = ImageFixtures.EC256.publicKey();
  private final PublicKeyInfo edwards = ImageFixtures.ED25519.publicKey();

  @Test
  void ecdsaIsDeterministicAsInRfc6979() {
    // RFC 6979, A.2.5: P-256, SHA-256, message "sample".
    String pkcs8 =
        "3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420"
            + "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721";
    String base64 = Base64.getEncoder().encodeToString(Bytes.fromHex(pkcs8).toArray());
    SigningKey key =
        SigningKey.fromPem(
                "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n")
            .value()
            .orElseThrow();
    Bytes digest = HashAlgorithm.SHA256.hash(Bytes.fromHex("73616d706c65"));
    assertThat(key.sign(digest))
        .isEqualTo(
            der(
                "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716",
                "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"));
  }

  @Test
  void ed25519IsThatOfRfc8032() {
    // RFC 8032, 7.1, test 3.
    PublicKeyInfo key =
        PublicKeyInfo.of(
            KeyType.ED25519,
            Bytes.fromHex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"));
    Bytes signature =
        Bytes.fromHex(
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
    assertThat(key.verifies(signature, Bytes.fromHex("af82").toArray())).isTrue();
    assertThat(key.verifies(signature, Bytes.fromHex("af83").toArray())).isFalse();
  }

  @Test
  void p384SignsAndVerifies() {
    Bytes digest = ImageFixtures.payload(48);
    PublicKeyInfo key = ImageFixtures.EC384.publicKey();
    assertThat(key.verifies(ImageFixtures.EC384.sign(digest), digest.toArray())).isTrue();
    assertThat(key.verifies(ImageFixtures.EC384.sign(DIGEST), digest.toArray())).isFalse();
  }

  @Test
  void everyOtherEncodingOfAnEcdsaSignatureIsRefused() {
    Bytes good = ImageFixtures.EC256.sign(DIGEST);
    assertThat(accepts(good)).isTrue();
    assertThat(accepts(good.concat(Bytes.of((byte) 0)))).isFalse();
    assertThat(accepts(Bytes.EMPTY)).isFalse();
    BigInteger[] pair = pair(good);
    String r = padded(pair[0]);
    String s = padded(pair[1]);
    assertThat(accepts(der(r, s))).isTrue();
    Bytes inside = integer(Bytes.of(pair[1].toByteArray()).toHex()).concat(Bytes.of((byte) 0));
    assertThat(accepts(sequence(integer(Bytes.of(pair[0].toByteArray()).toHex()), inside)))
        .isFalse();
    assertThat(accepts(sequence(integer("0000" + r), integer("00" + s)))).isFalse();
    assertThat(accepts(Bytes.fromHex("3081").concat(good.slice(1, good.length() - 1)))).isFalse();
    assertThat(accepts(der(r, padded(pair[1].add(P256_ORDER))))).isFalse();
    assertThat(accepts(der(padded(pair[0].add(P256_ORDER)), s))).isFalse();
    assertThat(accepts(der(r, "00"))).isFalse();
    assertThat(accepts(der("00", "00"))).isFalse();
    assertThat(accepts(der(padded(P256_ORDER), s))).isFalse();
    for (int length = 0; length < good.length(); length++) {
      assertThat(accepts(good.slice(0, length))).isFalse();
    }
  }

  private boolean accepts(Bytes signature) {
    return ec.verifies(signature, DIGEST.toArray());
  }

  @Test
  void ed25519TakesOneFormOfEachSignature() {
    Bytes good = ImageFixtures.ED25519.sign(DIGEST);
    assertThat(edwards.verifies(good, DIGEST.toArray())).isTrue();
    BigInteger s = new BigInteger(1, good.slice(32, 32).reversed().toArray());
    Bytes shifted = Bytes.fromHex(String.format("%064x", s.add(ED25519_ORDER))).reversed();
    assertThat(edwards.verifies(good.slice(0, 32).concat(shifted), DIGEST.toArray())).isFalse();
    assertThat(edwards.verifies(good.slice(0, 63), DIGEST.toArray())).isFalse();
    assertThat(edwards.verifies(good.concat(Bytes.of((byte) 0)), DIGEST.toArray())).isFalse();
    assertThat(edwards.verifies(Bytes.of(new byte[64]), DIGEST.toArray())).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
      })
  void ed25519KeysOfSmallOrderAreNoKeys(String point) {
    Bytes der = Bytes.fromHex(KeyType.ED25519.derPrefix() + point);
    assertThat(PublicKeyInfo.fromDer(der).value()).isEmpty();
  }

  private static BigInteger[] pair(Bytes der) {
    int rLength = der.at(3);
    Bytes r = der.slice(4, rLength);
    Bytes s = der.slice(6 + rLength, der.at(5 + rLength));
    return new BigInteger[] {new BigInteger(r.toArray()), new BigInteger(s.toArray())};
  }

  private static String padded(BigInteger value) {
    String hex = value.toString(16);
    return hex.length() % 2 == 0 ? hex : "0" + hex;
  }

  /** A signature in DER, of unsigned numbers. */
  private static Bytes der(String r, String s) {
    return sequence(
        integer(Bytes.of(new BigInteger(r, 16).toByteArray()).toHex()),
        integer(Bytes.of(new BigInteger(s, 16).toByteArray()).toHex()));
  }

  private static Bytes sequence(Bytes r, Bytes s) {
    return Bytes.of((byte) 0x30, (byte) (r.length() + s.length())).concat(r).concat(s);
  }

  private static Bytes integer(String hex) {
    return Bytes.of((byte) 0x02, (byte) (hex.length() / 2)).concat(Bytes.fromHex(hex));
  }
}
