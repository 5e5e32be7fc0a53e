package dev.fuota.fleet.lan;

import java.time.Duration;

/**
 * What a node's link does to each datagram, to the node and from it. Probabilities are 0..1.
 *
 * @param loss that it does not arrive
 * @param duplication that it arrives twice
 * @param reordering that it arrives late, by up to {@code delay}, behind others
 * @param corruption that one octet of it arrives changed, as behind a checksum that missed it
 */
public record LinkQuality(
    double loss, double duplication, double reordering, double corruption, Duration delay) {
  public static final LinkQuality PERFECT = losing(0);

  public LinkQuality {
    check(loss);
    check(duplication);
    check(reordering);
    check(corruption);
    if (delay.isNegative()) {
      throw new IllegalArgumentException("a delay of " + delay);
    }
  }

  /** A link that loses datagrams and does nothing else to them. */
  public static LinkQuality losing(double loss) {
    return new LinkQuality(loss, 0, 0, 0, Duration.ZERO);
  }

  private static void check(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability " + probability);
    }
  }
}
