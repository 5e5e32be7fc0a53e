package dev.fuota.agent.mac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.JoinAccept;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.MicContext;
import dev.fuota.protocol.lorawan.RejoinRequest;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class V11Test {
  private static final LorawanVersion V11 = LorawanVersion.V1_1;
  private static final MacConfig CONFIG =
      MacConfig.of(Region.EU868, MacBench.OTAA).withDataRate(5, true).withVersion(V11);

  private static final SessionKeys OWN =
      new SessionKeys(
          AesKey.fromHex("11111111111111111111111111111111"),
          AesKey.fromHex("22222222222222222222222222222222"),
          AesKey.fromHex("33333333333333333333333333333333"),
          AesKey.fromHex("44444444444444444444444444444444"));

  private final MacBench bench = new MacBench(CONFIG).joined();
  private final FrameCrypto network = bench.session(MacBench.accept(1, true), V11);

  private static MicContext context(MacBench.Sent sent, int confFCnt) {
    int channel = (sent.channel().frequencyHz() - 868_100_000) / 200_000;
    return new MicContext(confFCnt, 12 - sent.channel().spreadingFactor(), channel);
  }

  /** FOpts in the clear, hexadecimal, of an uplink whose MIC holds. */
  private String fOpts(MacBench.Sent sent) {
    DataFrame frame = sent.frame();
    assertThat(network.open(frame, frame.fCnt(), context(sent, 0))).isPresent();
    return network.fOpts(frame, frame.fCnt()).toHex();
  }

  // MAC-065
  @Test
  @DisplayName("RekeyInd is in every uplink until RekeyConf, encrypted, and over a reset")
  void rekey() {
    assertThat(bench.last().frame().fOpts().toHex()).isNotEqualTo("0b01");
    assertThat(fOpts(bench.last())).isEqualTo("0b01");
    bench.start().send(false);
    assertThat(fOpts(bench.last())).isEqualTo("0b01");
    bench.once(0, MacBench.commands(network, 0, "0b01")).send(false).silence().send(false);
    assertThat(fOpts(bench.last())).isEmpty();
    bench.start().send(false);
    assertThat(fOpts(bench.last())).isEmpty();
  }

  // MAC-037
  @Test
  @DisplayName("Network and application have counters of their own for downlinks")
  void twoCounters() {
    bench.once(0, MacBench.down(network, FCtrl.NONE, 9)).send(false);
    assertThat(bench.heard).hasSize(1);
    bench.once(0, MacBench.commands(network, 3, "06")).send(false).silence().send(false);
    assertThat(fOpts(bench.last())).startsWith("0b01" + "06ff");
    bench.once(0, MacBench.down(network, FCtrl.NONE, 9)).send(false);
    bench.once(0, MacBench.down(network, FCtrl.NONE, 8)).send(false);
    assertThat(bench.heard).hasSize(1);
    bench.start();
    bench.once(0, MacBench.down(network, FCtrl.NONE, 9)).send(false);
    assertThat(bench.heard).as("after a reset").hasSize(1);
    bench.once(0, MacBench.down(network, FCtrl.NONE, 10)).send(false);
    assertThat(bench.heard).hasSize(2);
  }

  // MAC-014
  @Test
  @DisplayName("An acknowledgement counts only if it is bound to the counter of the uplink")
  void boundAcknowledgement() {
    FType plain = FType.UNCONFIRMED_DATA_DOWN;
    bench.network(
        (uplink, w) ->
            w == 0
                ? Optional.of(
                    MacBench.down(
                        network,
                        plain,
                        FCtrl.ACK,
                        0,
                        new MicContext(uplink.frame().fCnt() + 1, 0, 0)))
                : Optional.empty());
    bench.send(true);
    assertThat(bench.done).containsExactly(false);
    bench.network(
        (uplink, w) ->
            w == 0
                ? Optional.of(
                    MacBench.down(
                        network, plain, FCtrl.ACK, 0, new MicContext(uplink.frame().fCnt(), 0, 0)))
                : Optional.empty());
    bench.send(true);
    assertThat(bench.done).containsExactly(false, true);
  }

  // MAC-014
  @Test
  @DisplayName("The device's own acknowledgement is bound to the counter of the downlink")
  void ownAcknowledgement() {
    Bytes down = MacBench.down(network, FType.CONFIRMED_DATA_DOWN, FCtrl.NONE, 4, MicContext.NONE);
    bench.once(0, down).send(false).silence().run(20);
    MacBench.Sent ack = bench.last();
    assertThat(ack.frame().fCtrl().ack()).isTrue();
    assertThat(network.open(ack.frame(), ack.frame().fCnt(), context(ack, 0))).isEmpty();
    assertThat(network.open(ack.frame(), ack.frame().fCnt(), context(ack, 4))).isPresent();
  }

  // MAC-019
  @Test
  @DisplayName("Without OptNeg a 1.1 device follows 1.0.x: keys, clear FOpts, no RekeyInd")
  void fallsBack() {
    MacBench device = new MacBench(CONFIG);
    device.joinServer(V11, false).start().run(60);
    FrameCrypto server = device.session(MacBench.accept(1, false), LorawanVersion.V1_0_4);
    device.once(0, MacBench.commands(server, 0, "06")).send(false).silence().send(false);
    DataFrame frame = device.last().frame();
    assertThat(server.open(frame, frame.fCnt())).isPresent();
    assertThat(frame.fOpts().toHex()).startsWith("06ff");
  }

  // MAC-083
  @Test
  @DisplayName("Class C begins with DeviceModeConf, and DeviceModeInd is said until then")
  void deviceMode() {
    LoraChannel rxc = new LoraChannel(869_525_000, 12, 125_000);
    MacBench device = new MacBench(CONFIG.withClass(DeviceClass.C)).joined();
    FrameCrypto server = device.session(MacBench.accept(1, true), V11);
    device.send(false);
    assertThat(device.radio.listening()).isEmpty();
    assertThat(server.fOpts(device.last().frame(), device.last().frame().fCnt()).toHex())
        .isEqualTo("0b01" + "2002");
    device.once(0, MacBench.commands(server, 0, "0b01" + "2002")).send(false).silence().run(5);
    assertThat(device.radio.listening()).contains(rxc);
    device.start();
    assertThat(device.radio.listening()).as("after a reset").contains(rxc);
  }

  // MAC-065
  @Test
  @DisplayName("A personalised 1.1 device says ResetInd after each reset until ResetConf")
  void resetInd() {
    FrameCrypto server = new FrameCrypto(OWN, MacBench.DEV_ADDR, V11);
    MacBench device = new MacBench(personalised(Region.EU868)).start();
    for (int life = 0; life < 2; life++) {
      device.silence().send(false);
      DataFrame frame = device.last().frame();
      assertThat(server.fOpts(frame, frame.fCnt()).toHex()).isEqualTo("0101");
      device.once(0, MacBench.commands(server, life, "0101")).send(false).silence().send(false);
      assertThat(device.last().frame().fOpts()).isEqualTo(Bytes.EMPTY);
      device.start();
    }
  }

  private static MacConfig personalised(Region region) {
    return MacConfig.of(region, new Activation.Personalised(MacBench.DEV_ADDR, OWN))
        .withVersion(V11);
  }

  @Test
  @DisplayName("Behind a reset a device says by itself what leaves the application no room")
  void speaksFirstBehindAReset() {
    FrameCrypto server = new FrameCrypto(OWN, MacBench.DEV_ADDR, V11);
    MacBench device = new MacBench(personalised(Region.AS923_1)).start();
    String sticky = "0502" + "80de8c" + "0a00" + "80de8c" + "0915"; // five octets of answers
    device.once(0, MacBench.commands(server, 0, "0101" + sticky)).send(false).silence();
    device.start(); // adds ResetInd: seven of the eleven octets that DR2 has
    int before = device.data().size();
    device.run(60);
    assertThat(device.data()).hasSize(before + 1);
    DataFrame frame = device.last().frame();
    assertThat(server.fOpts(frame, frame.fCnt()).toHex())
        .isEqualTo("0101" + "0507" + "0a03" + "09");
    assertThat(device.mac().ready()).isTrue();
  }

  private List<RejoinRequest> rejoins() {
    return bench.sent.stream()
        .filter(one -> one.phy().at(0) == 0xc0)
        .map(one -> RejoinRequest.decode(one.phy()).value().orElseThrow())
        .toList();
  }

  // MAC-066
  @Test
  @DisplayName("ForceRejoinReq: rejoin-requests until the retries are over; the session goes on")
  void forceRejoin() {
    // little-endian: DR 5, type 0 | maxRetries 2, period 0
    bench.once(0, MacBench.commands(network, 0, "0e" + "05" + "02")).send(false).silence();
    bench.run(Duration.ofMinutes(10));
    assertThat(rejoins()).hasSize(3);
    assertThat(rejoins().stream().map(RejoinRequest::rjCount).toList()).containsExactly(0, 1, 2);
    assertThat(rejoins()).allMatch(one -> one.type() == 0);
    int before = bench.data().size();
    bench.send(false);
    assertThat(bench.data()).hasSize(before + 1);
  }

  @Test
  @DisplayName(
      "A join-accept for a rejoin-request begins a new session; RJcounts are not used twice")
  void rejoined() {
    bench.mac().rejoin(1);
    bench.run(30);
    bench.start();
    bench.mac().rejoin(1);
    bench.network(
        (uplink, w) ->
            w == 0 && uplink.phy().at(0) == 0xc0
                ? Optional.of(
                    MacBench.accept(2, true)
                        .seal(
                            MacBench.KEYS,
                            RejoinRequest.decode(uplink.phy()).value().orElseThrow(),
                            MacBench.JOIN_EUI))
                : Optional.empty());
    bench.run(60);
    assertThat(rejoins().stream().map(RejoinRequest::rjCount).toList()).containsExactly(0, 1);
    assertThat(bench.activations).isEqualTo(2);
    JoinAccept accept = MacBench.accept(2, true);
    FrameCrypto fresh =
        new FrameCrypto(
            MacBench.KEYS.sessionKeys(accept, rejoins().get(1), MacBench.JOIN_EUI),
            accept.devAddr(),
            V11);
    bench.silence().start().send(false); // kept over a reset
    MacBench.Sent last = bench.last();
    assertThat(fresh.open(last.frame(), last.frame().fCnt(), context(last, 0))).isPresent();
  }

  // MAC-066
  @Test
  @DisplayName("RejoinParamSetupReq: a rejoin-request of type 0 after so many uplinks")
  void periodicRejoin() {
    bench.once(0, MacBench.commands(network, 0, "0f" + "f0")).send(false).silence();
    for (int i = 0; i < 14; i++) {
      bench.send(false);
    }
    assertThat(rejoins()).isEmpty();
    bench.send(false).send(false).run(30);
    assertThat(rejoins()).hasSize(1);
  }
}
