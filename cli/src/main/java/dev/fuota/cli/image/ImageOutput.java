package dev.fuota.cli.image;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.cli.io.WholeFile;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageSource;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Writes an image that was made, and says so. */
public final class ImageOutput {
  private ImageOutput() {}

  /** A slip of {@code --out} must not cost the one copy of a key. */
  public static void refuseKey(Path out, List<Path> keys) {
    Path there = out.toAbsolutePath().normalize();
    if (keys.stream().anyMatch(key -> key.toAbsolutePath().normalize().equals(there))) {
      throw new InputProblem(
          "OUT_IS_KEY", out + " is the key; name another file for the image with --out");
    }
  }

  /** Overwrites what is there, as compilers do. */
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
