package dev.fuota.boot;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.protocol.image.TrustedKeys;
import java.util.SplittableRandom;

/** Small signed images. */
final class TestImages {
  static final Bytes CLASS_ID = Bytes.fromHex("00112233445566778899aabbccddeeff");
  static final Bytes OTHER_CLASS_ID = Bytes.fromHex("ffeeddccbbaa99887766554433221100");
  static final ImageVersion V1 = new ImageVersion(1, 0, 0, 0);
  static final ImageVersion V2 = new ImageVersion(2, 0, 0, 0);

  /** Only ever used by these tests. */
  static final SigningKey KEY =
      key("MC4CAQAwBQYDK2VwBCIEIJGVpJSV8RTu5dt12ZXkQFl9ATDP6egYSB/c0XnjCcOw");

  static final SigningKey STRANGER =
      key("MC4CAQAwBQYDK2VwBCIEIDHqWah/9LxaAyr9jIcILxWYawIgrFRNKQiqhUfErbhN");

  static final TrustedKeys KEYS = TrustedKeys.of(KEY.publicKey());

  private TestImages() {}

  private static SigningKey key(String base64) {
    return SigningKey.fromPem(
            "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n")
        .value()
        .orElseThrow();
  }

  /** An image with a payload that differs from version to version, not yet signed. */
  static ImageBuilder image(ImageVersion version, int payload) {
    byte[] octets = new byte[payload];
    new SplittableRandom(version.toU32()).nextBytes(octets);
    // Granules of nothing but the erased value are a trap of their own on parts with ECC.
    for (int i = payload / 2; i < Math.min(payload, payload / 2 + 32); i++) {
      octets[i] = (byte) 0xff;
    }
    return ImageBuilder.of(Bytes.of(octets), version);
  }

  /** A good image; its security counter is its major version. */
  static Bytes good(ImageVersion version, int payload) {
    return image(version, payload).securityCounter(version.major()).classId(CLASS_ID).sign(KEY);
  }

  /** As {@link #good}, compressed as MCUboot has it. */
  static Bytes compressed(ImageVersion version, int payload) {
    return image(version, payload)
        .securityCounter(version.major())
        .classId(CLASS_ID)
        .compress(false)
        .sign(KEY);
  }
}
