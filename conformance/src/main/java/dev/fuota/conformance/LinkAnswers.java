package dev.fuota.conformance;

import dev.fuota.conformance.GroupedAnswers.Questions;
import dev.fuota.fleet.air.link.Arrival;
import dev.fuota.fleet.air.link.EnergyMatrix;
import dev.fuota.fleet.air.link.LogDistance;
import dev.fuota.fleet.air.link.OkumuraHata;
import dev.fuota.fleet.air.link.OkumuraHata.City;
import dev.fuota.fleet.air.link.OkumuraHata.Environment;
import dev.fuota.fleet.air.link.Path;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.server.planner.GilbertElliott;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The way of a signal, {@code mac-link}: path loss, interference, losses in bursts. */
final class LinkAnswers {
  private static final double DECIBELS_TOLERANCE = 1e-5;
  private static final double SHARE_TOLERANCE = 1e-8;
  private static final int BANDWIDTH_HZ = 125_000;

  private static final Map<String, City> CITIES =
      Map.of("small", City.SMALL, "medium", City.SMALL, "large", City.LARGE);
  private static final Map<String, Environment> ENVIRONMENTS =
      Map.of(
          "urban", Environment.URBAN,
          "suburban", Environment.SUBURBAN,
          "open", Environment.OPEN);

  private LinkAnswers() {}

  static KnownAnswers schema() {
    return new GroupedAnswers(
        "mac-link/1",
        new Questions("path_loss", LinkAnswers::checkPathLoss),
        new Questions("interference", LinkAnswers::checkInterference),
        new Questions("gilbert_elliott", LinkAnswers::checkBursts));
  }

  private static void checkPathLoss(Check check, Entry entry) {
    String kind = entry.text("kind");
    switch (kind) {
      case "path_loss_log_distance" -> near(check, entry, "path_loss_db", logDistance(entry));
      case "path_loss_okumura_hata" -> near(check, entry, "path_loss_db", okumuraHata(entry));
      default -> check.notApplicable("this model of path loss is not known: " + kind);
    }
  }

  private static double logDistance(Entry entry) {
    Entry model = entry.get("model");
    double reference = decimal(model.get("d0_m"));
    if (!(reference > 0)) {
      throw model.get("d0_m").malformed("a distance is needed");
    }
    return new LogDistance(reference, decimal(model.get("pl0_db")), decimal(model.get("n")), 0)
        .lossDb(new Path(decimal(entry.get("distance_m")), 0, 0, 0));
  }

  private static double okumuraHata(Entry entry) {
    Path path =
        new Path(
            1000 * decimal(entry.get("distance_km")),
            decimal(entry.get("gateway_height_m")),
            decimal(entry.get("device_height_m")),
            (int) Math.round(decimal(entry.get("frequency_hz"))));
    return new OkumuraHata(
            named(CITIES, entry.get("city")), named(ENVIRONMENTS, entry.get("environment")), 0)
        .lossDb(path);
  }

  private static <T> T named(Map<String, T> names, Entry entry) {
    return Optional.ofNullable(names.get(entry.text()))
        .orElseThrow(() -> entry.malformed("this is not known"));
  }

  private static void checkInterference(Check check, Entry entry) {
    String kind = entry.text("kind");
    if (!kind.equals("interference_goursaud_energy")) {
      check.notApplicable("this rule of interference is not known: " + kind);
      return;
    }
    Arrival wanted = arrival(entry.get("wanted"));
    List<Arrival> others =
        entry.elementsOf("interferers").stream().map(LinkAnswers::arrival).toList();
    OptionalInt destroyer = EnergyMatrix.GOURSAUD.destroyedBy(wanted, others);
    Entry expect = entry.get("expect");
    check.same("received", expect.flag("received"), destroyer.isEmpty());
    check.same("destroyed_by_sf", expect.get("destroyed_by_sf").shown(), shown(destroyer));
  }

  private static String shown(OptionalInt spreadingFactor) {
    return spreadingFactor.isPresent() ? String.valueOf(spreadingFactor.getAsInt()) : "null";
  }

  private static Arrival arrival(Entry entry) {
    LoraChannel channel =
        new LoraChannel(
            (int) Math.round(1e6 * decimal(entry.get("frequency_mhz"))),
            entry.integer("sf", 5, 12),
            BANDWIDTH_HZ);
    return new Arrival(
        channel,
        Math.round(1e9 * decimal(entry.get("start_s"))),
        Math.round(1e9 * decimal(entry.get("end_s"))),
        decimal(entry.get("rx_dbm")));
  }

  private static void checkBursts(Check check, Entry entry) {
    GilbertElliott model =
        new GilbertElliott(
            decimal(entry.get("p_good_to_bad")),
            decimal(entry.get("p_bad_to_good")),
            decimal(entry.get("loss_in_good")),
            decimal(entry.get("loss_in_bad")));
    share(check, entry, "stationary_bad", model.stationaryBad());
    share(check, entry, "mean_loss", model.meanLoss());
    share(check, entry, "mean_bad_run", model.meanBadRun());
    share(check, entry, "p_loss_given_previous_loss", model.lossGivenPreviousLoss());
  }

  private static void near(Check check, Entry entry, String field, double got) {
    compare(check, entry, field, got, DECIBELS_TOLERANCE);
  }

  private static void share(Check check, Entry entry, String field, double got) {
    compare(check, entry, field, got, SHARE_TOLERANCE);
  }

  private static void compare(
      Check check, Entry entry, String field, double got, double tolerance) {
    double expected = decimal(entry.get("expect").get(field));
    if (Math.abs(expected - got) <= tolerance) {
      check.passed();
    } else {
      check.failed(field, String.valueOf(expected), String.valueOf(got));
    }
  }

  private static double decimal(Entry entry) {
    if (!entry.node().isNumber()) {
      throw entry.malformed("a number is needed");
    }
    return entry.node().doubleValue();
  }
}
