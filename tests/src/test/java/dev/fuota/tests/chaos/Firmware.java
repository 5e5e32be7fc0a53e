package dev.fuota.tests.chaos;

import dev.fuota.agent.runtime.ApplicationPolicy;
import dev.fuota.agent.runtime.Compatibility;
import dev.fuota.agent.runtime.Packages;
import dev.fuota.boot.Strategy;
import dev.fuota.fleet.world.DeviceKind;
import dev.fuota.fleet.world.DeviceSeries;
import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashMap;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImageTrailer;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.samples.FirmwareSamples;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SplittableRandom;

/** The two images, small ones, so that a whole update takes milliseconds. */
final class Firmware {
  static final ImageVersion OLD = new ImageVersion(1, 0, 0, 0);
  static final ImageVersion NEW = new ImageVersion(2, 0, 0, 0);
  static final DataRate DATA_RATE = Region.EU868.dataRate(5).orElseThrow();
  static final Duration HEARTBEAT = Duration.ofSeconds(60);
  static final TrustedKeys KEYS =
      TrustedKeys.fromPem(FirmwareSamples.publicKeyPem()).value().orElseThrow();

  private static final int PROGRAM_OCTETS = 2200;

  static final Bytes OLD_IMAGE = image(OLD);
  static final Bytes NEW_IMAGE = image(NEW);

  private static final int KIB = 1024;
  private static final int SLOT = 8 * KIB;

  /** Just enough flash: the log and the journals come round often. */
  private static final FlashMap.Sizes PARTITIONS =
      new FlashMap.Sizes(2 * KIB, SLOT, SLOT, 24 * KIB, 8 * KIB, 4 * KIB, 2 * KIB);

  /** Octets that an image with its TLVs may have. */
  static final int SLOT_LIMIT = ImageTrailer.of(SLOT).startOffset();

  private static final NorFlash FACTORY_FLASH =
      DeviceKind.factoryFlash(OLD_IMAGE, FlashProfile.STM32WL, PARTITIONS);

  private Firmware() {}

  private static Bytes image(ImageVersion version) {
    byte[] program = new byte[PROGRAM_OCTETS];
    new SplittableRandom(version.major()).nextBytes(program);
    return ImageBuilder.of(Bytes.of(program), version)
        .securityCounter(version.major())
        .classId(FirmwareSamples.classId())
        .sign(SigningKey.fromPem(FirmwareSamples.privateKeyPem()).value().orElseThrow());
  }

  /** All runs begin with the same part. */
  static DeviceSeries series(Strategy strategy, PackageVersion version) {
    ApplicationPolicy policy = ApplicationPolicy.firmwareOnly(HEARTBEAT);
    return new DeviceSeries(
        FACTORY_FLASH,
        PARTITIONS,
        DeviceKind.LIMITS,
        strategy,
        KEYS,
        strategy.canRevert() ? policy : policy.withoutTrial(),
        DATA_RATE,
        Packages.all(version),
        DeviceSeries.DRIFT_PPM,
        Compatibility.STRICT);
  }

  /** Whether a primary slot holds exactly this image. */
  static boolean isIn(Bytes image, Flash primary) {
    ByteBuffer content = ByteBuffer.allocate(image.length());
    primary.read(0, content);
    return Bytes.of(content.array()).equals(image);
  }
}
