package dev.fuota.fleet.page;

import dev.fuota.fleet.result.AirLine;
import dev.fuota.fleet.result.CampaignLine;
import dev.fuota.fleet.result.CellResult;
import dev.fuota.fleet.result.DeviceLine;
import dev.fuota.fleet.result.Fate;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.result.GatewayLine;
import dev.fuota.fleet.result.Head;
import dev.fuota.fleet.result.Reached;
import dev.fuota.fleet.result.Shard;
import dev.fuota.fleet.result.Stage;
import dev.fuota.fleet.result.StageLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A result that no fleet produced, for looking at reports: times, losses and ends are drawn. */
final class MadeUpFleet {
  static final String NAME = "lossy <city> & \"suburbs\"";
  static final int NEEDED = 461;
  static final int SENT = 599;
  private static final int CELL = 250;
  private static final long MINUTE = 60_000;
  private static final long PER_FRAGMENT = 2_600;

  private final SplittableRandom random;
  private final double loss;
  private final long seed;

  private MadeUpFleet(long seed, double loss) {
    this.random = new SplittableRandom(seed);
    this.seed = seed;
    this.loss = loss;
  }

  static FleetResult of(int devices, long seed, double loss) {
    return new MadeUpFleet(seed, loss).make(devices, devices, Optional.empty(), true);
  }

  /** What a Ctrl-C leaves of a share of a fleet. */
  static FleetResult stopped(int run, int devices) {
    return new MadeUpFleet(1, 0.1).make(run, devices, Optional.of(new Shard(1, 4)), false);
  }

  private FleetResult make(int run, int devices, Optional<Shard> shard, boolean complete) {
    List<CellResult> cells = new ArrayList<>();
    for (int first = 0; first < run; first += CELL) {
      cells.add(cell(first / CELL, first, Math.min(CELL, run - first)));
    }
    Head head =
        new Head(
            NAME,
            seed,
            "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03",
            "0.1.0",
            List.of("class C, EU868, 2.0", "class C, EU868, 1.0"),
            devices,
            (devices + CELL - 1) / CELL,
            List.of(),
            shard,
            complete);
    return new FleetResult(head, cells);
  }

  private CellResult cell(int cell, int first, int count) {
    List<DeviceLine> devices = new ArrayList<>();
    double unlucky = random.nextInt(12) == 0 ? 2 : 1;
    for (int i = 0; i < count; i++) {
      devices.add(device(first + i, loss * unlucky));
    }
    Duration took = Duration.ofMillis(100 * MINUTE + random.nextInt(600_000));
    List<GatewayLine> gateways = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Duration airTime = took.dividedBy(i == 0 ? 14 : 120 + random.nextInt(40));
      TreeMap<String, Long> refusals = new TreeMap<>();
      if (i == 0) {
        refusals.put("TOO_LATE", 3L);
      }
      String id = String.format("647fda00000%05x", cell * 2 + i);
      gateways.add(new GatewayLine(cell, id, 900 + cell, 640, airTime, refusals));
    }
    Duration half = took.dividedBy(2);
    AirLine air = new AirLine(4L * count, 3L * count, count / 9, 2, 640, half, half.dividedBy(5));
    return new CellResult(
        cell,
        seed + cell,
        first,
        devices,
        gateways,
        air,
        Optional.of(campaign(cell, took, count)),
        took,
        true,
        1_000L * count,
        600L * count);
  }

  private static CampaignLine campaign(int cell, Duration took, int count) {
    List<StageLine> stages = new ArrayList<>();
    int began = 2;
    for (String name : List.of("MC_GROUP_SETUP", "FRAG_SESSION_SETUP", "MC_SESSION", "DATA")) {
      int minutes = name.equals("DATA") ? 26 : 8;
      stages.add(
          new StageLine(
              name, Duration.ofMinutes(began), Duration.ofMinutes(minutes), count - 1, 1));
      began += minutes;
    }
    return new CampaignLine(
        cell,
        "DONE_WITH_FAILURES",
        "some devices failed",
        Duration.ofMinutes(2),
        took.minusMinutes(2),
        NEEDED,
        SENT,
        222,
        Duration.ofMinutes(5),
        Optional.of(
            new CampaignLine.Transfer(
                Duration.ofMinutes(26), Duration.ofMinutes(52), Duration.ofMillis(369))),
        1,
        stages);
  }

  private DeviceLine device(int number, double lost) {
    Reached reached = Reached.NOTHING;
    int luck = random.nextInt(400);
    if (luck == 0) {
      return line(number, Fate.NEVER_JOINED, "no join-accept", reached, 0, 0);
    }
    long at = random.nextInt(240_000);
    reached = reached.with(Stage.JOINED, at);
    at = 2 * MINUTE + random.nextInt(480_000);
    reached = reached.with(Stage.GROUP, at);
    at += random.nextInt(480_000) + 1;
    reached = reached.with(Stage.FRAGMENTATION, at);
    if (luck == 1) {
      return line(number, Fate.NOT_SET_UP, "no session in 6 tries", reached, 0, 0);
    }
    at += random.nextInt(480_000) + 1;
    reached = reached.with(Stage.SESSION, at);
    return transfer(number, lost, reached);
  }

  private DeviceLine transfer(int number, double lost, Reached session) {
    long at = 30 * MINUTE;
    Reached reached = session;
    int heard = 0;
    for (int n = 1; n <= SENT; n++) {
      at += PER_FRAGMENT;
      if (random.nextDouble() >= lost) {
        heard++;
        if (heard == 1) {
          reached = reached.with(Stage.FIRST_FRAGMENT, at);
        }
        if (heard == NEEDED + 2) {
          return update(number, reached.with(Stage.COMPLETE, at), at, n);
        }
      }
    }
    return line(number, Fate.INCOMPLETE, "too few fragments heard", reached, heard, 0);
  }

  private DeviceLine update(int number, Reached complete, long completed, int sent) {
    long at = completed + 900 + random.nextInt(2_000);
    int heard = NEEDED + 2 + (int) ((SENT - sent) * (1 - loss));
    int luck = random.nextInt(500);
    if (luck == 0) {
      return line(number, Fate.REFUSED, "signature does not fit", complete, heard, sent);
    }
    Reached reached = complete.with(Stage.VERIFIED, at);
    at = 60 * MINUTE + random.nextInt(900_000);
    reached = reached.with(Stage.REBOOTED, at);
    if (luck == 1) {
      return line(number, Fate.BRICKED, "no image starts", reached, heard, sent);
    }
    reached = reached.with(Stage.UPDATED, at + 4_000 + random.nextInt(60_000));
    return line(number, Fate.UPDATED, "", reached, heard, sent);
  }

  private DeviceLine line(
      int number, Fate fate, String reason, Reached reached, int heard, int sent) {
    return new DeviceLine(
        number,
        String.format("70b3d57ed%07x", number),
        number % 10 == 9 ? 1 : 0,
        fate,
        reason,
        reached,
        Math.min(heard, NEEDED + 2),
        heard,
        sent,
        number % 40 == 0 ? 1 : 0,
        heard == 0 ? 0 : 20 + 4 * random.nextGaussian(),
        2_000,
        16_000);
  }
}
