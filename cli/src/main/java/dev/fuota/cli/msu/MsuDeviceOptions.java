package dev.fuota.cli.msu;

import dev.fuota.agent.msu.Access;
import dev.fuota.agent.msu.MsuClientConfig;
import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.io.Choice;
import dev.fuota.cli.io.InputFile;
import dev.fuota.cli.io.KeyFile;
import dev.fuota.device.msu.MsuClientSettings;
import dev.fuota.device.msu.MsuTexts;
import dev.fuota.hal.net.Interfaces;
import dev.fuota.protocol.image.KeyType;
import dev.fuota.protocol.image.PublicKeyInfo;
import dev.fuota.protocol.msu.CommissioningFile;
import dev.fuota.protocol.msu.Endpoint;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a device is, whom it believes, and what it may do. */
final class MsuDeviceOptions {
  private static final Pattern NUMBERED = Pattern.compile("([0-9]{1,5})=(.+)");

  @Option(
      names = "--commissioning",
      paramLabel = "FILE",
      description = "Which servers the device follows; `fuota msu commission` writes such a file.")
  private @Nullable Path commissioning;

  @Option(
      names = "--open",
      description = "Follow any server and take unsigned files. For tests and measurements.")
  private boolean open;

  @Option(
      names = "--unsigned",
      description = "Take files without a signature also from commissioned servers.")
  private boolean unsigned;

  @Option(
      names = "--trust",
      paramLabel = "[N=]FILE",
      description =
          "Take only files that `fuota msu sign` signed with this public key, in PEM; N is its key"
              + " id, 1 without. Again for each key. Wants --hardware-id and --product-id.")
  private List<String> trusted = List.of();

  @Mixin private MsuSiteOptions site = new MsuSiteOptions();

  @Option(names = "--hardware-id", paramLabel = "ID", description = "What the device is.")
  private @Nullable String hardwareId;

  @Option(names = "--product-id", paramLabel = "ID", description = "What the device is.")
  private @Nullable String productId;

  @Option(
      names = "--installed",
      paramLabel = "VERSION",
      description = "The version that runs; an offered one is compared with it.")
  private @Nullable String installed;

  @Option(names = "--downgrade", description = "Follow a server to an older version too.")
  private boolean downgrade;

  @Option(
      names = "--quota",
      paramLabel = "OCTETS",
      description = "The largest file that is taken. Default: ${DEFAULT-VALUE}.")
  private long quota = 256L << 20;

  @Option(
      names = "--timers",
      paramLabel = "WHICH",
      description =
          "Times to announce: seed (of the specification) or adaptive (for a local network)."
              + " Default: ${DEFAULT-VALUE}.")
  private String timers = "adaptive";

  @Option(names = "--plain", description = "Announce nothing beyond the specification.")
  private boolean plain;

  /**
   * The configuration.
   *
   * @param judged whether what receives the files judges their signatures itself
   * @throws InputProblem if nobody said whom to believe (MSU-X42)
   */
  MsuClientConfig config(Console console, Endpoint discovery, Interfaces.State on, boolean judged) {
    boolean adaptive =
        Choice.of("--timers", timers, MsuSendOptions.Timers.values(), MsuDeviceOptions::label)
            == MsuSendOptions.Timers.ADAPTIVE;
    return new MsuClientSettings(
            access(judged),
            downgrade,
            signed(console),
            seal(console),
            Optional.ofNullable(hardwareId),
            Optional.ofNullable(productId),
            Optional.ofNullable(installed),
            quota,
            adaptive,
            plain)
        .config(discovery, on);
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private Optional<Access> access(boolean judged) {
    if (open && commissioning != null) {
      throw new InputProblem(
          "OPEN_OR_COMMISSIONED", "--open and --commissioning exclude each other");
    }
    if (open) {
      return Optional.empty();
    }
    if (commissioning == null) {
      throw new InputProblem(
          "NOT_COMMISSIONED",
          "this device follows nobody yet: write a file with `fuota msu commission` and name it"
              + " with --commissioning, or believe everybody with --open");
    }
    if (!unsigned && !judged && trusted.isEmpty()) {
      throw new InputProblem(
          "SIGNATURE_NEEDED",
          "say with --trust whose signature files need, or take all with --unsigned; images into"
              + " --flash are judged by their own signature");
    }
    return Optional.of(access(commissioning));
  }

  private Optional<MsuClientSettings.Signed> signed(Console console) {
    if (trusted.isEmpty()) {
      return Optional.empty();
    }
    if (hardwareId == null || productId == null) {
      throw new InputProblem(
          "IDENTITY_NEEDED",
          "--trust wants --hardware-id and --product-id: a signature is for one hardware and"
              + " product");
    }
    Map<Integer, PublicKeyInfo> keys = new HashMap<>();
    trusted.forEach(given -> trust(console, given, keys));
    return Optional.of(new MsuClientSettings.Signed(keys, hardwareId, productId));
  }

  private static void trust(Console console, String given, Map<Integer, PublicKeyInfo> keys) {
    Matcher numbered = NUMBERED.matcher(given);
    boolean named = numbered.matches();
    int id = named ? Integer.parseInt(numbered.group(1)) : 1;
    Path file = Path.of(named ? numbered.group(2) : given);
    List<PublicKeyInfo> found = KeyFile.trusted(console, List.of(file)).keys();
    if (found.size() != 1 || keys.putIfAbsent(id, found.get(0)) != null) {
      throw new InputProblem(
          "ONE_KEY_AN_ID",
          "--trust " + given + ": one key in a file, and each with an id of its own");
    }
  }

  private Optional<MsuClientSettings.Seal> seal(Console console) {
    return site.keys()
        .map(
            keys ->
                new MsuClientSettings.Seal(
                    keys,
                    site.serverKey().map(file -> serverKey(console, file)),
                    site.serverKeyId()));
  }

  private static PublicKeyInfo serverKey(Console console, Path file) {
    List<PublicKeyInfo> found = KeyFile.trusted(console, List.of(file)).keys();
    if (found.size() != 1 || found.get(0).type() != KeyType.ED25519) {
      throw new InputProblem(
          "KEY_DOES_NOT_FIT", file + " must hold one Ed25519 key; see --server-key");
    }
    return found.get(0);
  }

  private static Access access(Path file) {
    CommissioningFile.Loaded loaded =
        CommissioningFile.read(InputFile.read(file, "--commissioning"));
    if (loaded instanceof CommissioningFile.Loaded.Ok ok) {
      return MsuTexts.access(ok.get());
    }
    throw new InputProblem(
        "COMMISSIONING_BAD",
        file
            + " is no commissioning file ("
            + ((CommissioningFile.Loaded.Rejected) loaded).problem()
            + "); write it anew with `fuota msu commission`");
  }
}
