package dev.fuota.cli.image;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.cli.io.WholeFile;
import dev.fuota.protocol.codec.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code fuota image keygen}. */
@Command(
    name = "keygen",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description =
        "Makes a key pair: to sign images, or with x25519 and ecdsa-p256 to encrypt them.",
    footer = {
      "",
      "For example:",
      "  fuota image keygen --type ed25519 --out private.pem --public public.pem"
    })
public final class ImageKeygenCommand implements Callable<Integer> {

  /** The kinds by the names that MCUboot's tool gives them. */
  enum Type {
    RSA_2048,
    RSA_3072,
    ECDSA_P256,
    ECDSA_P384,
    ED25519,
    X25519;

    private String algorithm() {
      return switch (this) {
        case RSA_2048, RSA_3072 -> "RSA";
        case ECDSA_P256, ECDSA_P384 -> "EC";
        case ED25519 -> "Ed25519";
        case X25519 -> "X25519";
      };
    }

    private AlgorithmParameterSpec parameters() {
      return switch (this) {
        case RSA_2048 -> new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4);
        case RSA_3072 -> new RSAKeyGenParameterSpec(3072, RSAKeyGenParameterSpec.F4);
        case ECDSA_P256 -> new ECGenParameterSpec("secp256r1");
        case ECDSA_P384 -> new ECGenParameterSpec("secp384r1");
        case ED25519 -> NamedParameterSpec.ED25519;
        case X25519 -> NamedParameterSpec.X25519;
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Option(
      names = {"-t", "--type"},
      required = true,
      paramLabel = "TYPE",
      description = "One of: ${COMPLETION-CANDIDATES}.")
  private Type type = Type.ED25519;

  @Option(
      names = {"-k", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "The private key, PKCS#8 in PEM, readable by you alone.")
  private Path out = Path.of("");

  @Option(names = "--public", paramLabel = "FILE", description = "The public key, in PEM.")
  private @Nullable Path publicFile;

  @Option(names = "--force", description = "Overwrite files that are there.")
  private boolean force;

  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public ImageKeygenCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws GeneralSecurityException {
    refuseExisting(out);
    if (publicFile != null) {
      refuseExisting(publicFile);
    }
    KeyPairGenerator generator = KeyPairGenerator.getInstance(type.algorithm());
    generator.initialize(type.parameters());
    KeyPair pair = generator.generateKeyPair();
    // What WholeFile writes is readable by its owner alone.
    WholeFile.write(out, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    if (publicFile != null) {
      WholeFile.write(publicFile, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    }
    report();
    return Exit.DONE;
  }

  private void refuseExisting(Path file) {
    if (!force && Files.exists(file)) {
      throw new InputProblem(
          "FILE_EXISTS", file + " is there already; name another file, or say --force");
    }
  }

  private static Bytes pem(String label, byte[] der) {
    byte[] newline = {'\n'};
    String text =
        "-----BEGIN "
            + label
            + "-----\n"
            + Base64.getMimeEncoder(64, newline).encodeToString(der)
            + "\n-----END "
            + label
            + "-----\n";
    return Bytes.of(text.getBytes(StandardCharsets.US_ASCII));
  }

  private void report() {
    if (output.json()) {
      ObjectNode document = JsonText.object().put("ok", true).put("type", type.toString());
      document.put("private", out.toString());
      if (publicFile != null) {
        document.put("public", publicFile.toString());
      }
      JsonText.print(console, document);
    } else {
      console.out().println(type + " key written to " + out + "; keep it secret");
    }
  }
}
