package dev.fuota.conformance.device;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.protocol.image.TrustedKeys;
import java.util.Base64;

/** Images for virtual devices. The key that signs them is no secret: nothing real trusts it. */
public final class SampleFirmware {
  public static final Bytes CLASS_ID = Bytes.fromHex("c0ffee00112233445566778899aabbcc");

  /** The Descriptor under which a device takes a block for firmware of any hardware. */
  public static final Bytes DESCRIPTOR = Bytes.fromHex("4d000000");

  private static final Bytes OTHER_CLASS_ID = Bytes.fromHex("c0ffff00112233445566778899aabbcc");
  private static final Bytes CODE = Bytes.of(new byte[100]);

  /** PKCS#8 of an Ed25519 key, but for the key itself. */
  private static final String KEY_PREFIX = "302e020100300506032b657004220420";

  private static final SigningKey KEY = key("666f726b6e6f776e616e737765727320");

  private SampleFirmware() {}

  private static SigningKey key(String half) {
    Bytes der = Bytes.fromHex(KEY_PREFIX + half + half);
    String label = "PRIVATE KEY-----\n";
    String pem =
        "-----BEGIN "
            + label
            + Base64.getEncoder().encodeToString(der.toArray())
            + "\n-----END "
            + label;
    return SigningKey.fromPem(pem).value().orElseThrow();
  }

  /** What virtual devices trust. */
  public static TrustedKeys trusted() {
    return TrustedKeys.of(KEY.publicKey());
  }

  /** The version that TS006 tells as this number. */
  public static ImageVersion version(long u32) {
    return new ImageVersion(
        (int) (u32 >> 24) & 0xff, (int) (u32 >> 16) & 0xff, (int) u32 & 0xffff, 0);
  }

  /** An image that the device installs. */
  public static Bytes good(ImageVersion version) {
    return image(version, CLASS_ID);
  }

  /** An image whose signature does not fit it. */
  public static Bytes corrupt(ImageVersion version) {
    byte[] octets = good(version).toArray();
    octets[octets.length - 1] ^= 1;
    return Bytes.of(octets);
  }

  /** A good image for other hardware. */
  public static Bytes otherHardware(ImageVersion version) {
    return image(version, OTHER_CLASS_ID);
  }

  private static Bytes image(ImageVersion version, Bytes classId) {
    return ImageBuilder.of(CODE, version).classId(classId).securityCounter(1).sign(KEY);
  }
}
