package dev.fuota.protocol.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class KeysTest {
  private static final JsonNode KEYS =
      new ObjectMapper().readTree(ImageFixtures.text("mcuboot/index.json")).get("keys");

  private static Bytes der(String id) {
    return Bytes.fromHex(KEYS.get(id).get("public_der_for_keyhash").asString());
  }

  private static String pem(Bytes der) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(der.toArray())
        + "\n-----END PUBLIC KEY-----\n";
  }

  private static String detail(Decoded<?> decoded) {
    assertThat(decoded).isInstanceOf(Malformed.class);
    return ((Malformed<?>) decoded).detail();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "ec256_a, ECDSA_P256, SHA256",
    "ec256_b, ECDSA_P256, SHA256",
    "ec384, ECDSA_P384, SHA256",
    "rsa2048, RSA_2048, SHA256",
    "rsa3072, RSA_3072, SHA256",
    "ed25519_a, ED25519, SHA256"
  })
  void privateAndPublicHalvesAndTheKeyHashAreThoseOfTheVectors(
      String id, KeyType type, HashAlgorithm hash) {
    PublicKeyInfo read = PublicKeyInfo.fromPem(pem(der(id))).value().orElseThrow();
    SigningKey signing = ImageFixtures.signingKey("mcuboot/keys/" + id + ".pem");
    assertThat(read.type()).isEqualTo(type);
    assertThat(signing.publicKey()).isEqualTo(read);
    assertThat(read.keyHash(hash).toHex()).isEqualTo(KEYS.get(id).get("keyhash_sha256").asString());
  }

  @Test
  void severalKeysInOneTextAreAllTrusted() {
    TrustedKeys keys =
        TrustedKeys.fromPem("# two keys\n" + pem(der("ec256_a")) + pem(der("ed25519_a")))
            .value()
            .orElseThrow();
    assertThat(keys.keys())
        .containsExactly(ImageFixtures.EC256.publicKey(), ImageFixtures.ED25519.publicKey());
  }

  @Test
  void anRsaKeyIsTheSameBareAndWrapped() {
    Bytes bare = der("rsa2048");
    Bytes wrapped = Bytes.fromHex("30820122300d06092a864886f70d01010105000382010f00").concat(bare);
    assertThat(PublicKeyInfo.fromPem(pem(wrapped))).isEqualTo(PublicKeyInfo.fromDer(bare));
    assertThat(PublicKeyInfo.fromPem(pem(bare).replace("PUBLIC", "RSA PUBLIC")))
        .isEqualTo(PublicKeyInfo.fromDer(bare));
  }

  @Test
  void rsaKeysOfAnotherShapeAreRefused() {
    byte[] otherExponent = der("rsa2048").toArray();
    otherExponent[otherExponent.length - 1] = 3;
    Bytes wrapper = Bytes.fromHex("30820122300d06092a864886f70d01010105000382010f00");
    assertThat(detail(PublicKeyInfo.fromDer(wrapper.concat(Bytes.of(otherExponent)))))
        .isEqualTo("an RSA key needs 2048 or 3072 bits and the exponent 65537");
    byte[] even = der("rsa2048").toArray();
    even[even.length - 6] ^= 1;
    assertThat(detail(PublicKeyInfo.fromDer(Bytes.of(even))))
        .isEqualTo("this is no usable key of RSA-2048");
    byte[] small = der("rsa2048").toArray();
    small[9] &= 0x7f;
    assertThat(detail(PublicKeyInfo.fromDer(Bytes.of(small))))
        .isEqualTo("this is no usable key of RSA-2048");
  }

  @Test
  void keysThatAreNotSupportedAreNamed() {
    assertThat(detail(PublicKeyInfo.fromDer(Bytes.fromHex("302a300506032b656e032100"))))
        .isEqualTo("keys of this type are not supported");
    assertThat(detail(SigningKey.fromPem(ImageFixtures.text("mcuboot/keys/enc_x25519.pem"))))
        .isEqualTo("an Ed25519, P-256, P-384, RSA-2048 or RSA-3072 key is needed");
    assertThat(detail(DecryptionKey.fromPem(ImageFixtures.text("mcuboot/keys/ec384.pem"))))
        .isEqualTo("a P-256 or X25519 key is needed");
  }

  @Test
  void aPrivateKeyIsNoPublicOne() {
    assertThat(detail(PublicKeyInfo.fromPem(ImageFixtures.text("mcuboot/keys/ec256_a.pem"))))
        .isEqualTo("a PUBLIC KEY is needed, not a PRIVATE KEY");
  }

  @Test
  void textsThatHoldNoKeyAreRefused() {
    assertThat(detail(TrustedKeys.fromPem(""))).isEqualTo("there is no PEM block");
    assertThat(detail(TrustedKeys.fromPem("-----BEGIN PUBLIC KEY-----\nAAAA")))
        .isEqualTo("the block PUBLIC KEY does not end");
    assertThat(
            detail(TrustedKeys.fromPem("-----BEGIN PUBLIC KEY-----\n?\n-----END PUBLIC KEY-----")))
        .isEqualTo("the block PUBLIC KEY is not base 64");
    assertThat(detail(PublicKeyInfo.fromPem(pem(der("ec256_a")) + pem(der("ec256_b")))))
        .isEqualTo("one key is needed, 2 are there");
  }

  @Test
  void aKeyWithAnyOctetCutOrAPointOffItsCurveIsRefused() {
    Bytes der = der("ec256_a");
    for (int length = 0; length < der.length(); length++) {
      assertThat(PublicKeyInfo.fromDer(der.slice(0, length)).value()).isEmpty();
    }
    byte[] off = der.toArray();
    off[off.length - 1] ^= 1;
    assertThat(detail(PublicKeyInfo.fromDer(Bytes.of(off))))
        .isEqualTo("this is no usable key of ECDSA P-256");
  }

  @Test
  void cutPrivateKeysDoNotThrow() {
    Bytes der =
        Pem.blocks(ImageFixtures.text("mcuboot/keys/ec256_a.pem"))
            .value()
            .orElseThrow()
            .get(0)
            .der();
    for (int length = 0; length < 60; length++) {
      String pem = pem(der.slice(0, length)).replace("PUBLIC", "PRIVATE");
      assertThat(SigningKey.fromPem(pem).value()).isEmpty();
    }
  }
}
