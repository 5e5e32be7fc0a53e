package dev.fuota.cli.image;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.InputOctets;
import dev.fuota.cli.io.KeyFile;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageSigner;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.ImageVerifier;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.image.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fuota image sign}. */
@Command(
    name = "sign",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "Signs an image that is there already; a padded one loses its padding.",
    footer = {
      "",
      "For example, so that devices with the old and with the new key take it:",
      "  fuota image sign app.bin --key new.pem --out app.both.bin"
    })
public final class ImageSignCommand implements Callable<Integer> {
  @Parameters(paramLabel = "IMAGE", description = "The image; - is standard input.")
  private Path image = Path.of("-");

  @Option(
      names = {"-k", "--key"},
      required = true,
      paramLabel = "FILE",
      description = "A private key; may be given several times.")
  private List<Path> keys = List.of();

  @Option(
      names = "--replace",
      description = "Remove the signatures that are there; otherwise the new ones join them.")
  private boolean replace;

  @Option(
      names = "--decrypt-key",
      paramLabel = "FILE",
      description = "The device's private key: an encrypted image is checked before it is signed.")
  private @Nullable Path decryptKey;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "Where the signed image goes.")
  private Path out = Path.of("");

  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public ImageSignCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ImageOutput.refuseKey(out, keys);
    ImageSource source = ImageSource.of(ImageFile.read(console, image));
    ImagePolicy policy = ImagePolicy.of(TrustedKeys.of(), source.length()).withPackages(true);
    if (decryptKey != null) {
      policy = policy.withDecryption(KeyFile.decryption(console, decryptKey));
    }
    Verdict judged = ImageVerifier.integrity(source, policy);
    if (!(judged instanceof Verdict.Accepted verdict)) {
      throw new InputProblem(
          "BAD_IMAGE",
          InputOctets.name(image) + ": " + judged + "; fuota image create makes images");
    }
    ImageOutput.write(console, output, out, signed(verdict, source));
    return Exit.DONE;
  }

  private Bytes signed(Verdict.Accepted verdict, ImageSource source) {
    List<SigningKey> signers = KeyFile.signing(console, keys);
    try {
      return replace
          ? ImageSigner.replace(verdict, source, signers)
          : ImageSigner.add(verdict, source, signers);
    } catch (IllegalArgumentException e) {
      throw new InputProblem("KEY_DOES_NOT_FIT", e.getMessage() + "; see --replace");
    }
  }
}
