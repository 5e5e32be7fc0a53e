package dev.fuota.fleet.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes together in a fault, and how many it strikes. */
class FaultTest {
  private static final Whom ONE = new Whom.Count(1);
  private static final At TIME = new At.Time(Duration.ofMinutes(1));

  private static At step(Moment moment) {
    return new At.Step(moment, false);
  }

  private static void refused(At at, Whom whom, Deed deed, Duration lasts, String words) {
    assertThat(Fault.problem(at, whom, deed, lasts)).get().asString().contains(words);
    assertThatThrownBy(() -> new Fault(at, whom, deed, lasts))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }

  @Test
  void whatDoesNotGoTogetherIsRefusedInASentence() {
    Duration once = Duration.ZERO;
    Whom server = new Whom.Server();
    Whom gateway = new Whom.Gateway(0);
    refused(TIME, server, Deed.POWER_CUT, once, "power-cut needs devices");
    refused(TIME, ONE, Deed.GATEWAY_DOWN, Duration.ofMinutes(1), "needs a gateway");
    refused(TIME, gateway, Deed.SERVER_KILL, Duration.ofMinutes(1), "needs the server");
    refused(TIME, gateway, Deed.CORRUPT, once, "devices or the server");
    refused(TIME, gateway, Deed.GATEWAY_DOWN, once, "needs how long");
    refused(TIME, server, Deed.SERVER_KILL, once, "needs how long");
    refused(TIME, ONE, Deed.RESET, Duration.ofSeconds(1), "over at once");
    refused(TIME, ONE, Deed.LIE, once, "lies at: status");
    refused(step(Moment.JOIN), ONE, Deed.LIE, once, "lies at: status");
    refused(step(Moment.BOOT), ONE, Deed.DROP_ANSWER, once, "a request and an answer");
    refused(step(Moment.JOIN), ONE, Deed.DUPLICATE, once, "a request and an answer");
    refused(step(Moment.STATUS), ONE, Deed.CORRUPT, once, "a time or a fragment");
    refused(step(Moment.BOOT), server, Deed.SERVER_KILL, Duration.ofDays(1), "not at a step");
    refused(new At.Step(Moment.BOOT, true), ONE, Deed.RESET, once, "power-cut only");
    refused(TIME, ONE, Deed.CORRUPT, Duration.ofDays(366), "365 days");
    refused(TIME, ONE, Deed.CORRUPT, Duration.ofSeconds(-1), "365 days");
  }

  @Test
  void aFaultSaysInOneLineWhatItIs() {
    assertThat(
            new Fault(new At.Step(Moment.BOOT, true), ONE, Deed.POWER_CUT, Duration.ZERO)
                .description())
        .isEqualTo("power-cut at boot, every flash operation, of 1 device");
    assertThat(
            new Fault(
                    new At.Fragment(400),
                    new Whom.Share(0.05),
                    Deed.DUPLICATE,
                    Duration.ofMinutes(10))
                .description())
        .isEqualTo("duplicate at fragment 400, of 5 % of the devices, for 10 min 00 s");
  }

  @ParameterizedTest(name = "seed {0}")
  @CsvSource({"1", "2", "3", "4", "5"})
  void allCellsTogetherHaveTheVictimsOfTheFleet(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      int fleet = random.nextInt(1, 100_000);
      int count = random.nextInt(1, fleet + 1);
      double share = random.nextDouble(1e-6, 1);
      long counted = 0;
      long shared = 0;
      for (int first = 0; first < fleet; ) {
        int size = Math.min(fleet - first, random.nextInt(1, fleet + 1));
        Portion cell = new Portion(first, size, fleet);
        assertThat(cell.victims(new Whom.Count(count))).isBetween(0, size);
        counted += cell.victims(new Whom.Count(count));
        shared += cell.victims(new Whom.Share(share));
        first += size;
      }
      assertThat(counted).isEqualTo(count);
      assertThat(shared).isEqualTo(Math.max(1, Math.round(share * fleet)));
    }
  }

  @Test
  void moreVictimsThanThereAreMeansAll() {
    assertThat(Portion.whole(3).victims(new Whom.Count(10))).isEqualTo(3);
    assertThat(Portion.whole(0).victims(new Whom.Count(10))).isZero();
  }
}
