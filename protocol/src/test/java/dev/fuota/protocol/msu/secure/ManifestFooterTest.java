package dev.fuota.protocol.msu.secure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.HashAlgorithm;
import dev.fuota.protocol.image.KeyType;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.protocol.msu.NotificationKind;
import dev.fuota.protocol.msu.StatusCode;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

// MSU-X07
class ManifestFooterTest {
  private static final KnownProfile KNOWN = KnownProfile.read();
  private static final SigningKey KEY = KNOWN.signingKey();
  private static final Bytes FILE = known("fileHex");
  private static final Bytes PAYLOAD = known("payloadHex");

  private static Bytes known(String field) {
    return Bytes.fromHex(KNOWN.manifest().get(field).stringValue());
  }

  private static ManifestFooter.Content content(KeyType algorithm) {
    return new ManifestFooter.Content(
        algorithm,
        1,
        PAYLOAD.length(),
        HashAlgorithm.SHA256.hash(PAYLOAD),
        3,
        "HW7A",
        "P100",
        "1.5.0");
  }

  private static ManifestRules rules(
      String hardwareId, String productId, long securityVersion, String installed) {
    return new ManifestRules(
        Map.of(1, KEY.publicKey()), hardwareId, productId, securityVersion, Optional.of(installed));
  }

  private static StatusCode judge(ManifestRules rules, Bytes file, NotificationKind kind) {
    int payload = Math.max(0, file.length() - known("footerHex").length());
    return rules.judge(
        ManifestFooter.read(file, file.length()),
        HashAlgorithm.SHA256.hash(file.slice(0, payload)),
        kind);
  }

  @Test
  void theFooterIsWrittenAndReadAsKnown() {
    ManifestFooter footer = ManifestFooter.sign(content(KeyType.ED25519), KEY);

    assertThat(footer.encoded()).isEqualTo(known("footerHex"));
    assertThat(ManifestFooter.read(FILE, FILE.length())).contains(footer);
    assertThat(ManifestFooter.read(FILE.slice(3, FILE.length() - 3), FILE.length()))
        .contains(footer); // the end of the file is enough
  }

  @Test
  void aFooterByP256IsReadToo() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    SigningKey key =
        KnownProfile.pem(Bytes.of(generator.generateKeyPair().getPrivate().getEncoded()));
    ManifestFooter footer = ManifestFooter.sign(content(KeyType.ECDSA_P256), key);
    Bytes file = PAYLOAD.concat(footer.encoded());

    assertThat(ManifestFooter.read(file, file.length())).contains(footer);
    assertThat(footer.isSignedBy(key.publicKey())).isTrue();
    assertThat(footer.isSignedBy(KEY.publicKey())).isFalse();
    assertThat(ManifestFooter.sign(content(KeyType.ED25519), KEY).isSignedBy(key.publicKey()))
        .isFalse();
  }

  @Test
  void everyOctetCounts() {
    ManifestRules rules = rules("HW7A", "P100", 3, "1.4.9");

    assertThat(judge(rules, FILE, NotificationKind.UPGRADE)).isEqualTo(StatusCode.NONE);
    for (int at = 0; at < FILE.length(); at++) {
      byte[] octets = FILE.toArray();
      octets[at] ^= 1;
      assertThat(judge(rules, Bytes.of(octets), NotificationKind.UPGRADE))
          .as("octet " + at)
          .isEqualTo(StatusCode.SIGNATURE);
    }
  }

  @Test
  void noLengthLeavesTheFile() {
    for (int length = 0; length < FILE.length(); length++) {
      assertThat(ManifestFooter.read(FILE.slice(0, length), length)).isEmpty();
      assertThat(ManifestFooter.read(FILE.slice(length, FILE.length() - length), length))
          .isEmpty(); // the payload is not of that length
    }
    assertThat(ManifestFooter.read(FILE, FILE.length() + 1L)).isEmpty();
  }

  // MSU-X08
  @ParameterizedTest(name = "{0}, {1}, security version {2}, installed {3}, {4}: {5}")
  @CsvSource({
    "HW7A, P100, 3, 1.4.9, UPGRADE, 0",
    "HW7B, P100, 3, 1.4.9, UPGRADE, 9",
    "HW7A, P101, 3, 1.4.9, FORCE_UPGRADE, 9",
    "HW7A, P100, 4, 1.4.9, UPGRADE, 10",
    "HW7A, P100, 4, 1.4.9, FORCE_UPGRADE, 10",
    "HW7A, P100, 3, 1.5.0, UPGRADE, 10",
    "HW7A, P100, 3, 1.5.0, FORCE_UPGRADE, 0",
    "HW7A, P100, 3, 1.5.1, DOWNGRADE, 0",
    "HW7A, P100, 3, 1.4.9, DOWNGRADE, 10",
  })
  void theDeviceDemandsWhatFitsIt(
      String hardware, String product, long security, String installed, String kind, int code) {
    assertThat(
            judge(
                rules(hardware, product, security, installed),
                FILE,
                NotificationKind.valueOf(kind)))
        .isEqualTo(new StatusCode(code));
  }

  @Test
  void withoutFooterOrKeyNothingIsUsed() {
    ManifestRules noKeys = new ManifestRules(Map.of(), "HW7A", "P100", 0, Optional.empty());

    assertThat(judge(noKeys, FILE, NotificationKind.FORCE_UPGRADE)).isEqualTo(StatusCode.SIGNATURE);
    assertThat(judge(rules("HW7A", "P100", 0, "1"), PAYLOAD, NotificationKind.FORCE_UPGRADE))
        .isEqualTo(StatusCode.SIGNATURE);
  }
}
