package dev.fuota.tests.chaos;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What the network does to messages; each message meets it independently of the others.
 *
 * @param lossUp share of uplinks that are lost, 0..1
 * @param lossDown share of unicast downlinks that are lost
 * @param lossMulticast share of multicast downlinks that are lost
 * @param repeat share of messages that come once more, and so on, {@link #COPIES_MAX} times in all
 * @param delayMax the longest usual delay; different delays change the order
 * @param late share of messages, and copies, that take up to {@code lateMax}
 * @param reportLoss share of sent reports that never come
 * @param intruders whether commands come that must not have any effect
 */
record Faults(
    double lossUp,
    double lossDown,
    double lossMulticast,
    double repeat,
    Duration delayMax,
    double late,
    Duration lateMax,
    double reportLoss,
    boolean intruders) {
  static final int COPIES_MAX = 4;

  /** Nothing is lost, and everything comes in its order. */
  static final Faults NONE = new Faults(0, 0, 0, 0, Duration.ZERO, 0, Duration.ZERO, 0, false);

  private static final double LOSS_MAX = 0.7;
  private static final double REPEAT_MAX = 0.6;
  private static final double LATE_MAX = 0.1;
  private static final double MILD_LOSS_MAX = 0.1;
  private static final int DELAY_SECONDS_MAX = 90;
  private static final int LATE_SECONDS_MAX = 7200;

  /** All kinds at once, each as much as the dice say. */
  static Faults wild(RandomGenerator random) {
    return new Faults(
        random.nextDouble(LOSS_MAX),
        random.nextDouble(LOSS_MAX),
        random.nextDouble(LOSS_MAX),
        random.nextDouble(REPEAT_MAX),
        Duration.ofMillis(random.nextInt(DELAY_SECONDS_MAX * 1000)),
        random.nextDouble(LATE_MAX),
        Duration.ofSeconds(random.nextInt(LATE_SECONDS_MAX)),
        random.nextDouble(LOSS_MAX),
        true);
  }

  /** Some messages are lost, as on any day, and intruders are about. */
  static Faults mild(RandomGenerator random) {
    double loss = random.nextDouble(MILD_LOSS_MAX);
    return new Faults(loss, loss, loss, 0, Duration.ofSeconds(1), 0, Duration.ZERO, loss, true);
  }
}
