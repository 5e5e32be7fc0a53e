package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** Files and keys that the image tests share. */
final class ImageFixtures {
  static final int SLOT = 65536;
  static final Bytes CLASS_ID = Bytes.fromHex("101112131415161718191a1b1c1d1e1f");
  static final ImageVersion VERSION = new ImageVersion(3, 4, 5, 6);
  static final SigningKey ED25519 = signingKey("mcuboot/keys/ed25519_a.pem");
  static final SigningKey EC256 = signingKey("mcuboot/keys/ec256_a.pem");
  static final SigningKey EC256_B = signingKey("mcuboot/keys/ec256_b.pem");
  static final SigningKey EC384 = signingKey("mcuboot/keys/ec384.pem");

  static final SigningKey RSA2048 = signingKey("mcuboot/keys/rsa2048.pem");
  static final SigningKey RSA3072 = signingKey("mcuboot/keys/rsa3072.pem");
  static final DecryptionKey P256_DEVICE = decryptionKey("enc_ec256");
  static final DecryptionKey X25519_DEVICE = decryptionKey("enc_x25519");

  private ImageFixtures() {}

  static Bytes file(String name) {
    String path = "/vectors/" + name;
    try (InputStream in = ImageFixtures.class.getResourceAsStream(path)) {
      return Bytes.of(Objects.requireNonNull(in, path).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String name) {
    return new String(file(name).toArray(), StandardCharsets.UTF_8);
  }

  static SigningKey signingKey(String name) {
    return SigningKey.fromPem(text(name)).value().orElseThrow();
  }

  static DecryptionKey decryptionKey(String id) {
    return DecryptionKey.fromPem(text("mcuboot/keys/" + id + ".pem")).value().orElseThrow();
  }

  /** Some octets that repeat only after 256. */
  static Bytes payload(int length) {
    byte[] octets = new byte[length];
    for (int i = 0; i < length; i++) {
      octets[i] = (byte) (i * 31 + (i >> 8));
    }
    return Bytes.of(octets);
  }

  /** A device that trusts {@code keys} and demands nothing else. */
  static ImagePolicy trusting(SigningKey... keys) {
    TrustedKeys trusted = new TrustedKeys(Arrays.stream(keys).map(SigningKey::publicKey).toList());
    return ImagePolicy.of(trusted, SLOT);
  }

  static Verdict verify(Bytes image, ImagePolicy policy) {
    return ImageVerifier.verify(ImageSource.of(image), policy);
  }

  static Decoded<Image> parse(Bytes image) {
    return Image.parse(ImageSource.of(image));
  }
}
