package dev.fuota.agent.mac.plan;

import dev.fuota.protocol.lorawan.region.JoinRates;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Channel and data rate of one join-request after the other (LoRaWAN 1.0.4, "Join procedure";
 * RP002-1.0.4). With dynamic channels any of the default ones, at first with the device's own data
 * rate, then lower and lower. With fixed ones, in turns, one out of the next eight narrow channels
 * and one of the wide channels: a gateway hears only eight narrow ones and the wide one beside
 * them. A device that was told the sub-band of its network stays in it.
 */
final class JoinSequence {
  private static final int TRIES_PER_RATE = 3;
  private static final int BANKS = 8;
  private static final int BANK = 8;
  private static final int WIDE = 8;

  private final Region region;
  private final int firstRate;
  private final OptionalInt subBand;
  private int attempts;
  private int lastRate;

  JoinSequence(Region region, int preferredRate, OptionalInt subBand) {
    this.region = region;
    this.subBand = subBand;
    JoinRates rates = region.joinRates();
    this.lastRate = preferredRate;
    this.firstRate = Math.min(Math.max(preferredRate, rates.lowest()), rates.highest());
  }

  /** One join-request: its channel and data rate index. */
  record Attempt(int channel, int rate) {}

  void restart() {
    attempts = 0;
  }

  Attempt next(RandomGenerator random) { // MAC-029
    int attempt = attempts++; // a device has 65535 of them in its life
    Attempt next = region.fixedChannels() ? fixed(attempt, random) : dynamic(attempt, random);
    lastRate = next.rate;
    return next;
  }

  /** The data rate of the join-request that was sent last. */
  int lastRate() {
    return lastRate;
  }

  private Attempt dynamic(int attempt, RandomGenerator random) {
    int channel = random.nextInt(region.defaultChannels().size());
    return new Attempt(
        channel, Math.max(region.joinRates().lowest(), firstRate - attempt / TRIES_PER_RATE));
  }

  private Attempt fixed(int attempt, RandomGenerator random) {
    if (attempt % 2 == 0) {
      int bank = subBand.isPresent() ? subBand.getAsInt() - 1 : attempt / 2 % BANKS;
      return new Attempt(bank * BANK + random.nextInt(BANK), region.joinRates().lowest());
    }
    int wide = subBand.isPresent() ? subBand.getAsInt() - 1 : random.nextInt(WIDE);
    return new Attempt(BANKS * BANK + wide, region.joinRates().highest());
  }
}
