package dev.fuota.cli.campaign;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.io.SecretFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the server is, and who asks. */
final class ServiceOptions {
  private static final String TOKEN_VARIABLE = "FUOTA_TOKEN_FILE";

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "${FUOTA_SERVER_URL:-http://127.0.0.1:8080}",
      description = "Address of fuota server. Default: FUOTA_SERVER_URL, or http://127.0.0.1:8080.")
  private String server = "";

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "File with the token that the server asks for, one line, for its owner alone."
              + " Default: FUOTA_TOKEN_FILE.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--server-certificate",
      paramLabel = "FILE",
      description = "PEM file with the certificate to trust, if it is the server's own.")
  private @Nullable Path certificate;

  /** A client of that server, nothing asked yet. */
  ServiceClient client(Console console) {
    Optional<Path> token =
        Optional.ofNullable(tokenFile)
            .or(() -> Optional.ofNullable(console.environment().get(TOKEN_VARIABLE)).map(Path::of));
    return new ServiceClient(
        address(), token.map(SecretFile::read), Optional.ofNullable(certificate));
  }

  private URI address() {
    try {
      URI uri = URI.create(server.replaceAll("/+$", ""));
      boolean known = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (known && uri.getHost() != null && uri.getQuery() == null) {
        return uri;
      }
    } catch (IllegalArgumentException notThat) {
      throw notAnAddress();
    }
    throw notAnAddress();
  }

  private InputProblem notAnAddress() {
    return new InputProblem(
        "USAGE", "'" + server + "' is no address; write --server http://127.0.0.1:8080");
  }
}
