package dev.fuota.cli.msu;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.io.InputFile;
import dev.fuota.device.msu.MsuTexts;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.secure.GroupKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The keys of a site: with them every datagram carries a trailer, without them none does. */
public final class MsuSiteOptions {
  private static final int KEY_ID_MAX = 0xff;

  @Option(
      names = "--site-key",
      paramLabel = "FILE",
      description =
          "A secret of 64 hexadecimal digits that server and devices share: every datagram is"
              + " sealed with it, and what is not is dropped. Beyond the specification.")
  private @Nullable Path siteKey;

  @Option(
      names = "--site-key-id",
      paramLabel = "N",
      description = "Which secret of the site it is, 0 to 255. Default: ${DEFAULT-VALUE}.")
  private int siteKeyId = 1;

  @Option(
      names = "--server-key",
      paramLabel = "FILE",
      description =
          "An Ed25519 key in PEM, private at the server and public at the devices: the server"
              + " signs each datagram, so that not even a device of the site can pretend to be it.")
  private @Nullable Path serverKey;

  @Option(
      names = "--server-key-id",
      paramLabel = "N",
      description = "Which key of the server it is, 0 to 255. Default: ${DEFAULT-VALUE}.")
  private int serverKeyId = 1;

  /** The keys of the site; empty without one. */
  public Optional<GroupKeys> keys() {
    if (siteKey == null) {
      if (serverKey != null) {
        throw new InputProblem("SITE_KEY_NEEDED", "--server-key wants --site-key beside it");
      }
      return Optional.empty();
    }
    return Optional.of(new GroupKeys(secret(siteKey), keyId("--site-key-id", siteKeyId)));
  }

  private static Bytes secret(Path file) {
    String text =
        new String(InputFile.read(file, "--site-key").toArray(), StandardCharsets.US_ASCII);
    return MsuTexts.siteKey(text)
        .orElseThrow(
            () ->
                new InputProblem(
                    "SITE_KEY_BAD",
                    file + " must hold 64 hexadecimal digits; `openssl rand -hex 32` makes some"));
  }

  /** The file with the server's key, if there is one. */
  Optional<Path> serverKey() {
    return Optional.ofNullable(serverKey);
  }

  int serverKeyId() {
    return keyId("--server-key-id", serverKeyId);
  }

  private static int keyId(String option, int id) {
    if (id < 0 || id > KEY_ID_MAX) {
      throw new InputProblem("OPTION_OUT_OF_RANGE", option + " is 0 to 255, not " + id);
    }
    return id;
  }
}
