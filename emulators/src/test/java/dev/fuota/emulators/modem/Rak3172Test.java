package dev.fuota.emulators.modem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The AT dialogue, as the digest of RUI3's sources has it. */
class Rak3172Test {
  private static final LoraChannel RX2 = new LoraChannel(869_525_000, 12, 125_000);
  private static final LoraChannel SESSION = new LoraChannel(868_900_000, 9, 125_000);
  private static final String ADD =
      "AT+ADDMULC=C:" + Terminal.GROUP + ":" + Terminal.GROUP_NWK + ":" + Terminal.GROUP_APP;

  @Test
  @DisplayName("A probe, the version, settings in all four forms; names in any case")
  void dialogue() {
    Terminal terminal = Terminal.usual();
    assertThat(terminal.say("AT")).containsExactly("OK");
    assertThat(terminal.say("at+ver=?")).containsExactly("AT+VER=RUI_4.2.1_RAK3172-E", "OK");
    assertThat(terminal.say("AT+DEVEUI=00112233445566aa")).containsExactly("OK");
    assertThat(terminal.say("AT+DEVEUI=?")).containsExactly("AT+DEVEUI=00112233445566AA", "OK");
    assertThat(terminal.say("AT+DEVEUI=0011")).containsExactly("AT_PARAM_ERROR");
    assertThat(terminal.say("AT+NOSUCH=1")).containsExactly("AT_COMMAND_NOT_FOUND");
    assertThat(terminal.say("hello")).containsExactly("AT_ERROR");
    assertThat(terminal.say("AT+BAND=2")).containsExactly("AT_UNSUPPORTED_BAND");
    assertThat(terminal.say("AT+NJS=1")).containsExactly("AT_PARAM_ERROR");
    assertThat(terminal.say("AT+SEND=2:00")).containsExactly("AT_NO_NETWORK_JOINED");
    assertThat(terminal.say("")).isEmpty();
    assertThat(terminal.say("x".repeat(3000))).containsExactly("AT_TEST_PARAM_OVERFLOW");
  }

  @Test
  @DisplayName("An answer has its value, CR LF, OK, CR LF and no empty line")
  void answerOctets() {
    Terminal terminal = Terminal.usual();
    terminal.type("AT+NJM=?\r");
    assertThat(terminal.text()).isEqualTo("AT+NJM=1\r\nOK\r\n");
    terminal.type("\n");
    assertThat(terminal.text()).isEmpty();
  }

  @Test
  @DisplayName("ATE turns the echo on, and off again")
  void echo() {
    Terminal terminal = Terminal.usual();
    terminal.type("ATE\r");
    assertThat(terminal.text()).isEqualTo("OK\r\n");
    terminal.type("AT\r");
    assertThat(terminal.text()).isEqualTo("AT\n\rOK\r\n");
    terminal.type("ATE\r");
    terminal.text();
    terminal.type("AT\r");
    assertThat(terminal.text()).isEqualTo("OK\r\n");
  }

  @Test
  @DisplayName("It joins, and says so; a network that does not answer is a failure")
  void joins() {
    Terminal terminal = Terminal.usual();
    terminal.say("AT+APPKEY=" + Terminal.KEY);
    terminal.network.admits = false;
    assertThat(terminal.say("AT+JOIN=1:0:10:1")).containsExactly("OK");
    assertThat(terminal.say("AT+CLASS=C")).containsExactly("AT_BUSY_ERROR");
    assertThat(terminal.run(60)).containsExactly("+EVT:JOIN_FAILED_RX_TIMEOUT");
    assertThat(terminal.network.joins).isEqualTo(2);
    assertThat(terminal.say("AT+NJS=?")).containsExactly("AT+NJS=0", "OK");
    terminal.network.admits = true;
    assertThat(terminal.say("AT+JOIN=1:0:10:0")).containsExactly("OK");
    assertThat(terminal.run(20)).containsExactly("+EVT:JOINED");
    assertThat(terminal.say("AT+NJS=?")).containsExactly("AT+NJS=1", "OK");
  }

  @Test
  @DisplayName("With a mask it joins in that sub-band only, without it goes through all of them")
  void mask() {
    Terminal terminal = Terminal.usual();
    assertThat(terminal.say("AT+MASK=0002")).containsExactly("AT_PARAM_ERROR"); // EU868
    terminal.say("AT+BAND=5");
    assertThat(terminal.say("AT+MASK=0002")).containsExactly("OK");
    assertThat(terminal.say("AT+MASK=?")).containsExactly("AT+MASK=0002", "OK");
    assertThat(terminal.say("AT+MASK=2")).containsExactly("AT_PARAM_ERROR");
    assertThat(joinFrequencies(terminal))
        .isNotEmpty()
        .allSatisfy(hz -> assertThat(hz).isBetween(903_900_000, 905_300_000)); // FSB2 and its wide
    terminal.say("AT+MASK=0000");
    assertThat(joinFrequencies(terminal)).anyMatch(hz -> hz < 903_900_000 || hz > 905_300_000);
  }

  private static List<Integer> joinFrequencies(Terminal terminal) {
    terminal.network.admits = false;
    terminal.network.joinsHz.clear();
    terminal.say("AT+JOIN=1:0:7:15");
    terminal.run(600);
    return List.copyOf(terminal.network.joinsHz);
  }

  @Test
  @DisplayName("An uplink is accepted, sent and told; a downlink is told with window and quality")
  void sends() {
    Terminal terminal = Terminal.joined();
    terminal.network.answer(201, Bytes.fromHex("AB01"), 2, false);
    assertThat(terminal.say("AT+SEND=200:0102")).containsExactly("OK");
    assertThat(terminal.say("AT+SEND=200:0102")).containsExactly("AT_BUSY_ERROR");
    assertThat(terminal.say("AT+CLASS=C")).containsExactly("AT_BUSY_ERROR");
    assertThat(terminal.run(10))
        .containsExactly("+EVT:RX_2:-80:7:UNICAST:201:ab01", "+EVT:TX_DONE");
    assertThat(terminal.network.uplinks)
        .containsExactly(new ScriptedNetwork.Up(200, Bytes.fromHex("0102"), false));
    assertThat(terminal.say("AT+RECV=?")).containsExactly("AT+RECV=201:AB01", "OK");
  }

  @Test
  @DisplayName("Uplinks with wrong ports or payloads are turned away; one too long flushes the MAC")
  void sendForms() {
    Terminal terminal = Terminal.joined();
    for (String wrong :
        List.of("0:01", "224:01", "2:", "2:0", "2:0G", "2", "2:" + "0".repeat(502))) {
      assertThat(terminal.say("AT+SEND=" + wrong)).containsExactly("AT_PARAM_ERROR");
    }
    int frames = terminal.network.frames;
    assertThat(terminal.say("AT+SEND=2:" + "00".repeat(243))).containsExactly("AT_PARAM_ERROR");
    terminal.run(10);
    assertThat(terminal.network.frames).isEqualTo(frames + 1);
    assertThat(terminal.network.uplinks).isEmpty();
  }

  @Test
  @DisplayName("Confirmed uplinks end with OK or FAILED; the duty cycle names its wait")
  void confirmed() {
    Terminal terminal = Terminal.joined();
    terminal.say("AT+CFM=1");
    terminal.say("AT+SEND=2:01");
    assertThat(terminal.run(10)).containsExactly("+EVT:SEND_CONFIRMED_OK");
    terminal.say("AT+DR=0");
    terminal.modem.inject(Fault.DUTY_CYCLE);
    assertThat(terminal.say("AT+SEND=2:01"))
        .containsExactly("Restricted_Wait_1501_ms", "AT_BUSY_ERROR");
  }

  @Test
  @DisplayName("The time comes with the next uplink, as UTC to the second")
  void time() {
    Terminal terminal = Terminal.joined();
    assertThat(terminal.say("AT+LTIME=?").get(0)).endsWith("on 01/01/1970");
    assertThat(terminal.say("AT+TIMEREQ=1")).containsExactly("OK");
    terminal.say("AT+SEND=2:01");
    assertThat(terminal.run(10)).containsExactly("+EVT:TX_DONE", "+EVT:TIMEREQ_OK");
    terminal.world.run(Duration.ofMillis(500));
    // the simulation began at 2026-01-01T00:00:00Z, 20 s before the joined terminal was given
    assertThat(terminal.say("AT+LTIME=?"))
        .containsExactly("AT+LTIME=00h00m30s on 01/01/2026", "OK");
  }

  @Test
  @DisplayName("A group is heard on its channel from the switch A to C on, and RX2 is not")
  void multicast() {
    Terminal terminal = Terminal.joined();
    assertThat(terminal.say(ADD + ":868900000:3")).containsExactly("OK");
    assertThat(terminal.network.listening()).isEmpty();
    assertThat(terminal.say("AT+CLASS=C")).containsExactly("OK");
    assertThat(terminal.network.listening()).contains(SESSION);
    assertThat(terminal.network.broadcast(SESSION, Terminal.toGroup(0, "08c0ffee"))).isTrue();
    assertThat(terminal.lines()).containsExactly("+EVT:RX_C:-80:7:MULTICAST:201:08c0ffee");
    assertThat(terminal.network.broadcast(SESSION, Terminal.toGroup(0, "08c0ffee"))).isTrue();
    assertThat(terminal.lines()).isEmpty(); // its counter was there already
    assertThat(terminal.network.sendNow(RX2, 200, Bytes.fromHex("00"))).isFalse();
    assertThat(terminal.say("AT+CLASS=A")).containsExactly("OK");
    assertThat(terminal.network.listening()).isEmpty();
  }

  @Test
  @DisplayName("A group that is added in class C does not retune the receiver")
  void noRetuning() {
    Terminal terminal = Terminal.joined();
    terminal.say("AT+CLASS=C");
    assertThat(terminal.network.listening()).contains(RX2);
    assertThat(terminal.say(ADD + ":868900000:3")).containsExactly("OK");
    assertThat(terminal.network.listening()).contains(RX2);
    terminal.say("AT+CLASS=A");
    terminal.say("AT+CLASS=C");
    assertThat(terminal.network.listening()).contains(SESSION);
  }

  @Test
  @DisplayName("Groups: four, each once, listed without a prefix, gone only when removed")
  void groups() {
    Terminal terminal = Terminal.usual();
    assertThat(terminal.say(ADD + ":868900000")).containsExactly("AT_PARAM_ERROR");
    assertThat(terminal.say(ADD + ":12345:3")).containsExactly("AT_PARAM_ERROR");
    assertThat(terminal.say(ADD + ":868900000:3")).containsExactly("OK");
    assertThat(terminal.say(ADD + ":868900000:3")).containsExactly("AT_PARAM_ERROR");
    for (int i = 1; i < 4; i++) {
      String other = ADD.replace(Terminal.GROUP, "0000000" + i);
      assertThat(terminal.say(other)).containsExactly("OK");
    }
    assertThat(terminal.say(ADD.replace(Terminal.GROUP, "00000009")))
        .containsExactly("AT_PARAM_ERROR");
    terminal.say("ATZ");
    terminal.run(2);
    List<String> listed = terminal.say("AT+LSTMULC=?");
    assertThat(listed.get(0).split(",", -1)[0])
        .isEqualTo(
            "C:1A2B3C4D:" + Terminal.GROUP_NWK + ":" + Terminal.GROUP_APP + ":868900000:03:0");
    assertThat(terminal.say("AT+RMVMULC=1a2b3c4d")).containsExactly("OK");
    assertThat(terminal.say("AT+RMVMULC=1a2b3c4d")).containsExactly("AT_PARAM_ERROR");
    assertThat(terminal.say("AT+LSTMULC=?").get(0)).startsWith("0:00000000:");
  }

  @Test
  @DisplayName("A restart loses the session, keeps keys and class, and ends with its banner")
  void restart() {
    Terminal terminal = Terminal.joined();
    terminal.say("AT+CLASS=C");
    terminal.modem.inject(Fault.REBOOT);
    assertThat(terminal.say("AT")).isEmpty();
    List<String> banner = terminal.run(2);
    assertThat(banner).last().isEqualTo("Current Work Mode: LoRaWAN.");
    assertThat(terminal.say("AT+NJS=?")).containsExactly("AT+NJS=0", "OK");
    assertThat(terminal.say("AT+CLASS=?")).containsExactly("AT+CLASS=C", "OK");
    assertThat(terminal.say("AT+APPKEY=?")).containsExactly("AT+APPKEY=" + Terminal.KEY, "OK");
    terminal.say("AT+JOIN=1:0:10:0");
    assertThat(terminal.run(20)).containsExactly("+EVT:JOINED");
    assertThat(terminal.network.listening()).contains(RX2);
  }

  @Test
  @DisplayName("In P2P mode LoRaWAN commands are not supported")
  void peerToPeer() {
    Terminal terminal = Terminal.usual();
    terminal.say("AT+NWM=0");
    assertThat(terminal.run(2)).last().isEqualTo("Current Work Mode: LoRa P2P.");
    assertThat(terminal.say("AT+NJS=?")).containsExactly("AT_MODE_NO_SUPPORT");
    assertThat(terminal.say("AT+LSTMULC=?")).containsExactly("AT_MODE_NO_SUPPORT");
    assertThat(terminal.say("AT+NWM=?")).containsExactly("AT+NWM=0", "OK");
  }

  @Test
  @DisplayName("Firmware 5 prints a package's question, and answers it itself")
  void ownPackages() {
    Terminal terminal = Terminal.joined(Rak3172.Firmware.V5_0_1);
    assertThat(terminal.say("AT+VER=?")).containsExactly("AT+VER=RUI_5.0.1_RAK3172-E", "OK");
    terminal.network.answer(200, Bytes.fromHex("00"), 1, false);
    terminal.say("AT+SEND=2:01");
    assertThat(terminal.run(30)).contains("+EVT:RX_1:-80:7:UNICAST:200:00");
    assertThat(terminal.network.uplinks)
        .contains(new ScriptedNetwork.Up(200, Bytes.fromHex("000201"), false));
  }
}
