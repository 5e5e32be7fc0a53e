package dev.fuota.cli.msu;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.io.InputFile;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.server.msu.MsuOffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a server proves who it is: user name and password, of which none is built in (MSU-X42). */
public final class MsuLogin {
  private static final int LENGTH_MAX = 127;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "User name for devices that want one; with --password-file.")
  private @Nullable String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "File with the password on its only line.")
  private @Nullable Path passwordFile;

  /** User name and password, if they were given. */
  Optional<MsuOffer.Credentials> credentials() {
    if (user == null && passwordFile == null) {
      return Optional.empty();
    }
    if (user == null || passwordFile == null) {
      throw new InputProblem("LOGIN_INCOMPLETE", "--user and --password-file belong together");
    }
    Bytes name = Bytes.of(user.getBytes(StandardCharsets.UTF_8));
    Bytes password = line(passwordFile);
    if (name.length() > LENGTH_MAX || password.length() > LENGTH_MAX) {
      throw new InputProblem(
          "LOGIN_TOO_LONG", "user name and password may have " + LENGTH_MAX + " octets each");
    }
    return Optional.of(new MsuOffer.Credentials(name, password));
  }

  private static Bytes line(Path file) {
    byte[] octets = InputFile.read(file, "--password-file").toArray();
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    String password = text.replaceFirst("\\R$", "");
    if (password.isEmpty() || password.matches("(?s).*\\R.*")) {
      throw new InputProblem("PASSWORD_FILE", file + " must have one line, the password");
    }
    return Bytes.of(password.getBytes(StandardCharsets.ISO_8859_1));
  }
}
