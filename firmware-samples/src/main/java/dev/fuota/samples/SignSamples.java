package dev.fuota.samples;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.image.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the signed images out of the committed programs and keys; the same each time. */
public final class SignSamples {
  private static final ImageVersion FIRST = new ImageVersion(1, 0, 0, 0);

  private SignSamples() {}

  /**
   * Writes all images.
   *
   * @param arguments the directory
   */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    for (Sample sample : Sample.values()) {
      Files.write(directory.resolve(sample.fileName()), sign(sample).toArray());
    }
  }

  static Bytes sign(Sample sample) {
    Sample.Program program = sample.program();
    ImageBuilder builder =
        ImageBuilder.of(program.octets(), program.version())
            .headerSize(FirmwareSamples.HEADER_OCTETS)
            .securityCounter(program.securityCounter())
            .classId(sample.hardware());
    if (program.version().compareTo(FIRST) > 0) {
      builder.requiredVersion(FIRST);
    }
    return builder.sign(SigningKey.fromPem(sample.signer().privateKeyPem()).value().orElseThrow());
  }
}
