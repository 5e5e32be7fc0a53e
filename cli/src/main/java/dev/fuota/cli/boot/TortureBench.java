package dev.fuota.cli.boot;

import dev.fuota.boot.BootConfig;
import dev.fuota.boot.Strategy;
import dev.fuota.boot.torture.Layout;
import dev.fuota.boot.torture.Torture;
import dev.fuota.boot.torture.Update;
import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.io.InputFile;
import dev.fuota.cli.io.Profiles;
import dev.fuota.fleet.demo.UpdateForm;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.PublicKeyInfo;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts together what options of {@code fuota boot torture} name. */
final class TortureBench {
  private final TortureOptions options;
  private final Update update;
  private final TrustedKeys keys;
  private final TorturePayload payload;

  TortureBench(TortureOptions options, Console console) {
    this.options = options;
    this.keys = keys();
    this.update = update(options.oldImage, options.newImage);
    this.payload = new TorturePayload(options.image(), options.signingKey(console));
  }

  /** One torture for each bootloader and part that was asked for. */
  List<Torture> all() {
    List<Torture> all = new ArrayList<>();
    for (Strategy strategy : strategies()) {
      for (FlashProfile part : options.all ? FlashProfile.ALL : List.of(profile())) {
        all.add(torture(strategy, part));
      }
    }
    return all;
  }

  private List<Strategy> strategies() {
    if (!options.all) {
      return List.of(options.strategy());
    }
    return Arrays.stream(Strategy.values())
        .filter(strategy -> !options.mcuboot || TortureOptions.isMcuboot(strategy))
        .toList();
  }

  private FlashProfile profile() {
    return Profiles.named(options.profile, "--profile");
  }

  private Torture torture(Strategy strategy, FlashProfile part) {
    Layout layout = layout(part, strategy);
    BootConfig config = BootConfig.of(strategy, keys);
    if (options.oldImage == null) {
      config = config.forHardware(FirmwareSamples.classId());
    }
    return Torture.of(layout)
        .bootloader(options.mcuboot ? config.likeMcuboot() : config)
        .update(payload.of(update, layout, strategy), payload.form().label())
        .scenarios(options.scenarios())
        .singles(options.singles())
        .pairs(options.pairs())
        .random(options.random(), options.faults)
        .defects(options.defects)
        .seed(options.seed);
  }

  private Layout layout(FlashProfile part, Strategy strategy) {
    if (options.layout != null) {
      return LayoutFile.read(options.layout);
    }
    int octets = Math.max(update.oldImage().length(), update.newImage().length());
    Layout whole = layout(part, octets);
    if (payload.form() == UpdateForm.WHOLE || strategy == Strategy.IN_PLACE) {
      return whole;
    }
    // What waits becomes the image in its own slot: both must fit there, each in sectors of its
    // own.
    int waits = payload.of(update, whole, strategy).payload().length();
    return layout(part, octets + waits + part.geometry().sectorSize(0));
  }

  private Layout layout(FlashProfile part, int octets) {
    try {
      return options.mcuboot ? Layout.forMcuboot(part, octets) : Layout.around(part, octets);
    } catch (IllegalArgumentException tooSmall) {
      throw new InputProblem(
          "LAYOUT_BAD", tooSmall.getMessage() + "; choose another --profile or give a --layout");
    }
  }

  private static Update update(@Nullable Path oldImage, @Nullable Path newImage) {
    if (oldImage == null || newImage == null) {
      return Update.whole(FirmwareSamples.image(Sample.V1), FirmwareSamples.image(Sample.V2))
          .withThird(FirmwareSamples.image(Sample.V2_P256));
    }
    return Update.whole(InputFile.read(oldImage, "--old"), InputFile.read(newImage, "--new"));
  }

  private TrustedKeys keys() {
    if (options.keys.isEmpty()) {
      return pem(
          FirmwareSamples.publicKeyPem(Sample.V1) + FirmwareSamples.publicKeyPem(Sample.V2_P256),
          "the sample keys");
    }
    List<PublicKeyInfo> all = new ArrayList<>();
    for (Path file : options.keys) {
      Bytes text = InputFile.read(file, "--key");
      all.addAll(
          pem(new String(text.toArray(), StandardCharsets.US_ASCII), file.toString()).keys());
    }
    return new TrustedKeys(all);
  }

  private static TrustedKeys pem(String text, String name) {
    Optional<TrustedKeys> keys = TrustedKeys.fromPem(text).value();
    return keys.filter(some -> !some.keys().isEmpty())
        .orElseThrow(() -> new InputProblem("KEY_BAD", name + ": no public key in PEM; see --key"));
  }
}
