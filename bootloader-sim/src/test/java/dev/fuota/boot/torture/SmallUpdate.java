package dev.fuota.boot.torture;

import dev.fuota.hal.flash.Geometry;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.samples.FirmwareSamples;
import java.time.Duration;
import java.util.SplittableRandom;

/** A flash of small sectors, and images of a few of them: a whole torture takes a second. */
final class SmallUpdate {
  static final SigningKey KEY =
      SigningKey.fromPem(FirmwareSamples.privateKeyPem()).value().orElseThrow();
  static final TrustedKeys KEYS = TrustedKeys.of(KEY.publicKey());
  static final Bytes OLD = image(1, 1100);
  static final Bytes NEW = image(2, 1300);
  static final Bytes THIRD = image(3, 900);

  private static final FlashProfile PART =
      new FlashProfile(
          "small",
          new Geometry(512, 8, 8, 0xff),
          true,
          Duration.ofNanos(82_000),
          Duration.ofMillis(22));

  static final Layout LAYOUT = Layout.around(PART, 2048);

  private SmallUpdate() {}

  static Torture torture() {
    return Torture.of(LAYOUT)
        .update(Update.whole(OLD, NEW).withThird(THIRD), "whole")
        .trusting(KEYS)
        .threads(2);
  }

  private static Bytes image(int version, int octets) {
    byte[] program = new byte[octets];
    new SplittableRandom(version).nextBytes(program);
    return ImageBuilder.of(Bytes.of(program), new ImageVersion(version, 0, 0, 0))
        .securityCounter(version)
        .classId(FirmwareSamples.classId())
        .sign(KEY);
  }
}
