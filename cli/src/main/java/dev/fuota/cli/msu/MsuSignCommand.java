package dev.fuota.cli.msu;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.image.ImageOutput;
import dev.fuota.cli.io.InputFile;
import dev.fuota.cli.io.KeyFile;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.cli.io.WholeFile;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.HashAlgorithm;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.protocol.msu.secure.ManifestFooter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fuota msu sign}. */
@Command(
    name = "sign",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Signs a file for devices that were started with --trust.",
      "The signature is a footer behind the file; devices check it and cut it off. Firmware for"
          + " --flash needs none: its image has a signature of its own (fuota image sign)."
    },
    footer = {
      "",
      "For example:",
      "  fuota msu sign conf.txt --key private.pem --hardware-id HW7A --product-id P100 \\",
      "    --file-version 1.5.0 --out conf.signed"
    })
public final class MsuSignCommand implements Callable<Integer> {
  private static final long U32_MAX = 0xffff_ffffL;

  @Parameters(paramLabel = "FILE", description = "The file to sign.")
  private Path file = Path.of("");

  @Option(
      names = {"-k", "--key"},
      required = true,
      paramLabel = "FILE",
      description = "A private key, Ed25519 or ECDSA P-256, in PEM.")
  private Path key = Path.of("");

  @Option(
      names = "--key-id",
      paramLabel = "N",
      description = "As devices know the key, 0 to 65535. Default: ${DEFAULT-VALUE}.")
  private int keyId = 1;

  @Option(
      names = "--hardware-id",
      required = true,
      paramLabel = "ID",
      description = "The only hardware that takes it.")
  private String hardwareId = "";

  @Option(
      names = "--product-id",
      required = true,
      paramLabel = "ID",
      description = "The only product that takes it.")
  private String productId = "";

  @Option(
      names = "--file-version",
      required = true,
      paramLabel = "VERSION",
      description = "Compared with the version that a device has.")
  private String version = "";

  @Option(
      names = "--security-version",
      paramLabel = "N",
      description =
          "Never falls on a device: once one has run, lower ones are refused. Default:"
              + " ${DEFAULT-VALUE}.")
  private long securityVersion = 1;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "Where the signed file goes.")
  private Path out = Path.of("");

  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public MsuSignCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ImageOutput.refuseKey(out, List.of(key));
    Bytes payload = InputFile.read(file, "FILE");
    Bytes signed = payload.concat(footer(payload).encoded());
    WholeFile.write(out, signed);
    if (output.json()) {
      JsonText.print(
          console,
          JsonText.object()
              .put("ok", true)
              .put("file", out.toString())
              .put("octets", signed.length())
              .put("keyId", keyId));
    } else {
      console.out().println(out + ": signed, " + signed.length() + " octets");
    }
    return Exit.DONE;
  }

  private ManifestFooter footer(Bytes payload) {
    if (securityVersion < 0 || securityVersion > U32_MAX) {
      throw new InputProblem(
          "OPTION_OUT_OF_RANGE", "--security-version is 0 to 4294967295, not " + securityVersion);
    }
    SigningKey signer = KeyFile.signing(console, key);
    try {
      return ManifestFooter.sign(
          new ManifestFooter.Content(
              signer.type(),
              keyId,
              payload.length(),
              HashAlgorithm.SHA256.hash(payload),
              securityVersion,
              hardwareId,
              productId,
              version),
          signer);
    } catch (IllegalArgumentException refused) {
      throw new InputProblem(
          "CANNOT_SIGN",
          refused.getMessage() + "; keys are Ed25519 or ECDSA P-256, texts plain ASCII");
    }
  }
}
