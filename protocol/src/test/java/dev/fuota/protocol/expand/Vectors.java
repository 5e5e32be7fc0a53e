package dev.fuota.protocol.expand;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.protocol.image.TrustedKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Published images and patches, and the device that is to take them. */
final class Vectors {
  static final int SLOT = 1 << 17;
  static final Bytes OLD = file("delta/old.img");
  static final Bytes NEW = file("delta/new_feat.img");
  static final Bytes PACKAGE = file("delta/package_example.bin");

  /** Signed the images above. */
  static final SigningKey KEY =
      SigningKey.fromPem(text("mcuboot/keys/ec256_a.pem")).value().orElseThrow();

  static final ImagePolicy POLICY = ImagePolicy.of(TrustedKeys.of(KEY.publicKey()), SLOT);

  private Vectors() {}

  static Bytes file(String name) {
    try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + name)) {
      return Bytes.of(Objects.requireNonNull(in, name).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String name) {
    return new String(file(name).toArray(), StandardCharsets.UTF_8);
  }
}
