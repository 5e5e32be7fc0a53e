package dev.fuota.drivers.sx127x;

import static dev.fuota.drivers.sx127x.Bench.BONNET;
import static dev.fuota.drivers.sx127x.Bench.ELECROW;
import static dev.fuota.drivers.sx127x.Bench.SF12;
import static dev.fuota.drivers.sx127x.Bench.SF7;
import static dev.fuota.drivers.sx127x.Bench.SF9;
import static dev.fuota.drivers.sx127x.Bench.WINDOW;
import static dev.fuota.drivers.sx127x.Bench.hex;
import static dev.fuota.drivers.sx127x.Bench.octets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the driver does for a MAC, on a chip that works. */
class DriverTest {

  static List<LoraChannel> uplinks() {
    List<LoraChannel> channels = new ArrayList<>();
    for (Region region : Region.ALL) {
      int frequency = region.defaultChannels().get(0).frequencyHz();
      region.dataRates().stream()
          .filter(rate -> !rate.isFsk() && region.uplinkRate(rate.index()).isPresent())
          .forEach(rate -> channels.add(channel(frequency, rate)));
    }
    return possible(channels);
  }

  static List<LoraChannel> downlinks() {
    List<LoraChannel> channels = new ArrayList<>();
    for (Region region : Region.ALL) {
      region.dataRates().stream()
          .filter(rate -> !rate.isFsk() && region.downlinkRate(rate.index()).isPresent())
          .forEach(rate -> channels.add(channel(region.rx2FrequencyHz(), rate)));
    }
    return possible(channels);
  }

  private static LoraChannel channel(int frequency, DataRate rate) {
    return new LoraChannel(frequency, rate.spreadingFactor(), rate.bandwidthHz());
  }

  private static List<LoraChannel> possible(List<LoraChannel> channels) {
    return channels.stream().distinct().filter(at -> at.spreadingFactor() >= 7).toList();
  }

  private static void assertClean(Bench bench) {
    assertThat(bench.chip.violations()).isEmpty();
    assertThat(bench.chip.remarks()).isEmpty();
    assertThat(bench.notes.troubles).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {BONNET, ELECROW, "dragino-lora-gps", "dragino-lora-gps-v1.2"})
  void everyBoardIsSetUpWithoutAMisuse(String name) {
    Bench bench = Bench.started(name);
    assertThat(bench.notes.ready).containsExactly("SX1276 on " + name);
    assertClean(bench);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("uplinks")
  void sendsOnEveryRate(LoraChannel channel) {
    Bench bench = Bench.started();
    byte[] frame = octets(23);
    Instant begin = bench.world.instant();
    bench.radio.transmit(channel, 16, frame);
    bench.run(Duration.ofSeconds(5));
    assertThat(bench.air.sent).hasSize(1);
    assertThat(bench.air.sent.get(0).channel()).isEqualTo(channel);
    assertThat(bench.air.sent.get(0).phyPayload().toArray()).isEqualTo(frame);
    assertThat(bench.notes.mac).containsExactly("sent");
    Duration airTime =
        TimeOnAir.of(channel.spreadingFactor(), channel.bandwidthHz(), frame.length, true);
    assertThat(bench.notes.ends.get(0))
        .isBetween(begin.plus(airTime), begin.plus(airTime).plusMillis(1));
    assertClean(bench);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("downlinks")
  void hearsDownlinksOnEveryRateEarlyAndLateInTheWindow(LoraChannel channel) {
    for (long at : List.of(0L, 50L, 100L)) {
      Bench bench = Bench.started();
      byte[] frame = octets(40);
      bench.air.downlink(Duration.ofMillis(1000 + at), channel, frame);
      bench.radio.expect(channel, Duration.ofSeconds(1));
      bench.radio.sleep();
      bench.world.after(Duration.ofSeconds(1), () -> bench.radio.receive(channel, WINDOW));
      bench.run(Duration.ofSeconds(6));
      assertThat(bench.notes.mac).as("begins at %d", at).containsExactly(hex(frame));
      assertThat(bench.notes.qualities.get(0).snrDb()).isEqualTo(-3);
      assertClean(bench);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({BONNET + ",1", ELECROW + ",21"})
  void endsAWindowInWhichNothingCameWithOrWithoutDio1(String board, long millis) {
    for (LoraChannel channel : downlinks()) {
      Bench bench = Bench.started(board);
      Instant begin = bench.world.instant();
      bench.radio.receive(channel, WINDOW);
      bench.run(Duration.ofSeconds(2));
      assertThat(bench.notes.mac).as("%s", channel).containsExactly("timeout");
      Duration longest = WINDOW.plus(Duration.ofNanos(9 * channel.symbolNanos()));
      assertThat(bench.notes.times.get(0))
          .isBetween(begin.plus(WINDOW), begin.plus(longest).plusMillis(millis));
      assertClean(bench);
    }
  }

  @Test
  void tellsRssiAndSnrAsTheDataSheetReckonsThem() {
    Bench bench = Bench.started();
    bench.air.downlink(Duration.ofMillis(10), SF9, octets(12));
    bench.radio.receive(SF9, WINDOW);
    bench.runMillis(500);
    assertThat(bench.notes.qualities).containsExactly(new Quality(-95, -3));
  }

  @Test
  void waitsForAFrameThatIsReceivedWhenTheWindowEnds() {
    Bench bench = Bench.started();
    byte[] frame = octets(200);
    bench.air.downlink(Duration.ofMillis(90), SF9, frame);
    bench.radio.receive(SF9, WINDOW);
    bench.run(Duration.ofSeconds(3));
    assertThat(bench.notes.mac).containsExactly(hex(frame));
    assertClean(bench);
  }

  @Test
  void opensAWindowThatIsLongerThanTheChipCountsSymbols() {
    Bench bench = Bench.started();
    byte[] frame = octets(12);
    bench.air.downlink(Duration.ofMillis(1900), SF7, frame);
    bench.radio.receive(SF7, Duration.ofSeconds(2));
    bench.run(Duration.ofSeconds(3));
    assertThat(bench.air.listening()).isEqualTo("nowhere");
    bench.radio.receive(SF7, Duration.ofSeconds(2));
    bench.run(Duration.ofSeconds(3));
    assertThat(bench.notes.mac).containsExactly(hex(frame), "timeout");
    assertThat(bench.air.listening()).isEqualTo("nowhere");
    assertClean(bench);
  }

  @Test
  void hearsClassCFramesOneAfterTheOtherAndBetweenUplinks() {
    Bench bench = Bench.started();
    bench.radio.receiveContinuously(SF12);
    bench.air.downlink(Duration.ofMillis(10), SF12, octets(1));
    bench.air.downlink(Duration.ofSeconds(2), SF12, octets(60));
    bench.air.downlink(Duration.ofSeconds(7), SF12, octets(3));
    bench.run(Duration.ofSeconds(60));
    bench.radio.transmit(SF7, 14, octets(12));
    bench.notes.then(() -> bench.radio.receiveContinuously(SF12));
    bench.run(Duration.ofSeconds(1));
    bench.air.downlink(Duration.ofSeconds(1), SF12, octets(5));
    bench.run(Duration.ofSeconds(10));
    assertThat(bench.notes.mac)
        .containsExactly(hex(octets(1)), hex(octets(60)), hex(octets(3)), "sent", hex(octets(5)));
    assertClean(bench);
  }

  @Test
  void readsClassCFramesAcrossTheEndOfTheFifo() {
    Bench bench = Bench.started();
    bench.radio.receiveContinuously(SF7);
    List<String> frames = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      byte[] frame = octets(100 + 17 * i);
      frames.add(hex(frame));
      bench.air.downlink(Duration.ofMillis(10 + 500L * i), SF7, frame);
    }
    bench.run(Duration.ofSeconds(10));
    assertThat(bench.notes.mac).isEqualTo(frames);
    assertClean(bench);
  }

  @Test
  void hearsBeaconsAndNoDownlinksWhileItWaitsForThem() {
    Bench bench = Bench.started();
    byte[] beacon = octets(17);
    bench.air.beacon(Duration.ofMillis(20), SF9, beacon);
    bench.radio.receiveBeacon(SF9, 17, WINDOW);
    bench.run(Duration.ofSeconds(2));
    bench.air.downlink(Duration.ofMillis(20), SF9, beacon);
    bench.radio.receiveBeacon(SF9, 17, WINDOW);
    bench.run(Duration.ofSeconds(2));
    bench.radio.receive(SF9, WINDOW);
    bench.air.downlink(Duration.ofMillis(20), SF9, octets(30));
    bench.run(Duration.ofSeconds(2));
    assertThat(bench.notes.mac).containsExactly(hex(beacon), "timeout", hex(octets(30)));
    assertClean(bench);
  }

  @Test
  void sleepsAndWakes() {
    Bench bench = Bench.started();
    for (int i = 0; i < 3; i++) {
      bench.radio.sleep();
      bench.radio.sleep();
      bench.runMillis(1000);
      bench.radio.transmit(SF7, 14, octets(10));
      bench.runMillis(200);
      bench.radio.sleep();
      bench.runMillis(500);
      bench.air.downlink(Duration.ofMillis(50), SF9, octets(9));
      bench.radio.receive(SF9, WINDOW);
      bench.runMillis(500);
    }
    String frame = hex(octets(9));
    assertThat(bench.notes.mac).containsExactly("sent", frame, "sent", frame, "sent", frame);
    assertClean(bench);
  }

  @Test
  void opensAnAnnouncedWindowWithOneTransfer() {
    Counting wires = new Counting();
    Bench bench = Bench.on(BONNET, wires::around).start();
    bench.radio.receive(SF9, WINDOW);
    bench.runMillis(500);
    bench.radio.expect(SF9, WINDOW);
    bench.radio.sleep();
    bench.runMillis(100);
    int before = wires.transfers;
    bench.radio.receive(SF9, WINDOW);
    assertThat(wires.transfers - before).isOne();
    bench.runMillis(500);
    assertThat(bench.notes.windows.count()).isOne();
    assertThat(bench.notes.windows.latest()).isZero();
    assertClean(bench);
  }

  @ParameterizedTest(name = "{0} dBm of EIRP")
  @CsvSource({"60,20", "22,20", "20,18", "19,17", "16,14", "4,2", "-5,2"})
  void givesThePowerThatIsAskedForAsFarAsItCan(int eirpDbm, int chipDbm) {
    Bench bench = Bench.started(); // 2 dBi of the antenna
    bench.radio.transmit(SF7, eirpDbm, octets(20));
    bench.runMillis(500);
    assertThat(bench.air.sent.get(0).dBm()).isEqualTo(chipDbm);
    assertClean(bench);
  }

  @Test
  void worksBelow525Megahertz() {
    Bench bench = Bench.started("dragino-lora-gps");
    LoraChannel low = new LoraChannel(433_175_000, 10, 125_000);
    bench.radio.transmit(low, 12, octets(20));
    bench.runMillis(1000);
    bench.air.downlink(Duration.ofMillis(50), low, octets(21));
    bench.radio.receive(low, WINDOW);
    bench.runMillis(1000);
    bench.radio.transmit(SF7, 12, octets(20));
    bench.runMillis(1000);
    assertThat(bench.notes.mac).containsExactly("sent", hex(octets(21)), "sent");
    assertThat(bench.air.sent).extracting(sent -> sent.channel()).containsExactly(low, SF7);
    assertClean(bench);
  }

  @Test
  void refusesWhatTheChipCannotAndGoesOnWithTheRest() {
    Bench bench = Bench.started();
    LoraChannel fsk = new LoraChannel(868_800_000, LoraChannel.FSK, 50_000);
    LoraChannel sf6 = new LoraChannel(868_100_000, 6, 125_000);
    bench.radio.transmit(fsk, 14, octets(20));
    bench.runMillis(100);
    bench.radio.receive(sf6, WINDOW);
    bench.runMillis(500);
    bench.radio.receiveContinuously(sf6);
    bench.runMillis(500);
    bench.radio.transmit(SF7, 14, octets(20));
    bench.runMillis(500);
    assertThat(bench.notes.mac).containsExactly("sent", "timeout", "sent");
    assertThat(bench.air.sent).hasSize(1);
    assertThat(bench.notes.troubles).hasSize(2);
    assertThat(bench.notes.troubles.get(0)).contains("FSK");
    assertThat(bench.notes.troubles.get(1)).contains("SF6");
    assertThat(bench.chip.violations()).isEmpty();
  }

  @Test
  void keepsQuietWhenClosed() {
    Bench bench = Bench.started();
    bench.radio.receiveContinuously(SF12);
    bench.radio.close();
    bench.air.downlink(Duration.ofMillis(10), SF12, octets(20));
    bench.run(Duration.ofMinutes(5));
    assertThat(bench.notes.mac).isEmpty();
    assertThat(bench.air.listening()).isEqualTo("nowhere");
    assertClean(bench);
  }
}
