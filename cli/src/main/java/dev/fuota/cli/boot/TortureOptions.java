package dev.fuota.cli.boot;

import dev.fuota.boot.Strategy;
import dev.fuota.boot.torture.Key;
import dev.fuota.boot.torture.Scenario;
import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.io.Choice;
import dev.fuota.cli.io.KeyFile;
import dev.fuota.fleet.demo.UpdateForm;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.samples.FirmwareSamples;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code fuota boot torture} is told. */
final class TortureOptions {
  private static final String EVERY = "all";

  @Option(
      names = "--layout",
      paramLabel = "FILE",
      description = "The flash as YAML. Default: as much of the part as the images need.")
  @Nullable Path layout;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "The part, as STM32WL or nRF52840. Default: ${DEFAULT-VALUE}.")
  String profile = "STM32WL";

  @Option(
      names = "--strategy",
      paramLabel = "S",
      description =
          "ab, in-place, overwrite-only, swap-scratch, swap-move, swap-offset or direct-xip."
              + " Default: ${DEFAULT-VALUE}.")
  private String strategy = Strategy.AB.label();

  @Option(
      names = "--mcuboot",
      description = "To the letter of MCUboot's library, with its state in the slots' trailers.")
  boolean mcuboot;

  @Option(
      names = "--all",
      description = "Every strategy on every part; --strategy and --profile are ignored.")
  boolean all;

  @Option(
      names = "--old",
      paramLabel = "IMG",
      description = "The image that runs. Default: version 1 of the sample firmware.")
  @Nullable Path oldImage;

  @Option(
      names = "--new",
      paramLabel = "IMG",
      description = "The image to install. Default: version 2 of the sample firmware.")
  @Nullable Path newImage;

  @Option(
      names = "--key",
      paramLabel = "PEM",
      description = "A public key that signed the images; may be given several times.")
  List<Path> keys = List.of();

  @Option(
      names = "--image",
      paramLabel = "FORM",
      description =
          "What is downloaded: whole, compressed (LZMA2) or delta (detools). Default: whole.")
  private String image = "whole";

  @Option(
      names = "--sign-key",
      paramLabel = "PEM",
      description =
          "The private key that signs a compressed image or a delta between --old and --new.")
  private @Nullable Path signKey;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description = "Only this one; may be given several times. Default: all.")
  private List<String> scenarios = List.of();

  @Option(
      names = "--singles",
      paramLabel = "all|N",
      description = "Single cuts for each scenario, about. Default: all; with --all 400.")
  private @Nullable String singles;

  @Option(
      names = "--pairs",
      paramLabel = "all|N",
      description = "Pairs of cuts for each scenario, about. Default: 5000; with --all 200.")
  private @Nullable String pairs;

  @Option(
      names = "--random",
      paramLabel = "N",
      description = "Random chains of cuts for each scenario. Default: 500; with --all 50.")
  private @Nullable Integer random;

  @Option(
      names = "--faults",
      paramLabel = "F",
      description = "Cuts of a random chain, at most, 1 to 60. Default: ${DEFAULT-VALUE}.")
  int faults = 5;

  @Option(
      names = "--defects",
      description =
          "Random chains also flip and stick bits, wear out and kill sectors, and fail operations.")
  boolean defects;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed gives the same runs. Default: ${DEFAULT-VALUE}.")
  long seed = 1;

  @Option(names = "--report", paramLabel = "DIR", description = "Write index.html there.")
  @Nullable Path report;

  @Option(names = "--junit", paramLabel = "FILE", description = "Write JUnit's XML there.")
  @Nullable Path junit;

  @Option(
      names = "--replay",
      paramLabel = "KEY",
      description = "Run this one only, and print every flash operation.")
  private @Nullable String replay;

  /** Whether MCUboot has that mode too. */
  static boolean isMcuboot(Strategy strategy) {
    return strategy != Strategy.AB && strategy != Strategy.IN_PLACE;
  }

  UpdateForm image() {
    return Choice.of("--image", image, UpdateForm.values(), UpdateForm::label);
  }

  /** As on the command line, with a blank before; empty if it is whole. */
  String imageArguments() {
    return (image() == UpdateForm.WHOLE ? "" : " --image " + image)
        + (signKey == null ? "" : " --sign-key " + signKey);
  }

  /** Empty if vendors' images are to be packed and nobody said how to sign. */
  Optional<SigningKey> signingKey(Console console) {
    if (signKey != null) {
      return Optional.of(KeyFile.signing(console, signKey));
    }
    return oldImage == null
        ? SigningKey.fromPem(FirmwareSamples.privateKeyPem()).value()
        : Optional.empty();
  }

  Strategy strategy() {
    return Choice.of("--strategy", strategy, Strategy.values(), Strategy::label);
  }

  List<Scenario> scenarios() {
    return scenarios.isEmpty()
        ? List.of(Scenario.values())
        : scenarios.stream().map(TortureOptions::scenario).toList();
  }

  private static Scenario scenario(String label) {
    return Choice.of("--scenario", label, Scenario.values(), Scenario::label);
  }

  /** With all bootloaders on all parts, fewer of each. */
  private String budget(@Nullable String said, String one, String each) {
    return said == null ? all ? each : one : said;
  }

  long singles() {
    return count(budget(singles, EVERY, "400"), "--singles");
  }

  long pairs() {
    return count(budget(pairs, "5000", "200"), "--pairs");
  }

  int random() {
    return random == null ? all ? 50 : 500 : random;
  }

  private static long count(String text, String option) {
    if (text.equals(EVERY)) {
      return Long.MAX_VALUE / 2;
    }
    try {
      return Math.max(0, Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw new InputProblem("OPTION_OUT_OF_RANGE", option + ": give a number or all, not " + text);
    }
  }

  void check() {
    if (random() < 0 || faults < 1 || faults > 60) {
      throw new InputProblem("OPTION_OUT_OF_RANGE", "--random needs 0 or more, --faults 1 to 60");
    }
    if ((oldImage == null) != (newImage == null)) {
      throw new InputProblem("IMAGE_MISSING", "give --old and --new together, or neither");
    }
    if (mcuboot && image() != UpdateForm.WHOLE) {
      throw new InputProblem(
          "IMAGE_FORM_UNKNOWN", "--mcuboot installs whole images; leave out --image " + image);
    }
    if (mcuboot && !all && !isMcuboot(strategy())) {
      throw new InputProblem(
          "STRATEGY_UNKNOWN",
          "--mcuboot: MCUboot has no "
              + strategy
              + "; its modes are overwrite-only, swap-scratch,"
              + " swap-move, swap-offset and direct-xip");
    }
    if (oldImage != null && keys.isEmpty()) {
      throw new InputProblem("KEY_MISSING", "say with --key who signed --old and --new");
    }
  }

  /** Null if all is to be run. */
  @Nullable Key replay() {
    if (replay == null) {
      return null;
    }
    String text = replay;
    return Key.of(text)
        .orElseThrow(
            () ->
                new InputProblem(
                    "REPLAY_KEY_BAD",
                    "--replay: " + text + " is no key; one looks like permanent:12:TORN:3,40:ALL"));
  }
}
