package dev.fuota.fleet.demo;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImageHeader;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;

/** What devices run when they leave the factory: the first version of the sample firmware. */
final class FactoryImages {
  private FactoryImages() {}

  /** For the hardware that the update is for. */
  static Bytes usual() {
    return FirmwareSamples.image(Sample.V1);
  }

  /** The same program, signed for the other hardware. */
  static Bytes otherHardware() {
    Bytes usual = usual();
    Image image = Image.parse(ImageSource.of(usual)).value().orElseThrow();
    ImageHeader header = image.header();
    Bytes program = usual.slice(header.hdrSize(), (int) header.imgSize());
    return ImageBuilder.of(program, image.version())
        .headerSize(header.hdrSize())
        .securityCounter(image.securityCounter().orElseThrow())
        .classId(FirmwareSamples.otherClassId())
        .sign(SigningKey.fromPem(FirmwareSamples.privateKeyPem()).value().orElseThrow());
  }
}
