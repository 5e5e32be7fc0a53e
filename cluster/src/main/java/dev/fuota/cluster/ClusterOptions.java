package dev.fuota.cluster;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.Versions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a process takes part; the same for nodes and runs. */
final class ClusterOptions {
  static final int THREADS_MAX = 1_000;

  @Option(
      names = "--listen",
      defaultValue = "127.0.0.1:0",
      paramLabel = "HOST:PORT",
      description = {
        "Where other nodes reach this process; port 0 is any. Beyond this machine only with"
            + " --key-file. Default: ${DEFAULT-VALUE}"
      })
  private String listen = "";

  @Option(
      names = "--join",
      paramLabel = "HOST:PORT",
      description = "A node of the cluster. Without it a new cluster begins.")
  private @Nullable String join;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = {
        "PKCS #12 file with one key and its certificate, the same on all nodes: they speak TLS and"
            + " let in only who has it."
      })
  private @Nullable Path keyFile;

  @Option(
      names = "--key-password-file",
      paramLabel = "FILE",
      description = "Holds the password of --key-file.")
  private @Nullable Path passwordFile;

  /**
   * As the options say.
   *
   * @param threads that run cells; 0: none
   * @throws InputProblem if they make no sense
   */
  ClusterSettings settings(int threads) {
    Endpoint where = endpoint("--listen", listen);
    Optional<ClusterSettings.Key> key = key();
    if (key.isEmpty() && !where.isLoopback()) {
      throw new InputProblem(
          "KEY_MISSING",
          "--listen "
              + where
              + " is reached by others, and everybody who reaches it would be let in; give a"
              + " --key-file, or listen on 127.0.0.1");
    }
    Optional<Endpoint> other = Optional.ofNullable(join).map(it -> endpoint("--join", it));
    return new ClusterSettings(where, other, threads, key, version());
  }

  /** Whether there is a cluster to join. */
  boolean joins() {
    return join != null;
  }

  /** Of the product, as exact as it is known. */
  static String version() {
    try {
      String[] lines = new Versions().getVersion();
      return lines[0].replaceFirst("^fuota ", "") + ", " + lines[1];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Endpoint endpoint(String option, String text) {
    return Endpoint.parse(text)
        .orElseThrow(
            () ->
                new InputProblem("BAD_VALUE", option + " is such as 127.0.0.1:7001, not " + text));
  }

  private Optional<ClusterSettings.Key> key() {
    if (keyFile == null || passwordFile == null) {
      if (keyFile != null || passwordFile != null) {
        throw new InputProblem("KEY_MISSING", "--key-file and --key-password-file go together");
      }
      return Optional.empty();
    }
    String password = password(passwordFile);
    try (InputStream in = Files.newInputStream(keyFile)) {
      KeyStore.getInstance("PKCS12").load(in, password.toCharArray());
    } catch (IOException | GeneralSecurityException e) {
      throw new InputProblem(
          "KEY_UNREADABLE",
          keyFile + " is no PKCS #12 file with this password (" + e.getMessage() + ")");
    }
    return Optional.of(new ClusterSettings.Key(keyFile.toAbsolutePath(), password));
  }

  private static String password(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new InputProblem("KEY_UNREADABLE", file + " cannot be read (" + e.getMessage() + ")");
    }
  }
}
