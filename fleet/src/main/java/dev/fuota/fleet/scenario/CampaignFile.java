package dev.fuota.fleet.scenario;

import dev.fuota.fleet.scenario.Scenario.Update;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;
import dev.fuota.server.campaign.CampaignParameter;
import dev.fuota.server.campaign.CampaignParameters;
import dev.fuota.server.campaign.CutFile;
import dev.fuota.server.campaign.Problem;
import dev.fuota.server.planner.EnergyModel;
import dev.fuota.settings.Setting;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code campaign} of a scenario. */
final class CampaignFile {
  /** Those that have no key of their own and do something in a fleet. */
  static final List<String> PARAMETERS =
      List.of(
          "maximum_duration",
          "delivery",
          "ucast_msg_delay",
          "summary_reports_disabled",
          "summary_report_timeout",
          "fsession_status_threshold",
          "fsession_status_spread",
          "datafrag_loops_max",
          "frag_index",
          "ack_reception",
          "device_reboot_countdown",
          "version_report_timeout",
          "adaptive",
          "adaptive_burst",
          "adaptive_redundancy_max",
          "repair",
          "repair_max");

  private static final int FRAGMENT_MIN = 8;
  private static final int FRAGMENT_USUAL = 48;
  private static final int REDUNDANCY_MAX = 4;
  private static final int PERIODICITY_MAX = 7;

  /** Before it sends, the server waits for as long as all tries of a step take. */
  private static final int RETRIES = 6;

  private static final int RETRIES_MAX = 100;
  private static final int RATES_MAX = 15;
  private static final int PERCENTS = 100;
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
  private final ImageFile images;

  /**
   * Reads campaigns of a region.
   *
   * @param beacons whether there are any, as class B needs them
   */
  CampaignFile(Region region, boolean beacons, ImageFile images) {
    this.region = region;
    this.beacons = beacons;
    this.images = images;
  }

  /** There is none. */
  Update none() {
    return new Update(
        false,
        OptionalInt.empty(),
        Math.min(5, region.defaultUplinkRate()),
        FRAGMENT_MIN,
        0,
        FirmwareSamples.image(Sample.V2),
        Duration.ZERO,
        Optional.empty(),
        0,
        PERCENTS,
        EnergyModel.SX1262,
        Map.of());
  }

  Update read(Setting campaign) {
    campaign.only(Keys.CAMPAIGN.array());
    OptionalInt periodicity = periodicity(campaign);
    int usual = periodicity.isPresent() ? region.beacon().pingRate() : 5;
    int dataRate = campaign.get("dataRate", usual, this::sessionRate);
    return new Update(
        true,
        periodicity,
        dataRate,
        campaign.get("fragmentSize", FRAGMENT_USUAL, value -> fragmentSize(value, dataRate)),
        campaign.get("redundancy", 0.5, value -> Amounts.share(value, REDUNDANCY_MAX)),
        images.read(campaign),
        campaign.get("spacing", Duration.ofSeconds(1), CampaignFile::spacing),
        campaign.find("sessionStart").map(Setting::duration),
        campaign.get("retries", RETRIES, value -> value.number(0, RETRIES_MAX)),
        campaign.get("successThreshold", PERCENTS, CampaignFile::percent),
        campaign.get("energy", EnergyModel.SX1262, value -> value.choice(ENERGY)),
        campaign.get("parameters", Map.of(), this::parameters));
  }

  private OptionalInt periodicity(Setting campaign) {
    boolean classB =
        campaign.get("class", false, value -> value.choice(Map.of("B", true, "C", false)));
    if (!classB) {
      campaign
          .find("periodicity")
          .ifPresent(
              value -> {
                throw value.problem("only sessions of class B have ping slots; add class: B");
              });
      return OptionalInt.empty();
    }
    if (!beacons) {
      throw campaign.get("class").problem("class B needs beacons; add beacons: true");
    }
    return OptionalInt.of(
        campaign.get("periodicity", 0, value -> value.number(0, PERIODICITY_MAX)));
  }

  private int sessionRate(Setting value) {
    int index = value.number(0, RATES_MAX);
    if (region.downlinkRate(index).isEmpty()) {
      throw value.problem(region + " has no downlinks with data rate " + index);
    }
    return index;
  }

  private int fragmentSize(Setting value, int dataRate) {
    return value.number(
        FRAGMENT_MIN, CutFile.fragSizeMax(region.downlinkRate(dataRate).orElseThrow()));
  }

  private static int percent(Setting value) {
    int percent = (int) Math.round(value.share() * PERCENTS);
    if (percent < 1) {
      throw value.problem("the threshold is 1% to 100%");
    }
    return percent;
  }

  private static Duration spacing(Setting value) {
    Duration spacing = value.duration();
    if (spacing.compareTo(Duration.ofHours(1)) > 0) {
      throw value.problem("fragments are at most 1h apart");
    }
    return spacing;
  }

  private Map<String, String> parameters(Setting map) {
    map.only(PARAMETERS.toArray(String[]::new));
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : map.keys()) {
      Setting value = map.get(name);
      texts.put(name, value.text());
      List<Problem> problems =
          CampaignParameters.parse(Map.of(name, value.text()), region).problems();
      if (!problems.isEmpty()) {
        throw value.problem(problems.get(0).text() + meaning(name));
      }
    }
    return texts;
  }

  private static String meaning(String name) {
    return CampaignParameter.of(name).map(it -> ": " + it.meaning()).orElse("");
  }
}
