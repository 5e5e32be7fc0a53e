package dev.fuota.fleet.scenario;

import dev.fuota.fleet.image.SizedImage;
import dev.fuota.fleet.scenario.Scenario.Update;
import dev.fuota.fleet.world.DeviceKind;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.planner.EnergyModel;
import dev.fuota.settings.Setting;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code campaign} of a scenario. */
final class UpdateFile {
  private static final int FRAGMENT_MIN = 8;
  private static final int FRAGMENT_MAX = 240;
  private static final int REDUNDANCY_MAX = 4;
  private static final int PERIODICITY_MAX = 7;
  private static final int RETRIES = 30;
  private static final int RETRIES_MAX = 100;
  private static final int RATES_MAX = 15;
  private static final Map<String, EnergyModel> ENERGY =
      Map.of(
          "fuotasim",
          EnergyModel.FUOTASIM,
          "sx1261",
          EnergyModel.SX1261,
          "sx1262",
          EnergyModel.SX1262);

  private final Region region;
  private final boolean beacons;

  /**
   * Reads updates of a region.
   *
   * @param beacons whether there are any, as class B needs them
   */
  UpdateFile(Region region, boolean beacons) {
    this.region = region;
    this.beacons = beacons;
  }

  /** There is none. */
  Update none() {
    return new Update(
        false,
        OptionalInt.empty(),
        Math.min(5, region.defaultUplinkRate()),
        FRAGMENT_MIN,
        0,
        OptionalInt.empty(),
        Duration.ZERO,
        Optional.empty(),
        0,
        EnergyModel.SX1262);
  }

  Update read(Setting update) {
    update.only(
        "class",
        "periodicity",
        "dataRate",
        "fragmentSize",
        "redundancy",
        "imageSize",
        "spacing",
        "sessionStart",
        "retries",
        "energy",
        "powerCuts");
    OptionalInt periodicity = periodicity(update);
    int usual = periodicity.isPresent() ? region.beacon().pingRate() : 5;
    return new Update(
        true,
        periodicity,
        update.get("dataRate", usual, this::sessionRate),
        update.get("fragmentSize", 48, value -> value.number(FRAGMENT_MIN, FRAGMENT_MAX)),
        update.get("redundancy", 0.5, UpdateFile::redundancy),
        update
            .find("imageSize")
            .map(value -> OptionalInt.of(value.number(SizedImage.SIZE_MIN, DeviceKind.SLOT_LIMIT)))
            .orElse(OptionalInt.empty()),
        update.get("spacing", Duration.ofSeconds(1), UpdateFile::spacing),
        update.find("sessionStart").map(Setting::duration),
        update.get("retries", RETRIES, value -> value.number(0, RETRIES_MAX)),
        update.get("energy", EnergyModel.SX1262, value -> value.choice(ENERGY)));
  }

  private OptionalInt periodicity(Setting update) {
    boolean classB =
        update.get("class", false, value -> value.choice(Map.of("B", true, "C", false)));
    if (!classB) {
      update
          .find("periodicity")
          .ifPresent(
              value -> {
                throw value.problem("only sessions of class B have ping slots; add class: B");
              });
      return OptionalInt.empty();
    }
    if (!beacons) {
      throw update.get("class").problem("class B needs beacons; add beacons: true");
    }
    return OptionalInt.of(update.get("periodicity", 0, value -> value.number(0, PERIODICITY_MAX)));
  }

  private int sessionRate(Setting value) {
    int index = value.number(0, RATES_MAX);
    if (region.downlinkRate(index).isEmpty()) {
      throw value.problem(region + " has no downlinks with data rate " + index);
    }
    return index;
  }

  private static double redundancy(Setting value) {
    double redundancy = value.decimal();
    if (redundancy > REDUNDANCY_MAX) {
      throw value.problem("more than " + REDUNDANCY_MAX + " coded fragments for one is too much");
    }
    return redundancy;
  }

  private static Duration spacing(Setting value) {
    Duration spacing = value.duration();
    if (spacing.compareTo(Duration.ofHours(1)) > 0) {
      throw value.problem("fragments are at most 1h apart");
    }
    return spacing;
  }
}
