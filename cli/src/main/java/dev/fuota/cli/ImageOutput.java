package dev.fuota.cli;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageSource;
import java.nio.file.Path;
import tools.jackson.databind.node.ObjectNode;

/** Writes an image that was made, and says so. */
final class ImageOutput {
  private ImageOutput() {}

  static void write(Console console, OutputOptions output, Path file, Bytes octets) {
    WholeFile.write(file, octets);
    Image image = Image.parse(ImageSource.of(octets)).value().orElseThrow();
    if (output.json()) {
      ObjectNode document = JsonText.object().put("ok", true).put("file", file.toString());
      ImageJson.putImage(document, image);
      JsonText.print(console, document);
    } else {
      console
          .out()
          .println(file + ": image " + image.version() + ", " + octets.length() + " octets");
    }
  }
}
