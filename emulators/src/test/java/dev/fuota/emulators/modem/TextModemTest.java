package dev.fuota.emulators.modem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.JoinKeys;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The emulated modems are as strict as their manuals and sources are. */
class TextModemTest {
  private static final String KEY = "8D7FFE2B1A2C4A6F0B1D2C3E4F506172";
  private static final String COLONS = KEY.replaceAll("(..)(?!$)", "$1:");

  private final Simulation world = new Simulation(7);
  private final ScriptedNetwork network =
      new ScriptedNetwork(world, new JoinKeys(AesKey.fromHex(KEY)));
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private SerialPeer put(SerialPeer modem) {
    modem.attach(said::writeBytes);
    return modem;
  }

  private SerialPeer rn2483() {
    return put(new Rn2483("RN2483", "1.0.5", ModemBench.parts(network, world)));
  }

  /** What is said to this, at once and in the next seconds. */
  private String say(SerialPeer modem, String typed, int seconds) {
    said.reset();
    byte[] octets = typed.getBytes(StandardCharsets.US_ASCII);
    modem.onOctets(octets, octets.length);
    world.run(Duration.ofSeconds(seconds));
    return said.toString(StandardCharsets.US_ASCII);
  }

  private String say(SerialPeer modem, String command) {
    return say(modem, command + "\r\n", 0);
  }

  @Test
  void anRn2483TakesAGroupInClassCOnlyAndForgetsItWithEachChangeOfClass() {
    SerialPeer modem = rn2483();

    assertThat(say(modem, "mac set mcast on")).isEqualTo("invalid_class\r\n");
    assertThat(say(modem, "mac set class c")).isEqualTo("ok\r\n");
    assertThat(say(modem, "mac set mcast on")).isEqualTo("multicast_keys_not_set\r\n");
    say(modem, "mac set mcastdevaddr 1A2B3C4D");
    say(modem, "mac set mcastnwkskey " + KEY);
    say(modem, "mac set mcastappskey " + KEY);
    assertThat(say(modem, "mac set mcast on")).isEqualTo("ok\r\n");
    say(modem, "mac set class c");
    assertThat(say(modem, "mac get mcast")).isEqualTo("off\r\n");
  }

  @Test
  void anRn2483ListensInClassCOnlyBehindAnUplink() {
    SerialPeer modem = rn2483();
    assertThat(say(modem, "mac join otaa")).isEqualTo("keys_not_init\r\n");
    say(modem, "mac set deveui 0000000000000001");
    say(modem, "mac set appkey " + KEY);
    say(modem, "mac set dr 5");
    assertThat(say(modem, "mac join otaa\r\n", 20)).isEqualTo("ok\r\naccepted\r\n");
    assertThat(say(modem, "mac get status")).isEqualTo("00000010\r\n");

    say(modem, "mac set class c\r\n", 5);
    assertThat(network.listening()).isEmpty();

    assertThat(say(modem, "mac tx uncnf 1 00\r\n", 10)).isEqualTo("ok\r\nmac_tx_ok\r\n");
    assertThat(network.listening()).isPresent();
    assertThat(say(modem, "mac get status")).isEqualTo("00000019\r\n");
  }

  @Test
  void anRn2483ShowsNoKeyAndLosesItsSessionWithAnotherOne() {
    SerialPeer modem = rn2483();
    assertThat(say(modem, "mac get appkey")).isEqualTo("invalid_param\r\n");
    say(modem, "mac set appkey " + KEY);
    say(modem, "mac join otaa\r\n", 20);
    say(modem, "mac set appkey " + KEY);
    assertThat(say(modem, "mac tx uncnf 1 00")).isEqualTo("not_joined\r\n");
  }

  @Test
  void loraModemSendsWhatCameInASecond() {
    SerialPeer modem = put(new Murata(ModemBench.parts(network, world)));
    String end = "\r\n\r\n";
    say(modem, "AT+MODE=1\rAT+DFORMAT=1\rAT+DR=5\r", 0);
    say(modem, "AT+APPKEY=" + KEY + "\r", 0);
    assertThat(say(modem, "AT+JOIN 5,1\r", 20)).isEqualTo("+OK" + end + "+EVENT=1,1" + end);

    assertThat(say(modem, "AT+PUTX 9,2\r01", 5)).isEqualTo("+OK" + end);
    assertThat(network.uplinks)
        .extracting(ScriptedNetwork.Up::payload)
        .extracting(Object::toString)
        .containsExactly(Bytes.fromHex("01").toString());
    assertThat(say(modem, "AT+PUTX 9,2\r\n01", 5)).startsWith("+ERR=-3" + end); // a line feed
  }

  @Test
  void loraModemKeepsAClassThatTheMacDidNotTake() {
    SerialPeer modem = put(new Murata(ModemBench.parts(network, world)));
    say(modem, "AT+MODE=1\rAT+DFORMAT=1\rAT+APPKEY=" + KEY + "\rAT+JOIN 5,1\r", 20);
    say(modem, "AT+PUTX 9,1\r01", 0);

    assertThat(say(modem, "AT+CLASS=2\r", 0)).startsWith("+ERR=-7");
    assertThat(say(modem, "AT+CLASS?\r", 0)).startsWith("+OK=2");
    world.run(Duration.ofSeconds(10));
    assertThat(network.listening()).isEmpty();
  }

  @Test
  void atSlaveTakesNoKeyInASessionAndTellsBusyByAGeneralWord() {
    SerialPeer modem = put(new AtSlave(ModemBench.parts(network, world)));
    assertThat(say(modem, "AT+CLASS=A")).isEqualTo("\r\nAT_NO_NETWORK_JOINED\r\n");
    say(
        modem,
        "AT+APPKEY=" + COLONS + "\r\nAT+NWKKEY=" + COLONS + "\r\nAT+ADR=0\r\nAT+DR=5\r\n",
        0);
    assertThat(say(modem, "AT+JOIN=1\r\n", 20)).isEqualTo("\r\nOK\r\n+EVT:JOINED\r\n");

    assertThat(say(modem, "AT+NWKKEY=" + COLONS)).isEqualTo("\r\nAT_ERROR\r\n");
    assertThat(say(modem, "AT+BAND=8")).isEqualTo("\r\nAT_PARAM_ERROR\r\n");
    assertThat(say(modem, "AT+SEND=200:0:0102")).isEqualTo("\r\nOK\r\n");
    assertThat(say(modem, "AT+CLASS=A")).isEqualTo("\r\nAT_ERROR\r\n");
    assertThat(say(modem, "", 10)).isEmpty(); // the end of an uplink is not told
    assertThat(say(modem, "AT+CLASS=A")).isEqualTo("\r\nOK\r\n");
  }
}
