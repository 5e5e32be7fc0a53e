package dev.fuota.gateway.semtech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.port.Modulation;
import dev.fuota.gateway.port.Timing;
import dev.fuota.gateway.semtech.SemtechDatagram.PullResp;
import dev.fuota.gateway.semtech.SemtechDatagram.PushData;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SemtechDatagramTest {
  private static final String PACKET =
      "{'rxpk':[{'tmst':4294967295,'freq':868.1,'stat':1,'modu':'LORA','datr':'SF7BW125',"
          + "'codr':'4/5','rssi':-97.4,'lsnr':-20,'size':2,'data':'gCY','rsig':[{'ant':0}]}]}";

  private static Bytes push(String json) {
    return Bytes.fromHex("02abcd000102030405060708").concat(text(json));
  }

  private static Bytes pullResp(String json) {
    return Bytes.fromHex("02abcd03").concat(text(json));
  }

  private static Bytes text(String json) {
    return Bytes.of(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("Receivers do not mind missing padding, fractions, absent and foreign members")
  void isLenient() {
    PushData push = (PushData) SemtechDatagram.decode(push(PACKET)).value().orElseThrow();
    assertThat(push.token()).isEqualTo(0xabcd);
    assertThat(push.gateway()).isEqualTo(new GatewayId(0x0102_0304_0506_0708L));
    RxPacket packet = push.rxpk().get(0);
    assertThat(packet.phyPayload()).isEqualTo(Bytes.fromHex("8026"));
    assertThat(packet.counter()).isEqualTo(-1);
    assertThat(packet.rssiDbm()).isEqualTo(-97);
    assertThat(packet.gpsMillis()).isEmpty();
  }

  @Test
  @DisplayName("FSK has a data rate that is a number")
  void readsFsk() {
    PullResp read =
        (PullResp)
            SemtechDatagram.decode(
                    pullResp(
                        "{'txpk':{'imme':false,'tmms':1500000000000,'freq':868.8,'modu':'FSK',"
                            + "'datr':50000,'fdev':25000,'size':1,'data':'AA=='}}"))
                .value()
                .orElseThrow();
    assertThat(read.txpk().modulation()).isEqualTo(new Modulation(Modulation.FSK, 50_000));
    assertThat(read.txpk().timing()).isEqualTo(new Timing.AtGps(1_500_000_000_000L));
    assertThat(SemtechDatagram.decode(read.encode()).value()).contains(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // GW-01
        "",
        "[]",
        "{'rxpk':{}}",
        "{'rxpk':[1]}",
        "{'rxpk':[{}]}",
        "{'stat':3}",
        "{'stat':{'rxnb':-1}}",
        "{'stat':{'rxnb':1e300}}"
      })
  void refusesWhatIsNoPushData(String json) {
    assertThat(SemtechDatagram.decode(push(json))).isInstanceOf(Decoded.Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'tmst':4294967295 > 'tmst':4294967296",
        "'tmst':4294967295 > 'tmst':-1",
        "'tmst':4294967295 > 'tmst':1.5",
        "'freq':868.1 > 'freq':1e99",
        "'freq':868.1 > 'freq':'868.1'",
        "'SF7BW125' > 'SF13BW125'",
        "'SF7BW125' > 'SF7BW99'",
        "'SF7BW125' > 7",
        "'LORA' > 'LR-FHSS'",
        "'gCY' > '?'",
        "'gCY' > null"
      })
  void refusesPacketsThatCannotBe(String change) {
    String[] parts = change.split(" > ", 2);
    assertThat(PACKET).contains(parts[0]);
    assertThat(SemtechDatagram.decode(push(PACKET.replace(parts[0], parts[1]))))
        .isInstanceOf(Decoded.Malformed.class);
  }

  @Test
  @DisplayName("Depth, length and number of packets are bounded")
  void isBounded() {
    assertThat(SemtechDatagram.decode(push("[".repeat(60_000))))
        .isInstanceOf(Decoded.Malformed.class);
    assertThat(SemtechDatagram.decode(push("{'rxpk':[" + "{},".repeat(20_000) + "{}]}")))
        .isInstanceOf(Decoded.Malformed.class);
    assertThat(SemtechDatagram.decode(Bytes.of(new byte[65_508])))
        .isInstanceOf(Decoded.Malformed.class);
    assertThat(SemtechDatagram.decode(push("{'stat':{'rxnb':" + "9".repeat(50_000) + "}}")))
        .isInstanceOf(Decoded.Malformed.class);
  }

  @Test
  @DisplayName("No octets make the decoder throw, and what it reads it can write")
  void survivesAnything() {
    SplittableRandom random = new SplittableRandom(7);
    byte[][] seeds = {
      push(PACKET).toArray(),
      pullResp("{'txpk':{'imme':true,'freq':868.5,'modu':'LORA','datr':'SF12BW125','data':'AA=='}}")
          .toArray(),
      push("{'stat':{'time':'x','lati':1.5,'long':2,'alti':3,'rxnb':1}}").toArray()
    };
    int read = 0;
    for (int i = 0; i < 30_000; i++) {
      byte[] octets = seeds[i % seeds.length].clone();
      for (int changes = random.nextInt(4); changes > 0; changes--) {
        octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
      }
      Bytes datagram = Bytes.of(octets, 0, random.nextInt(octets.length + 1));
      SemtechDatagram decoded = SemtechDatagram.decode(datagram).value().orElse(null);
      if (decoded != null) {
        read++;
        assertThat(SemtechDatagram.decode(decoded.encode()).value()).isPresent();
      }
    }
    assertThat(read).isGreaterThan(100);
  }
}
