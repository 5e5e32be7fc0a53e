package dev.fuota.emulators.sx127x;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.drivers.rig.Ether;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What the data sheet says of the registers, said to the chip in octets. */
class Sx127xChipTest {
  private static final LoraChannel SF7 = new LoraChannel(868_100_000, 7, 125_000);

  private final Simulation world = new Simulation(1);
  private final Ether air = new Ether(world);
  private final Sx127xChip chip =
      new Sx127xChip(air, world, world, new Sx127xChip.Wiring(true, true, false, false));
  private int edges;

  private String say(String hex) {
    byte[] out = HexFormat.of().parseHex(hex);
    return HexFormat.of().formatHex(chip.exchange(out, 0, out.length));
  }

  private void says(String... frames) {
    for (String frame : frames) {
      say(frame);
    }
  }

  private void run(long millis) {
    world.run(Duration.ofMillis(millis));
  }

  /** LoRa, 868.1 MHz, SF7, the public sync word, and the errata. */
  private void setUp() {
    chip.onInterrupt(() -> edges++);
    says("8100", "8180", "8181", "8680", "8698", "86d90666");
    says("9d72", "9e74", "b934", "b143", "af4000", "8984", "8e0000", "97ff");
  }

  @Test
  void answersWithTheValuesAfterAReset() {
    assertThat(say("4200")).isEqualTo("0012");
    assertThat(say("0100")).isEqualTo("0009");
    assertThat(say("06000000")).isEqualTo("006c8000");
  }

  @Test
  void changesBetweenFskAndLoraInSleepOnly() {
    say("8189");
    assertThat(chip.violations()).hasSize(1);
    assertThat(chip.violations().get(0)).contains("in sleep only");
    assertThat(say("0100")).isEqualTo("0009");
    says("8108", "8188");
    assertThat(say("0100")).isEqualTo("0088");
    assertThat(chip.violations()).hasSize(1);
  }

  @Test
  void sleepForgetsTheFifoAndLetsNobodyIn() {
    says("8100", "8180", "8181", "8d00", "80aabbcc", "8d00");
    assertThat(say("00000000")).isEqualTo("00aabbcc");
    says("8180", "8001");
    assertThat(chip.violations()).containsExactly("FIFO: cannot be written in sleep");
    says("8181", "8d00");
    assertThat(say("00000000")).isEqualTo("00000000");
  }

  @Test
  void sendsFromTheFifoAndShowsItAtDio0() {
    setUp();
    says("9e74", "a203", "8d00", "80010203", "c040", "8183");
    assertThat(chip.dio0()).isFalse();
    run(200);
    assertThat(air.sent).hasSize(1);
    assertThat(air.sent.get(0).channel()).isEqualTo(SF7);
    assertThat(air.sent.get(0).dBm()).isEqualTo(6); // 2 + 4 at PA_BOOST
    assertThat(air.sent.get(0).phyPayload().toArray()).containsExactly(1, 2, 3);
    assertThat(say("1200")).isEqualTo("0008");
    assertThat(say("0100")).as("standby after it").isEqualTo("0081");
    assertThat(chip.dio0()).isTrue();
    assertThat(edges).isEqualTo(1);
    says("9208");
    assertThat(chip.dio0()).isFalse();
    assertThat(chip.violations()).isEmpty();
  }

  @Test
  void receivesOnceAndCountsSymbolsWithoutAPreamble() {
    setUp();
    says("b367", "bb19", "9f20", "c000");
    air.downlink(Duration.ofMillis(3), SF7, new byte[] {9, 8, 7, 6});
    say("8186");
    run(200);
    assertThat(say("1200")).isEqualTo("0050"); // RxDone, ValidHeader
    assertThat(say("1000")).isEqualTo("0000");
    assertThat(say("1300")).isEqualTo("0004");
    assertThat(say("1900")).as("-3 dB in quarters").isEqualTo("00f4");
    says("8d00");
    assertThat(say("0000000000")).isEqualTo("0009080706");
    says("92ff", "8186");
    run(40); // 32 symbols of 1.024 ms
    assertThat(say("1200")).isEqualTo("0080");
    assertThat(chip.dio1()).isTrue();
    assertThat(chip.violations()).isEmpty();
  }

  @Test
  void putsFramesOfContinuousReceptionBehindEachOther() {
    setUp();
    says("b367", "bb19", "8185");
    air.downlink(Duration.ofMillis(3), SF7, new byte[] {1, 2, 3});
    run(200);
    say("92ff");
    air.downlink(Duration.ofMillis(3), SF7, new byte[] {4, 5});
    run(200);
    assertThat(say("1000")).isEqualTo("0003");
    assertThat(say("1300")).isEqualTo("0002");
    assertThat(chip.violations()).isEmpty();
  }

  @Test
  void notesWhatIsWrittenWhileTheModemWorks() {
    setUp();
    says("b367", "bb19", "8185", "86d90666", "9d82");
    assertThat(chip.violations())
        .containsExactly(
            "register 06: is written in mode RX_CONTINUOUS",
            "register 07: is written in mode RX_CONTINUOUS",
            "register 08: is written in mode RX_CONTINUOUS",
            "register 1D: is written in mode RX_CONTINUOUS");
  }

  @Test
  void isDeafToFramesThatAreNotInverted() {
    setUp();
    say("8185");
    assertThat(chip.remarks().get(0)).contains("normal IQ").contains("register 3B");
    air.downlink(Duration.ofMillis(3), SF7, new byte[] {1, 2, 3});
    run(200);
    assertThat(say("1200")).isEqualTo("0000");
  }

  @Test
  void isNotReadyForFiveMillisecondsAfterAReset() {
    setUp();
    chip.reset(true);
    run(1);
    chip.reset(false);
    run(4);
    assertThat(say("4200")).isEqualTo("0000");
    assertThat(chip.violations()).containsExactly("NRESET: less than 5 ms after a reset");
    run(1);
    assertThat(say("4200")).isEqualTo("0012");
    assertThat(say("3900")).isEqualTo("0000"); // FSK again
  }

  @Test
  void keepsNothingThatIsMaskedAndClearsWithOnes() {
    setUp();
    says("9108", "9e74", "a201", "8d00", "8001", "8183");
    run(200);
    assertThat(say("1200")).isEqualTo("0000");
    assertThat(say("0100")).isEqualTo("0081");
  }
}
