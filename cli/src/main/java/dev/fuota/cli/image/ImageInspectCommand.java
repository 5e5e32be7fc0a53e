package dev.fuota.cli.image;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageHeader;
import dev.fuota.protocol.image.ImageHeader.Flags;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.Tlv;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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
public final class ImageInspectCommand implements Callable<Integer> {
  private static final int VALUE_SHOWN = 16;

  private static final List<Map.Entry<Integer, String>> FLAGS =
      List.of(
          Map.entry(Flags.PIC, "position independent"),
          Map.entry(Flags.ENCRYPTED_AES128, "encrypted with AES-128"),
          Map.entry(Flags.ENCRYPTED_AES256, "encrypted with AES-256"),
          Map.entry(Flags.NON_BOOTABLE, "not bootable"),
          Map.entry(Flags.RAM_LOAD, "runs in RAM"),
          Map.entry(Flags.ROM_FIXED, "runs at a fixed address"),
          Map.entry(Flags.COMPRESSED_LZMA1, "compressed with LZMA1"),
          Map.entry(Flags.COMPRESSED_LZMA2, "compressed with LZMA2"),
          Map.entry(Flags.COMPRESSED_ARM_THUMB, "ARM Thumb filter"));

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Images; - is standard input.")
  private List<Path> files = List.of();

  @Option(
      names = {"-v", "--verbose"},
      description = "Show the TLVs too; of a single file they are always shown.")
  private boolean verbose;

  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public ImageInspectCommand(Console console) {
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
    return new FileLines.Line(true, "", text(image, verbose || files.size() == 1));
  }

  private static String text(Image image, boolean details) {
    ImageHeader header = image.header();
    StringBuilder text =
        new StringBuilder(
            String.format(
                "image %s, %d octets (header %d, payload %d)%s",
                image.version(),
                image.totalLength(),
                header.hdrSize(),
                header.imgSize(),
                flags(header.flags())));
    return details ? text.append(tlvs(image)).toString() : text.toString();
  }

  private static String flags(int flags) {
    List<String> names = new ArrayList<>();
    int unnamed = flags;
    for (Map.Entry<Integer, String> flag : FLAGS) {
      if ((flags & flag.getKey()) != 0) {
        names.add(flag.getValue());
        unnamed &= ~flag.getKey();
      }
    }
    if (unnamed != 0) {
      names.add(String.format("unknown flags 0x%x", unnamed));
    }
    return names.isEmpty() ? "" : ", " + String.join(", ", names);
  }

  private static StringBuilder tlvs(Image image) {
    StringBuilder text = new StringBuilder();
    for (Tlv tlv : image.tlvs()) {
      Bytes value = tlv.value();
      boolean whole = value.length() <= VALUE_SHOWN;
      text.append(
          String.format(
              "%n  %-9s 0x%04x %-18s %4d  %s",
              tlv.isProtected() ? "protected" : "",
              tlv.type(),
              ImageJson.name(tlv),
              value.length(),
              whole ? value.toHex() : value.slice(0, VALUE_SHOWN).toHex() + "…"));
    }
    return text;
  }
}
