package dev.fuota.samples;

import dev.fuota.protocol.codec.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The files that lie beside these classes. */
final class Resources {
  private Resources() {}

  static Bytes octets(String name) {
    try (InputStream in = Resources.class.getResourceAsStream(name)) {
      return Bytes.of(Objects.requireNonNull(in, name).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  static String text(String name) {
    return new String(octets(name).toArray(), StandardCharsets.US_ASCII);
  }
}
