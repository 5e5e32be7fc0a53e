package dev.fuota.cli.image;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.InputOctets;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.cli.io.WholeFile;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import dev.fuota.protocol.delta.PackageBuilder;
import dev.fuota.protocol.delta.PatchFormat;
import dev.fuota.protocol.expand.Expander;
import dev.fuota.protocol.expand.RamBudget;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.SigningKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code fuota image delta}. */
@Command(
    name = "delta",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Makes a patch that turns one image into another, or compresses a whole one.",
      "What was made is applied once and compared before anything is written."
    },
    footer = {"", "Exit code 2 if the input cannot be used."})
public final class ImageDeltaCommand implements Callable<Integer> {
  private static final int OCTETS_MAX = 16 << 20;
  private static final int RAM_MAX = 256 << 20;

  @Parameters(
      arity = "1..2",
      paramLabel = "[OLD] NEW",
      description = "The image that is installed, and the one that shall be.")
  private List<Path> files = List.of();

  @Option(
      names = "--full",
      description = "Compress the whole image NEW, without an OLD one; for heatshrink formats.")
  private boolean full;

  @Option(
      names = "--format",
      defaultValue = PatchFormat.DEFAULT,
      converter = PatchFormatName.class,
      paramLabel = "FORMAT",
      description = {
        "detools-none|crle|heatshrink|lzma|bz2, detools-inplace[-COMPRESSION], bsdiff40;",
        "with --full heatshrink-wWlL, as heatshrink-w11l4. Default: ${DEFAULT-VALUE}"
      })
  private PatchFormat format = PatchFormat.parse(PatchFormat.DEFAULT).orElseThrow();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the result goes; it is written whole or not at all.")
  private Path target = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "Sign a package around the patch with this private key; without, the patch.")
  private @Nullable Path key;

  @Option(
      names = "--memory-size",
      paramLabel = "OCTETS",
      description = "In place: the memory that holds both; a multiple of the segment size.")
  private int memorySize;

  @Option(
      names = "--segment-size",
      paramLabel = "OCTETS",
      defaultValue = "4096",
      description = "In place: what is erased at once. Default: ${DEFAULT-VALUE}")
  private int segmentSize;

  @Option(
      names = "--shift-size",
      paramLabel = "OCTETS",
      description = "In place: how far OLD is moved up first. Default: as far as there is room.")
  private @Nullable Integer shiftSize;

  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public ImageDeltaCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    int wanted = full ? 1 : 2;
    if (files.size() != wanted || full == format.kind().isDelta()) {
      throw new InputProblem(
          "USAGE",
          full
              ? "--full takes one image and a format heatshrink-wWlL"
              : "give OLD and NEW, and a delta format; --full compresses a whole image");
    }
    if (files.stream().anyMatch(file -> same(file, target))) {
      throw new InputProblem("USAGE", "--out " + target + " would overwrite an image that is read");
    }
    if (memorySize < 0) {
      throw new InputProblem("USAGE", "--memory-size is " + memorySize);
    }
    Bytes old = full ? Bytes.EMPTY : read(files.get(0));
    Bytes fresh = read(files.get(wanted - 1));
    Bytes patch = make(old, fresh);
    int ram = check(patch, old, fresh);
    Bytes result = key == null ? patch : wrap(patch, old, fresh, signingKey(key));
    WholeFile.write(target, result);
    report(old, fresh, patch, result, ram);
    return Exit.DONE;
  }

  private static boolean same(Path one, Path other) {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  private Bytes read(Path file) {
    Bytes octets = InputOctets.read(console, file, in -> Bytes.of(in.readNBytes(OCTETS_MAX + 1)));
    if (octets.length() > OCTETS_MAX) {
      throw new InputProblem(
          "FILE_TOO_LARGE", file + " has more than " + OCTETS_MAX + " octets; is it an image?");
    }
    return octets;
  }

  private Bytes make(Bytes old, Bytes fresh) {
    try {
      return format.make(old, fresh, Optional.of(memory(old, fresh)));
    } catch (IllegalArgumentException e) {
      throw new InputProblem(
          "USAGE", e.getMessage() + "; see --memory-size, --segment-size and --shift-size");
    }
  }

  private PatchFormat.Memory memory(Bytes old, Bytes fresh) {
    long segment = Math.max(1, segmentSize);
    long segments = (Math.max(old.length(), fresh.length()) + segment - 1) / segment;
    // Unless somebody knows better: both images and two segments to move the old one by.
    int size =
        memorySize > 0 ? memorySize : (int) Math.min(Integer.MAX_VALUE, (segments + 2) * segment);
    return new PatchFormat.Memory(size, segmentSize, Optional.ofNullable(shiftSize));
  }

  /** Applies the patch; returns the octets of memory that it took. */
  private int check(Bytes patch, Bytes old, Bytes fresh) {
    RamBudget budget = new RamBudget(RAM_MAX);
    Expander expander = format.apply(patch, old, fresh.length(), budget);
    byte[] result = new byte[fresh.length() + 1];
    int count = expander.read(result, 0, result.length);
    boolean same = Bytes.of(Arrays.copyOf(result, count)).equals(fresh);
    if (expander.failure().isPresent() || !same) {
      throw new IllegalStateException("what was made does not give NEW " + expander.failure());
    }
    return budget.peak();
  }

  private Bytes wrap(Bytes patch, Bytes old, Bytes fresh, SigningKey signer) {
    for (Path file : files) {
      requireImage(file, file.equals(files.get(files.size() - 1)) ? fresh : old);
    }
    Optional<Bytes> base = full ? Optional.empty() : Optional.of(old);
    return PackageBuilder.build(format.kind(), format.parameter(), patch, base, fresh, signer)
        .value()
        .orElseThrow();
  }

  /** A device takes the digest of the image alone, so nothing may lie behind it. */
  private static void requireImage(Path file, Bytes octets) {
    Decoded<Image> image = Image.parse(ImageSource.of(octets));
    if (image instanceof Malformed<Image> malformed) {
      throw new InputProblem(
          "NO_IMAGE", file + ": " + malformed.detail() + "; a package is about two images");
    }
    int length = image.value().orElseThrow().totalLength();
    if (length != octets.length()) {
      throw new InputProblem(
          "OCTETS_BEHIND_IMAGE",
          file + " has " + octets.length() + " octets, its image " + length + "; cut off the rest");
    }
  }

  private SigningKey signingKey(Path file) {
    Bytes pem = InputOctets.read(console, file, in -> Bytes.of(in.readNBytes(OCTETS_MAX)));
    Decoded<SigningKey> read =
        SigningKey.fromPem(new String(pem.toArray(), StandardCharsets.UTF_8));
    if (read instanceof Malformed<SigningKey> malformed) {
      throw new InputProblem("BAD_KEY", file + ": " + malformed.detail());
    }
    return read.value().orElseThrow();
  }

  private void report(Bytes old, Bytes fresh, Bytes patch, Bytes result, int ram) {
    double ratio = fresh.isEmpty() ? 0 : 100.0 * result.length() / fresh.length();
    if (output.json()) {
      JsonText.print(console, document(old, fresh, patch, result, ram));
      return;
    }
    console
        .out()
        .printf(
            Locale.ROOT,
            "old %d octets, new %d, patch %d%s: %.1f %% of new; expanding takes %d octets of RAM%n",
            old.length(),
            fresh.length(),
            patch.length(),
            key == null ? "" : ", package " + result.length(),
            ratio,
            ram);
    console.out().println(target + ": applied once, the result is NEW");
  }

  private ObjectNode document(Bytes old, Bytes fresh, Bytes patch, Bytes result, int ram) {
    ObjectNode document = JsonText.object().put("ok", true);
    document
        .put("file", target.toString())
        .put("kind", format.kind().name())
        .put("parameter", format.parameter())
        .put("oldOctets", old.length())
        .put("newOctets", fresh.length())
        .put("patchOctets", patch.length())
        .put("fileOctets", result.length())
        .put("expandRamOctets", ram);
    return document;
  }
}
