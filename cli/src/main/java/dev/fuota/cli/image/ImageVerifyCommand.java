package dev.fuota.cli.image;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.KeyFile;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.ImageVerifier;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.image.Verdict;
import dev.fuota.protocol.image.Verdict.Accepted;
import dev.fuota.protocol.image.Verdict.Refused;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code fuota image verify}. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "Checks images as a device does that trusts the given keys.",
    footer = {
      "",
      "Compressed images and packages are checked as they lie; their result is not expanded.",
      "With --json one document a line for each file.",
      "Exit code 1 if an image is refused, 2 if a file cannot be read.",
      "",
      "For example:",
      "  fuota image verify app.bin --key public.pem"
    })
public final class ImageVerifyCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Images; - is standard input.")
  private List<Path> files = List.of();

  @Option(
      names = {"-k", "--key"},
      paramLabel = "FILE",
      description =
          "A key that the device trusts; may be given several times."
              + " Without one only form and hash are checked.")
  private List<Path> keys = List.of();

  @Option(
      names = "--revoked",
      paramLabel = "FILE",
      description = "A key that the device no longer trusts; may be given several times.")
  private List<Path> revoked = List.of();

  @Option(names = "--class-id", paramLabel = "UUID", description = "The device's hardware.")
  private @Nullable String classId;

  @Option(
      names = "--security-counter",
      paramLabel = "N",
      description = "What the device has stored: the image must not be below it.")
  private @Nullable Long securityCounter;

  @Option(
      names = {"-S", "--slot-size"},
      paramLabel = "OCTETS",
      description = "Octets that the image may occupy. Default: those of its file.")
  private @Nullable Integer slotSize;

  @Option(
      names = "--decrypt-key",
      paramLabel = "FILE",
      description = "The device's private key for encrypted images.")
  private @Nullable Path decryptKey;

  @Mixin private OutputOptions output = new OutputOptions();

  private List<String> published = List.of();

  private final Console console;

  public ImageVerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ImagePolicy policy = policy();
    return new FileLines(console, output)
        .run(files, (file, document) -> line(file, document, policy));
  }

  private ImagePolicy policy() {
    TrustedKeys trusted =
        new TrustedKeys(
            KeyFile.trusted(console, keys).keys(), KeyFile.trusted(console, revoked).keys());
    published = PublishedKeys.among(trusted);
    if (!published.isEmpty()) {
      console
          .err()
          .println(
              "fuota: warning: "
                  + String.join(", ", published)
                  + ": a published test key, with which everybody can sign;"
                  + " no device in the field may trust it");
    }
    int limit = slotSize == null ? ImageFile.OCTETS_MAX : slotSize;
    ImagePolicy policy = ImagePolicy.of(trusted, limit).withPackages(true);
    if (classId != null) {
      policy = policy.withClassId(ImageFile.uuid("--class-id", classId));
    }
    if (securityCounter != null) {
      policy = policy.withSecurityCounter(Counter.of(securityCounter));
    }
    return decryptKey == null
        ? policy
        : policy.withDecryption(KeyFile.decryption(console, decryptKey));
  }

  private FileLines.Line line(Path file, ObjectNode document, ImagePolicy policy) {
    Bytes octets = ImageFile.read(console, file);
    ImageSource source = ImageSource.of(octets);
    Verdict verdict =
        keys.isEmpty() && revoked.isEmpty()
            ? ImageVerifier.integrity(source, policy)
            : ImageVerifier.verify(source, policy);
    if (verdict instanceof Refused refused) {
      return new FileLines.Line(false, refused.reason().name(), refused.sentence());
    }
    Accepted accepted = (Accepted) verdict;
    document.put("version", accepted.image().version().toString());
    document.put("digest", accepted.digest().toHex());
    document.put("signature", !keys.isEmpty());
    document.put("test_key", !published.isEmpty());
    document.put("encrypted", accepted.cipher().isPresent());
    return new FileLines.Line(
        true,
        "",
        "image " + accepted.image().version() + (keys.isEmpty() ? ", no signature checked" : ""));
  }
}
