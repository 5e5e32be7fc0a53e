package dev.fuota.cli;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.Tlv;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code fuota image inspect}. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "Shows what images say of themselves; nothing is checked but their form.",
    footer = {
      "",
      "With --json one document a line for each file.",
      "Exit code 1 if a file holds no well-formed image, 2 if one cannot be read."
    })
final class ImageInspectCommand implements Callable<Integer> {
  private static final int VALUE_SHOWN = 16;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Images; - is standard input.")
  private List<Path> files = List.of();

  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  ImageInspectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return new FileLines(console, output).run(files, this::line);
  }

  private FileLines.Line line(Path file, ObjectNode document) {
    Bytes octets = ImageFile.read(console, file);
    Decoded<Image> parsed = Image.parse(ImageSource.of(octets));
    if (parsed instanceof Malformed<Image> malformed) {
      return new FileLines.Line(false, "MALFORMED", malformed.detail());
    }
    Image image = parsed.value().orElseThrow();
    document.put("size", octets.length());
    ImageJson.putImage(document, image);
    return new FileLines.Line(true, "", text(image));
  }

  private static String text(Image image) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                "image %s, header %d, payload %d, flags 0x%x, %d octets in all",
                image.version(),
                image.header().hdrSize(),
                image.header().imgSize(),
                image.header().flags(),
                image.totalLength()));
    for (Tlv tlv : image.tlvs()) {
      Bytes value = tlv.value();
      boolean whole = value.length() <= VALUE_SHOWN;
      text.append(
          String.format(
              "%n  %-9s 0x%04x %-16s %4d  %s",
              tlv.isProtected() ? "protected" : "",
              tlv.type(),
              ImageJson.name(tlv),
              value.length(),
              whole ? value.toHex() : value.slice(0, VALUE_SHOWN).toHex() + "…"));
    }
    return text.toString();
  }
}
