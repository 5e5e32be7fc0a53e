package dev.fuota.emulators.modem;

import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.JoinKeys;
import dev.fuota.protocol.lorawan.SessionKeys;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A RAK3172 on a scripted network, and somebody who types. */
final class Terminal {
  static final String KEY = "2B7E151628AED2A6ABF7158809CF4F3C";
  static final String GROUP_NWK = "11111111111111111111111111111111";
  static final String GROUP_APP = "22222222222222222222222222222222";
  static final String GROUP = "1A2B3C4D";

  final Simulation world = new Simulation(7);
  final ScriptedNetwork network = new ScriptedNetwork(world, new JoinKeys(AesKey.fromHex(KEY)));
  final RamNvm nvm = new RamNvm();
  final Rak3172 modem;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  Terminal(Rak3172.Firmware firmware) {
    modem =
        new Rak3172(firmware, new ModemParts(network, nvm, world, world, new SplittableRandom(3)));
    modem.attach(octets -> said.writeBytes(octets));
  }

  static Terminal usual() {
    return new Terminal(Rak3172.Firmware.V4_2_1);
  }

  /** With its keys, in a session. */
  static Terminal joined() {
    return joined(Rak3172.Firmware.V4_2_1);
  }

  static Terminal joined(Rak3172.Firmware firmware) {
    Terminal terminal = new Terminal(firmware);
    terminal.say("AT+APPKEY=" + KEY);
    terminal.say("AT+DR=5");
    terminal.say("AT+JOIN=1:0:10:0");
    terminal.run(20);
    terminal.text();
    return terminal;
  }

  void type(String text) {
    byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
    modem.onOctets(octets, octets.length);
  }

  /** What was said since this was asked last. */
  String text() {
    String text = said.toString(StandardCharsets.ISO_8859_1);
    said.reset();
    return text;
  }

  int saidOctets() {
    return said.size();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(text().split("\r\n")));
    lines.removeIf(String::isEmpty);
    return lines;
  }

  /** Types a command, and gives back what is answered at once. */
  List<String> say(String command) {
    text();
    type(command + "\r\n");
    return lines();
  }

  List<String> run(int seconds) {
    world.run(Duration.ofSeconds(seconds));
    return lines();
  }

  /** A frame to the group, with this counter. */
  static Bytes toGroup(long fCnt, String payload) {
    FrameCrypto crypto =
        new FrameCrypto(
            new SessionKeys(AesKey.fromHex(GROUP_NWK), AesKey.fromHex(GROUP_APP)),
            DevAddr.fromHex(GROUP));
    return crypto.seal(
        FType.UNCONFIRMED_DATA_DOWN, FCtrl.NONE, fCnt, Bytes.EMPTY, 201, Bytes.fromHex(payload));
  }
}
