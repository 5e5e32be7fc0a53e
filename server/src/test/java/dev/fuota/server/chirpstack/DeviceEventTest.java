package dev.fuota.server.chirpstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.server.chirpstack.DeviceEvent.LoraRate;
import dev.fuota.server.port.DeviceId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events as ChirpStack v4.19 published them, shortened by what nobody asks for. */
class DeviceEventTest {
  private static final String APPLICATION = "4eb21bfe-a427-499c-b53e-437a14ba93dc";
  private static final DeviceId DEVICE = new DeviceId(0x70b3d57ed0000001L);
  private static final String TOPIC =
      "application/" + APPLICATION + "/device/70b3d57ed0000001/event/";
  private static final String UP =
      """
      {"deduplicationId":"26497f62-23a1-4712-94cb-215879389ec7",
       "time":"2026-11-21T21:09:53.022800171+00:00",
       "deviceInfo":{"devEui":"70b3d57ed0000001","deviceClassEnabled":"CLASS_C","tags":{}},
       "devAddr":"0046e950","adr":true,"dr":5,"fCnt":0,"fPort":202,"confirmed":false,
       "data":"ASvLLFgQ",
       "rxInfo":[{"gatewayId":"0102030405060708","nsTime":"2026-11-21T21:09:52.814241717+00:00",
                  "rssi":-60,"snr":9.0,"location":{},"context":"B+2qvQ==","crcStatus":"CRC_OK"}],
       "txInfo":{"frequency":868100000,"modulation":{"lora":
                  {"bandwidth":125000,"spreadingFactor":7,"codeRate":"CR_4_5"}}},
       "regionConfigId":"eu868"}""";
  private static final String TXACK =
      """
      {"downlinkId":2226294546,"time":"2026-11-21T21:09:53.138428781+00:00",
       "queueItemId":"0e6a63fb-5e69-4f9e-9e59-90513cfe802c","fCntDown":0,
       "gatewayId":"0102030405060708","txInfo":{"frequency":868100000,"power":16,
       "modulation":{"lora":{"bandwidth":125000,"spreadingFactor":7,"codeRate":"CR_4_5",
       "polarizationInversion":true}},"timing":{"delay":{"delay":"1s"}},"context":"B+2qvQ=="}}""";

  private static Decoded<DeviceEvent> decode(String kind, String json) {
    return DeviceEvent.decode(
        APPLICATION, TOPIC + kind, Bytes.of(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void readsAnUplinkWithTheTimeAtWhichItWasHeard() {
    assertThat(decode("up", UP).value())
        .contains(
            new DeviceEvent.Up(
                DEVICE,
                DevAddr.fromHex("0046e950"),
                0,
                202,
                Bytes.fromHex("012bcb2c5810"),
                Instant.parse("2026-11-21T21:09:52.814241717Z"),
                Optional.of(new LoraRate(7, 125_000))));
  }

  @Test
  void prefersTheGatewaysClock() {
    String timed = UP.replace("\"nsTime\"", "\"gwTime\":\"2026-11-21T21:09:52.7Z\",\"nsTime\"");

    assertThat(decode("up", timed).value().map(up -> ((DeviceEvent.Up) up).at()))
        .contains(Instant.parse("2026-11-21T21:09:52.700Z"));
  }

  @Test
  void readsAnUplinkWithoutPort() {
    String bare = UP.replace("\"fPort\":202", "\"fPort\":0").replace("ASvLLFgQ", "");

    assertThat(decode("up", bare).value())
        .get()
        .extracting(up -> ((DeviceEvent.Up) up).payload())
        .isEqualTo(Bytes.EMPTY);
  }

  @Test
  void readsThatAGatewayHasTakenADownlink() {
    assertThat(decode("txack", TXACK).value())
        .contains(
            new DeviceEvent.TxAck(
                DEVICE,
                "0e6a63fb-5e69-4f9e-9e59-90513cfe802c",
                Optional.of(new LoraRate(7, 125_000))));
  }

  @Test
  void readsAJoin() {
    assertThat(decode("join", "{\"devAddr\":\"0046e950\"}").value())
        .contains(new DeviceEvent.Join(DEVICE, DevAddr.fromHex("0046e950")));
  }

  @Test
  void readsThatADownlinkWasThrownAway() {
    String log =
        """
        {"level":"ERROR","code":"DOWNLINK_PAYLOAD_SIZE","description":"Device queue-item discarded",
         "context":{"max_payload_size":"242",
                    "queue_item_id":"66828eb1-1c8d-4f06-9505-48c8d924df8a","item_size":"243"}}""";

    assertThat(decode("log", log).value())
        .contains(
            new DeviceEvent.Log(
                DEVICE,
                true,
                "DOWNLINK_PAYLOAD_SIZE",
                "Device queue-item discarded",
                "66828eb1-1c8d-4f06-9505-48c8d924df8a",
                true));
  }

  @Test
  void readsThatAGatewayRefusedADownlinkThatStaysQueued() {
    String log =
        "{\"level\":\"ERROR\",\"code\":\"DOWNLINK_GATEWAY\",\"description\":\"TX_FREQ\",\"context\":{}}";

    assertThat(decode("log", log).value())
        .contains(new DeviceEvent.Log(DEVICE, true, "DOWNLINK_GATEWAY", "TX_FREQ", "", false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"devAddr\":5}",
        "{\"devAddr\":\"zz\"}",
        "{\"devAddr\":\"0046e9\",\"time\":\"2026-11-21T21:09:53Z\"}",
        "{\"devAddr\":\"0046e950\",\"time\":\"yesterday\"}",
        "{\"devAddr\":\"0046e950\",\"time\":\"2026-11-21T21:09:53Z\",\"fPort\":256}",
        "{\"devAddr\":\"0046e950\",\"time\":\"2026-11-21T21:09:53Z\",\"fCnt\":4294967296}",
        "{\"devAddr\":\"0046e950\",\"time\":\"2026-11-21T21:09:53Z\",\"data\":\"*\"}"
      })
  void refusesWhatIsNoUplink(String json) {
    assertThat(decode("up", json)).isInstanceOf(Decoded.Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/4eb21bfe-a427-499c-b53e-437a14ba93dd/device/70b3d57ed0000001/event/up",
        "application/4eb21bfe-a427-499c-b53e-437a14ba93dc/device/70b3d57ed000000/event/up",
        "application/4eb21bfe-a427-499c-b53e-437a14ba93dc/device/70b3d57ed0000001/event/up/up",
        "application/4eb21bfe-a427-499c-b53e-437a14ba93dc/device/70b3d57ed0000001/command/down",
        ""
      })
  void refusesOtherTopics(String topic) {
    Bytes up = Bytes.of(UP.getBytes(StandardCharsets.UTF_8));

    assertThat(DeviceEvent.decode(APPLICATION, topic, up)).isInstanceOf(Decoded.Malformed.class);
  }

  @Test
  void neverThrowsWhateverTheOctets() {
    Random random = new Random(3);
    for (String[] kind : new String[][] {{"up", UP}, {"txack", TXACK}}) {
      byte[] good = kind[1].getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 5_000; i++) {
        byte[] octets = good.clone();
        for (int k = random.nextInt(3); k >= 0; k--) {
          octets[random.nextInt(octets.length)] = (byte) random.nextInt();
        }
        assertThat(DeviceEvent.decode(APPLICATION, TOPIC + kind[0], Bytes.of(octets))).isNotNull();
      }
    }
  }
}
