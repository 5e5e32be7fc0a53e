package dev.fuota.fleet.air;

import dev.fuota.server.planner.LossDistribution;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Gilbert and Elliott's two states by time instead of by frame, for frames that are seconds apart:
 * a link stays good or bad for exponentially distributed times.
 *
 * @param meanGood mean time for which a link is good, above zero
 * @param meanBad mean time for which it is bad, above zero
 * @param lossInGood probability 0..1 that a frame is lost in the good state
 * @param lossInBad probability 0..1 that a frame is lost in the bad state
 */
public record DwellBursts(Duration meanGood, Duration meanBad, double lossInGood, double lossInBad)
    implements BurstModel {

  public DwellBursts {
    if (meanGood.isNegative() || meanGood.isZero() || meanBad.isNegative() || meanBad.isZero()) {
      throw new IllegalArgumentException("dwell times " + meanGood + " and " + meanBad);
    }
    LossDistribution.checkProbability(lossInGood);
    LossDistribution.checkProbability(lossInBad);
  }

  /** Share of the time in which a link is bad. */
  public double stationaryBad() {
    double bad = meanBad.toNanos();
    return bad / (bad + meanGood.toNanos());
  }

  @Override
  public LossModel link(RandomGenerator random, InstantSource clock) {
    return new Link(random, clock);
  }

  private final class Link implements LossModel {
    private final RandomGenerator random;
    private final InstantSource clock;
    private boolean bad;
    private Instant until;

    Link(RandomGenerator random, InstantSource clock) {
      this.random = random;
      this.clock = clock;
      this.bad = random.nextDouble() < stationaryBad();
      this.until = clock.instant().plus(stay());
    }

    @Override
    public boolean losesNext() {
      Instant now = clock.instant();
      while (!now.isBefore(until)) {
        bad = !bad;
        until = until.plus(stay());
      }
      return random.nextDouble() < (bad ? lossInBad : lossInGood);
    }

    /** A stay has no memory: it may begin anywhere. */
    private Duration stay() {
      double mean = (bad ? meanBad : meanGood).toNanos();
      return Duration.ofNanos(1 + (long) (mean * random.nextExponential()));
    }
  }
}
