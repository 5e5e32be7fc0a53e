package dev.fuota.fleet.air;

import dev.fuota.fleet.air.link.Path;
import dev.fuota.fleet.air.link.ShadowField;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Draws the layers of a {@link LinkModel}, each with its own dice. */
final class Propagation {
  private final LinkModel model;
  private final InstantSource clock;
  private final SplittableRandom shadowDice;
  private final SplittableRandom wallDice;
  private final SplittableRandom slowDice;
  private final SplittableRandom fadingDice;
  private final SplittableRandom demodulationDice;
  private final SplittableRandom gatewayDice;
  private final SplittableRandom deviceDice;
  private final long cellSeed;
  private final Map<Cell, Chain> cells = new HashMap<>();

  private record Cell(long east, long north) {}

  Propagation(LinkModel model, InstantSource clock, RandomGenerator random) {
    this.model = model;
    this.clock = clock;
    this.shadowDice = new SplittableRandom(random.nextLong());
    this.wallDice = new SplittableRandom(random.nextLong());
    this.slowDice = new SplittableRandom(random.nextLong());
    this.fadingDice = new SplittableRandom(random.nextLong());
    this.demodulationDice = new SplittableRandom(random.nextLong());
    this.gatewayDice = new SplittableRandom(random.nextLong());
    this.deviceDice = new SplittableRandom(random.nextLong());
    this.cellSeed = random.nextLong();
  }

  ShadowField newShadows() {
    return new ShadowField(Math.max(model.shadowMetres(), 1), shadowDice.split());
  }

  Chain newGatewayBursts() {
    return new Chain(model.bursts().gateway().link(gatewayDice.split(), clock));
  }

  LossModel newDeviceBursts() {
    return model.bursts().device().link(deviceDice.split(), clock);
  }

  Site site(Position position, long nowNanos) {
    double wall = model.buildings().draw(wallDice);
    return new Site(position, wall, cell(position), model.slowChange().first(slowDice), nowNanos);
  }

  /** The chain of a square depends on where it is, not on who came first. */
  private Chain cell(Position position) {
    double side = model.bursts().cellMetres();
    Cell cell =
        new Cell(
            (long) Math.floor(position.eastMetres() / side),
            (long) Math.floor(position.northMetres() / side));
    return cells.computeIfAbsent(
        cell,
        here -> {
          long seed =
              cellSeed + here.east() * 0x9E3779B97F4A7C15L + here.north() * 0xC2B2AE3D27D4EB4FL;
          return new Chain(model.bursts().cell().link(new SplittableRandom(seed), clock));
        });
  }

  /** The loss of all frames between two places, but for what changes in time, dB. */
  double lossDb(Site site, AirStation station, int frequencyHz) {
    Site.Way way = site.way(station.index());
    if (way == null) {
      way = newWay(site, station);
      site.remember(station.index(), way);
    }
    if (way.frequencyHz != frequencyHz) {
      way.frequencyHz = frequencyHz;
      way.lossDb = way.obstacleDb + model.pathLoss().lossDb(path(site, station, way, frequencyHz));
    }
    return way.lossDb + slowDb(site);
  }

  private Site.Way newWay(Site site, AirStation station) {
    double metres = site.position().metresTo(station.position());
    double shadow = 0;
    if (model.shadowMetres() > 0) {
      Position place = site.position();
      shadow =
          model.pathLoss().sigmaDb(metres)
              * station.shadows().at(place.eastMetres(), place.northMetres());
    }
    return new Site.Way(metres, site.wallDb() + shadow);
  }

  private static Path path(Site site, AirStation station, Site.Way way, int frequencyHz) {
    return new Path(
        way.metres, station.position().heightMetres(), site.position().heightMetres(), frequencyHz);
  }

  private double slowDb(Site site) {
    if (model.slowChange().sigmaDb() > 0) {
      long passed = site.slowPassed(Air.nanos(clock.instant()));
      site.slowDb(model.slowChange().next(site.slowDb(), passed, slowDice));
    }
    return site.slowDb();
  }

  /** The loss of one frame at one receiver that {@link #lossDb} does not know, dB. */
  double fadingDb() {
    return model.fading().draw(fadingDice);
  }

  /** Draws only where it matters, so that a clear link costs nothing. */
  boolean succeeds(double probability) {
    return probability >= 1 || (probability > 0 && demodulationDice.nextDouble() < probability);
  }
}
