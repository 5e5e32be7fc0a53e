package dev.fuota.agent.mac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.MicContext;
import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.protocol.lorawan.command.MacCommands;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UplinkTest {
  private static final MacConfig CONFIG =
      MacConfig.of(Region.EU868, MacBench.OTAA).withDataRate(5, true);

  private final MacBench bench = new MacBench(CONFIG).joined();
  private final FrameCrypto network =
      bench.session(MacBench.accept(1, false), LorawanVersion.V1_0_4);

  /** The MAC commands of an uplink, hexadecimal. */
  private static String fOpts(MacBench.Sent sent) {
    return sent.frame().fOpts().toHex();
  }

  private List<MacBench.Sent> since(int before) {
    return bench.data().subList(before, bench.data().size());
  }

  // MAC-033, MAC-050
  @Test
  @DisplayName(
      "NbTrans 3: an uplink is sent three times, hopping, 1 to 3 s behind RX2, the same each time")
  void nbTrans() {
    bench.once(0, MacBench.commands(network, 0, "0350070003")).send(false);
    bench.silence().send(false); // carries the answer
    int before = bench.data().size();
    bench.send(false);
    List<MacBench.Sent> sent = since(before);
    assertThat(sent).hasSize(3);
    assertThat(sent).allMatch(one -> one.phy().equals(sent.get(0).phy()));
    assertThat(bench.done).as("told once").hasSize(3);
  }

  // MAC-051
  @Test
  @DisplayName("Repetitions wait for RX2 and 1 to 3 s, or longer where the duty cycle asks for it")
  void repetitionsWait() {
    MacConfig free = MacConfig.of(Region.IN865, MacBench.OTAA).withDataRate(5, true);
    MacBench device = new MacBench(free).joined();
    FrameCrypto server = device.session(MacBench.accept(1, false), LorawanVersion.V1_0_4);
    device.once(0, MacBench.commands(server, 0, "0350070003")).send(false).silence().send(false);
    int before = device.data().size();
    int windows = device.opened.size();
    device.send(false);
    for (int i = 0; i < 2; i++) {
      Instant rx2 = device.opened.get(windows + 2 * i + 1);
      MacBench.Sent next = device.data().get(before + i + 1);
      Duration airTime = TimeOnAir.of(7, 125_000, next.phy().length(), true);
      assertThat(Duration.between(rx2, next.end().minus(airTime)))
          .isBetween(Duration.ofSeconds(1), Duration.ofMillis(3100));
    }
  }

  // MAC-050
  @Test
  @DisplayName("A downlink of class A ends the repetitions of an unconfirmed uplink")
  void answeredEarly() {
    bench.once(0, MacBench.commands(network, 0, "0350070003")).send(false).silence().send(false);
    int before = bench.data().size();
    bench.once(1, MacBench.down(network, FCtrl.NONE, 1)).send(false);
    assertThat(since(before)).hasSize(1);
    assertThat(bench.heard).hasSize(1);
  }

  // MAC-051
  @Test
  @DisplayName(
      "A confirmed uplink is repeated NbTrans times until its acknowledgement, not just any downlink")
  void confirmed() {
    bench.once(0, MacBench.commands(network, 0, "0350070003")).send(false).silence().send(false);
    int before = bench.data().size();
    int[] answers = {0};
    bench.network(
        (uplink, w) -> {
          if (w != 0) {
            return Optional.empty();
          }
          int n = answers[0]++;
          return Optional.of(
              n == 0
                  ? MacBench.down(network, FCtrl.NONE, 1)
                  : MacBench.down(network, FCtrl.ACK, 2));
        });
    bench.send(true);
    assertThat(since(before)).hasSize(2);
    assertThat(bench.done.get(bench.done.size() - 1)).isTrue();
    bench.silence();
    before = bench.data().size();
    bench.send(true);
    assertThat(since(before)).hasSize(3);
    assertThat(bench.done.get(bench.done.size() - 1)).isFalse();
  }

  // MAC-052
  @Test
  @DisplayName("LoRaWAN 1.0.3: a confirmed uplink is sent eight times, slower every second time")
  void ackTimeout() {
    MacBench device = new MacBench(CONFIG.withVersion(LorawanVersion.V1_0_3)).joined();
    int before = device.data().size();
    device.send(true);
    List<Integer> factors =
        device.data().stream().skip(before).map(one -> one.channel().spreadingFactor()).toList();
    assertThat(factors).containsExactly(7, 7, 8, 8, 9, 9, 10, 10);
    assertThat(device.done).containsExactly(false);
  }

  // MAC-048
  @Test
  @DisplayName("MAC answers leave that much less for the application, which is told so")
  void roomForAnswers() {
    assertThat(bench.mac().maxPayload()).isEqualTo(242);
    bench.once(0, MacBench.commands(network, 0, "060500d2ad84")).send(false); // DevStatus, RXParam
    assertThat(bench.mac().maxPayload()).isEqualTo(242 - 5);
    bench.silence();
    for (int i = 0; i < 1000 && !bench.mac().ready(); i++) {
      bench.run(1);
    }
    bench.mac().send(7, new byte[237], false);
    bench.run(10);
    assertThat(bench.last().phy().length()).isEqualTo(13 + 242);
    assertThat(MacCommands.decodeUp(bench.last().frame().fOpts()).commands()).hasSize(2);
  }

  // MAC-056
  @Test
  @DisplayName(
      "RXParamSetupAns is repeated in every uplink until a class A downlink; DevStatusAns is not")
  void stickyAnswers() {
    bench.once(0, MacBench.commands(network, 0, "060500d2ad84")).send(false).silence();
    bench.send(false);
    assertThat(fOpts(bench.last())).isEqualTo("06ff07" + "0507");
    bench.send(false);
    assertThat(fOpts(bench.last())).isEqualTo("0507");
    bench.start(); // a reset does not lose it
    bench.send(false);
    assertThat(fOpts(bench.last())).isEqualTo("0507");
    bench.once(0, MacBench.down(network, FCtrl.NONE, 1)).send(false).silence();
    bench.send(false);
    assertThat(fOpts(bench.last())).isEmpty();
  }

  // MAC-039
  @Test
  @DisplayName("RXTimingSetupReq moves both windows, before and after a reset")
  void rxTiming() {
    bench.once(0, MacBench.commands(network, 0, "0803")).send(false).silence();
    for (int reset = 0; reset < 2; reset++) {
      int before = bench.opened.size();
      bench.send(false);
      Instant end = bench.last().end();
      Duration early = CONFIG.habits().clockError();
      assertThat(Duration.between(end, bench.opened.get(before)).plus(early))
          .isEqualTo(Duration.ofSeconds(3));
      assertThat(Duration.between(end, bench.opened.get(before + 1)).plus(early))
          .isEqualTo(Duration.ofSeconds(4));
      bench.start();
    }
  }

  // MAC-005, MAC-007, MAC-049
  @Test
  @DisplayName(
      "Answers above 15 octets go on FPort 0, in an uplink of their own, before the application's")
  void answersOnPortZero() {
    Bytes eight =
        network.seal(
            FType.UNCONFIRMED_DATA_DOWN,
            FCtrl.NONE,
            0,
            Bytes.EMPTY,
            0,
            Bytes.fromHex("0606060606060606"));
    bench.once(0, eight).send(false).silence();
    assertThat(bench.mac().ready()).isFalse();
    int before = bench.data().size();
    bench.run(30);
    assertThat(since(before)).hasSize(1);
    DataFrame frame = since(before).get(0).frame();
    assertThat(frame.fPort()).isZero();
    assertThat(frame.fOpts()).isEqualTo(Bytes.EMPTY);
    Bytes commands = network.open(frame, frame.fCnt()).orElseThrow();
    assertThat(MacCommands.decodeUp(commands).commands()).hasSize(8);
    assertThat(bench.done).as("the application did not send it").hasSize(1);
  }

  // MAC-055
  @ParameterizedTest
  @ValueSource(strings = {"ff06", "80", "06ff06", "0306"})
  @DisplayName("Behind an unknown or cut command nothing is read; what came before it is answered")
  void unknownCommands(String hex) {
    bench.once(0, MacBench.commands(network, 0, hex)).send(false).silence();
    bench.send(false);
    assertThat(fOpts(bench.last()).length()).isEqualTo(hex.startsWith("06") ? 6 : 0);
  }

  // MAC-067
  @Test
  @DisplayName(
      "DeviceTimeAns is the time at the end of the uplink that asked; now is that much later")
  void deviceTime() {
    bench.mac().requestTime();
    // 1,451,520,000 s behind 1980-01-06 without leap seconds is 2026-01-03T23:59:42Z
    bench.once(1, MacBench.commands(network, 0, "0d" + "00708456" + "80"));
    bench.send(false);
    assertThat(fOpts(bench.last())).isEqualTo("0d");
    Instant then = Instant.parse("2026-01-03T23:59:42.500Z");
    assertThat(bench.times).hasSize(1);
    Duration late = Duration.between(then, bench.times.get(0));
    assertThat(late).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    bench.once(0, MacBench.commands(network, 1, "0d" + "00708456" + "80")).send(false);
    assertThat(bench.times).as("nobody asked").hasSize(1);
  }

  @Test
  @DisplayName("FPending: the device sends something soon to open windows again")
  void fPending() {
    bench.once(0, MacBench.down(network, new FCtrl(false, false, false, true), 0)).send(false);
    bench.silence();
    int before = bench.data().size();
    bench.run(20);
    assertThat(since(before)).hasSize(1);
    assertThat(since(before).get(0).frame().fPort()).isEqualTo(DataFrame.NO_PORT);
    bench.run(60);
    assertThat(since(before)).hasSize(1);
  }

  // MAC-074
  @Test
  @DisplayName("ADRACKReq is set with the 64th unanswered uplink, and a downlink takes it back")
  void adrAckReq() {
    while (bench.data().size() < 63) {
      bench.send(false);
    }
    assertThat(bench.data()).noneMatch(one -> one.frame().fCtrl().adrAckReq());
    assertThat(bench.data()).allMatch(one -> one.frame().fCtrl().adr());
    bench.send(false).send(false);
    assertThat(bench.last().frame().fCtrl().adrAckReq()).isTrue();
    bench.once(0, MacBench.down(network, FCtrl.NONE, 0)).send(false).silence().send(false);
    assertThat(bench.last().frame().fCtrl().adrAckReq()).isFalse();
  }

  // MAC-034
  @ParameterizedTest
  @EnumSource(names = {"V1_0_3", "V1_0_4"})
  @DisplayName("A step of the downlink counter of 16384 is too far for 1.0.3, and for nobody else")
  void counterGap(LorawanVersion version) {
    MacBench device = new MacBench(CONFIG.withVersion(version)).joined();
    FrameCrypto server = device.session(MacBench.accept(1, false), version);
    device.once(0, MacBench.down(server, FCtrl.NONE, 10)).send(false);
    device.once(0, MacBench.down(server, FCtrl.NONE, 10 + 16_384)).send(false);
    assertThat(device.heard).hasSize(version == LorawanVersion.V1_0_3 ? 1 : 2);
    device.once(0, MacBench.down(server, FCtrl.NONE, 10 + 16_383)).send(false);
    assertThat(device.heard).as("back, or within the gap").hasSize(2);
  }

  // MAC-036
  @Test
  @DisplayName("Downlink counters go over 65535, not back, and not with the wrong upper half")
  void counterWraps() {
    bench.once(0, MacBench.down(network, FCtrl.NONE, 65_535)).send(false);
    bench.once(0, MacBench.down(network, FCtrl.NONE, 65_536)).send(false);
    bench.once(0, MacBench.down(network, FCtrl.NONE, 2)).send(false);
    bench.once(0, MacBench.down(network, FCtrl.NONE, 65_535)).send(false);
    bench.once(0, MacBench.down(network, FCtrl.NONE, 65_538)).send(false);
    assertThat(bench.heard.stream().map(one -> one.fCnt()).toList())
        .containsExactly(65_535L, 65_536L, 65_538L);
  }

  @Test
  @DisplayName(
      "1.0.3: the same confirmed downlink is acknowledged again, and not handed over again")
  void repeatedConfirmedDownlink() {
    MacBench device = new MacBench(CONFIG.withVersion(LorawanVersion.V1_0_3)).joined();
    FrameCrypto server = device.session(MacBench.accept(1, false), LorawanVersion.V1_0_3);
    Bytes down = MacBench.down(server, FType.CONFIRMED_DATA_DOWN, FCtrl.NONE, 0, MicContext.NONE);
    for (int i = 0; i < 2; i++) {
      device.once(0, down).send(false).silence().run(20);
      assertThat(device.last().frame().fCtrl().ack()).isTrue();
    }
    assertThat(device.heard).hasSize(1);
  }

  @Test
  @DisplayName("1.0.4: the same confirmed downlink once more is not acknowledged")
  void repeatedConfirmedDownlinkOfLater() {
    MacBench device = new MacBench(CONFIG).joined();
    FrameCrypto server = device.session(MacBench.accept(1, false), LorawanVersion.V1_0_4);
    Bytes down = MacBench.down(server, FType.CONFIRMED_DATA_DOWN, FCtrl.NONE, 0, MicContext.NONE);
    device.once(0, down).send(false).silence().run(20);
    assertThat(device.last().frame().fCtrl().ack()).isTrue();
    device.once(0, down).send(false).silence().run(20);
    assertThat(device.last().frame().fCtrl().ack()).isFalse();
  }

  // MAC-053, MAC-054, MAC-082
  @Test
  @DisplayName(
      "Class C listens on RX2's channel, answers confirmed within 8 s, and obeys no MAC command there")
  void classC() {
    MacBench device = new MacBench(CONFIG.withClass(DeviceClass.C)).joined();
    FrameCrypto server = device.session(MacBench.accept(1, false), LorawanVersion.V1_0_4);
    LoraChannel rxc = new LoraChannel(869_525_000, 12, 125_000);
    device.run(60);
    assertThat(device.radio.listening()).contains(rxc);
    Bytes frame =
        server.seal(
            FType.CONFIRMED_DATA_DOWN,
            FCtrl.NONE,
            0,
            Bytes.fromHex("06"),
            201,
            Bytes.of(MacBench.HELLO));
    int before = device.data().size();
    Instant then = device.world.instant();
    device.radio.broadcast(rxc, frame);
    assertThat(device.heard).hasSize(1);
    device.run(8);
    assertThat(device.data()).hasSize(before + 1);
    assertThat(device.last().frame().fCtrl().ack()).isTrue();
    assertThat(device.last().frame().fOpts()).isEqualTo(Bytes.EMPTY);
    assertThat(Duration.between(then, device.last().end())).isLessThan(Duration.ofSeconds(8));
  }
}
