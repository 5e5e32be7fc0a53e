package dev.fuota.tests.torture;

import dev.fuota.fleet.demo.UpdateForm;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.delta.DeltaMaker;
import dev.fuota.protocol.delta.PackageBuilder;
import dev.fuota.protocol.expand.DetoolsCompression;
import dev.fuota.protocol.expand.PackageKind;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.samples.FirmwareSamples;
import java.util.Arrays;
import java.util.Optional;

/** Two small images, and the second one in each form that goes over the air. */
final class Payloads {
  static final ImageVersion OLD = new ImageVersion(1, 0, 0, 0);
  static final ImageVersion NEW = new ImageVersion(2, 0, 0, 0);

  private static final int PROGRAM_OCTETS = 5000;

  private Payloads() {}

  /** The image that devices have from the factory. */
  static Bytes old() {
    return builder(OLD).sign(key());
  }

  static Bytes fresh(UpdateForm form) {
    return switch (form) {
      case WHOLE -> builder(NEW).sign(key());
      case COMPRESSED -> builder(NEW).compress(false).sign(key());
      case DELTA -> delta(old(), builder(NEW).sign(key()));
    };
  }

  private static Bytes delta(Bytes old, Bytes fresh) {
    return PackageBuilder.build(
            PackageKind.DETOOLS,
            DetoolsCompression.HEATSHRINK.code(),
            DeltaMaker.detools(old, fresh, DetoolsCompression.HEATSHRINK),
            Optional.of(old),
            fresh,
            key())
        .value()
        .orElseThrow();
  }

  private static ImageBuilder builder(ImageVersion version) {
    byte[] program = new byte[PROGRAM_OCTETS];
    Arrays.fill(program, (byte) version.major());
    return ImageBuilder.of(Bytes.of(program), version)
        .securityCounter(version.major())
        .classId(FirmwareSamples.classId());
  }

  private static SigningKey key() {
    return SigningKey.fromPem(FirmwareSamples.privateKeyPem()).value().orElseThrow();
  }
}
