package dev.fuota.fleet.demo;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.delta.DeltaMaker;
import dev.fuota.protocol.delta.PackageBuilder;
import dev.fuota.protocol.expand.DetoolsCompression;
import dev.fuota.protocol.expand.PackageKind;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImageHeader;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;
import java.util.Optional;

/** Smaller forms of the sample firmware's second version, signed with its test key. */
final class SamplePayloads {
  private SamplePayloads() {}

  /** A delta to the first version, in a package. */
  static Bytes delta(Bytes fresh) {
    Bytes old = FirmwareSamples.image(Sample.V1);
    Bytes patch = DeltaMaker.detools(old, fresh, DetoolsCompression.HEATSHRINK);
    return PackageBuilder.build(
            PackageKind.DETOOLS,
            DetoolsCompression.HEATSHRINK.code(),
            patch,
            Optional.of(old),
            fresh,
            key())
        .value()
        .orElseThrow();
  }

  /** The same program, compressed with LZMA2. */
  static Bytes compressed() {
    Bytes plain = FirmwareSamples.image(Sample.V2);
    Image image = Image.parse(ImageSource.of(plain)).value().orElseThrow();
    ImageHeader header = image.header();
    ImageBuilder builder =
        ImageBuilder.of(plain.slice(header.hdrSize(), (int) header.imgSize()), image.version())
            .headerSize(header.hdrSize())
            .securityCounter(image.securityCounter().orElseThrow())
            .classId(FirmwareSamples.classId())
            .compress(false);
    image.requiredVersion().ifPresent(builder::requiredVersion);
    return builder.sign(key());
  }

  private static SigningKey key() {
    return SigningKey.fromPem(FirmwareSamples.privateKeyPem()).value().orElseThrow();
  }
}
