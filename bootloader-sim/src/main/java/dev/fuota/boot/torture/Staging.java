package dev.fuota.boot.torture;

import dev.fuota.boot.BootConfig;
import dev.fuota.boot.Strategy;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.Verdict.Accepted;
import java.util.List;
import java.util.Optional;

/** Makes scenarios ready for one bootloader and one update. */
final class Staging {
  private final Layout layout;
  private final BootConfig config;
  private final Update update;
  private final Accepted oldImage;
  private final Accepted newImage;

  Staging(Torture torture, Update update) {
    this.layout = torture.layout();
    this.config = torture.config();
    this.update = update;
    this.oldImage = torture.accepted(update.oldImage(), "old");
    this.newImage = torture.accepted(update.newImage(), "new");
  }

  List<Stage> of(List<Scenario> scenarios) {
    return scenarios.stream().filter(this::differs).map(this::stage).toList();
  }

  /** Whether the scenario is anything of its own here. */
  private boolean differs(Scenario scenario) {
    boolean reverts = config.strategy().canRevert();
    return switch (scenario) {
      // With direct-XIP the download belongs to every scenario.
      case PERMANENT -> config.strategy() != Strategy.DIRECT_XIP;
      case DOWNLOADED, DAMAGED, UNMARKED -> true;
      case CONFIRMED, REVERTED -> reverts;
      case DOWNLOAD_ON_TRIAL -> reverts && update.third().isPresent();
      case OUTDATED -> !config.mcuboot() && counter(oldImage) < counter(newImage);
    };
  }

  private static long counter(Accepted image) {
    return image.image().securityCounter().orElse(-1L);
  }

  private Stage stage(Scenario scenario) {
    return switch (scenario) {
      case DAMAGED -> stage(scenario, oldImage, newImage, damaged(update.payload()));
      case OUTDATED -> stage(scenario, newImage, oldImage, update.oldImage());
      default -> stage(scenario, oldImage, newImage, update.payload());
    };
  }

  private Stage stage(Scenario scenario, Accepted from, Accepted to, Bytes payload) {
    return Stage.of(
        layout,
        config,
        scenario,
        new Stage.Known(octets(from), from.digest(), counter(from)),
        new Stage.Known(octets(to), to.digest(), counter(to)),
        payload,
        third(scenario));
  }

  private Optional<Bytes> third(Scenario scenario) {
    return scenario == Scenario.DOWNLOAD_ON_TRIAL ? update.third() : Optional.empty();
  }

  /** What the bootloader copies: without what lies behind the image. */
  private byte[] octets(Accepted image) {
    Bytes whole = image.equals(oldImage) ? update.oldImage() : update.newImage();
    return whole.slice(0, image.image().totalLength()).toArray();
  }

  /** One bit in the middle is wrong. */
  private static Bytes damaged(Bytes payload) {
    byte[] octets = payload.toArray();
    octets[octets.length / 2] ^= 1;
    return Bytes.of(octets);
  }
}
