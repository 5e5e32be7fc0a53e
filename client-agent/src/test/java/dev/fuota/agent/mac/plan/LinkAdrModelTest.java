package dev.fuota.agent.mac.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.mac.plan.NaiveLinkAdr.Command;
import dev.fuota.agent.mac.plan.NaiveLinkAdr.Outcome;
import dev.fuota.agent.mac.plan.NaiveLinkAdr.Settings;
import dev.fuota.protocol.lorawan.command.LinkAdrAns;
import dev.fuota.protocol.lorawan.command.LinkAdrReq;
import dev.fuota.protocol.lorawan.command.MacCommand;
import dev.fuota.protocol.lorawan.command.NewChannelReq;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LinkAdrModelTest {
  private static final int BLOCKS = 50_000;

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of(Region.EU868, dynamic(3, IntStream.rangeClosed(0, 7), 7), 0),
        Arguments.of(Region.IN865, dynamic(3, IntStream.of(0, 1, 2, 3, 4, 5, 7), 10), 0),
        Arguments.of(Region.AS923_1, dynamic(2, IntStream.rangeClosed(2, 7), 7), 2),
        Arguments.of(Region.US915, fixed(IntStream.rangeClosed(0, 4), 3), 0),
        Arguments.of(Region.AU915, fixed(IntStream.rangeClosed(2, 6), 5), 2));
  }

  private static NaiveLinkAdr dynamic(int defaults, IntStream rates, int powerMax) {
    Set<Integer> channels = new TreeSet<>(IntStream.range(0, defaults).boxed().toList());
    channels.addAll(List.of(3, 5, 9));
    return new NaiveLinkAdr(false, rates.boxed().toList(), 0, channels, powerMax);
  }

  private static NaiveLinkAdr fixed(IntStream rates, int narrowMax) {
    return new NaiveLinkAdr(true, rates.boxed().toList(), narrowMax, Set.of(), 14);
  }

  // MAC-070
  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  @DisplayName("Blocks of LinkADRReq do what the text says, also where it is written down again")
  void agreesWithASecondModel(Region region, NaiveLinkAdr model, int firstRate) {
    RandomGenerator random = new SplittableRandom(region.name().hashCode());
    ChannelPlan plan = Plans.of(region);
    if (!region.fixedChannels()) {
      for (int index : List.of(3, 5, 9)) {
        int hz = region.defaultChannels().get(0).frequencyHz() + 100 * index;
        Plans.apply(plan, new NewChannelReq(index, hz, 0, 5));
      }
    }
    Settings settings = new Settings(new TreeSet<>(plan.enabledChannels()), firstRate, 0, 1);
    int[] statuses = new int[8];
    for (int i = 0; i < BLOCKS; i++) {
      List<Command> block = block(random);
      Outcome expected = model.apply(settings, block);
      List<MacCommand> answers = Plans.apply(plan, requests(block));

      assertThat(answers)
          .as("block %d %s", i, block)
          .hasSize(block.size())
          .containsOnly(
              new LinkAdrAns(
                  (expected.status() & 1) != 0,
                  (expected.status() & 2) != 0,
                  (expected.status() & 4) != 0));
      settings = expected.after();
      assertThat(settings(plan)).as("block %d %s", i, block).isEqualTo(settings);
      statuses[expected.status()]++;
    }
    assertThat(statuses[7]).isGreaterThan(BLOCKS / 50);
    assertThat(statuses[6] + statuses[2]).isPositive();
  }

  private static Settings settings(ChannelPlan plan) {
    return new Settings(
        new TreeSet<>(plan.enabledChannels()), plan.rate().index(), plan.txPower(), plan.nbTrans());
  }

  /** One to four commands; values that can be done are likelier than among all that there are. */
  private static List<Command> block(RandomGenerator random) {
    return Stream.generate(() -> command(random)).limit(1 + random.nextInt(4)).toList();
  }

  private static Command command(RandomGenerator random) {
    int bits = random.nextInt(1 << 16);
    int mask =
        switch (random.nextInt(4)) {
          case 0 -> bits & 0x22f;
          case 1 -> 1 << bits % 16;
          case 2 -> 0;
          default -> bits;
        };
    int rate = random.nextBoolean() ? random.nextInt(7) : random.nextInt(16);
    int power = random.nextBoolean() ? random.nextInt(8) : random.nextInt(16);
    int control = random.nextInt(3) == 0 ? 0 : random.nextInt(8);
    return new Command(rate, power, mask, control, random.nextInt(16));
  }

  private static MacCommand[] requests(List<Command> block) {
    return block.stream()
        .map(it -> new LinkAdrReq(it.power(), it.rate(), it.mask(), it.nbTrans(), it.control()))
        .toArray(MacCommand[]::new);
  }

  // MAC-071
  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  @DisplayName("Every ChMaskCntl, with every mask, switches the channels that the text says")
  void everyMaskOfEveryControl(Region region, NaiveLinkAdr model, int firstRate) {
    ChannelPlan plan = Plans.of(region);
    NaiveLinkAdr bare =
        new NaiveLinkAdr(
            model.fixed(),
            model.rates(),
            model.narrowMax(),
            new TreeSet<>(plan.enabledChannels()),
            model.powerMax());
    Settings settings = new Settings(new TreeSet<>(plan.enabledChannels()), firstRate, 0, 1);
    for (int control = 0; control < 8; control++) {
      for (int mask = 0; mask < 1 << 16; mask += 1 + mask / 512) {
        List<Command> block = List.of(new Command(15, 15, mask, control, 1));
        settings = bare.apply(settings, block).after();
        Plans.apply(plan, requests(block));
        assertThat(settings(plan)).as("%d %04x", control, mask).isEqualTo(settings);
      }
    }
  }
}
