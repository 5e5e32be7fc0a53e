package dev.fuota.drivers.rui3;

import dev.fuota.drivers.modem.ModemCredentials;
import dev.fuota.drivers.modem.ModemHealth;
import dev.fuota.drivers.modem.ModemLink;
import dev.fuota.drivers.modem.ModemSettings;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.LinkCapabilities;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A link on a scripted module, in virtual time, and all that it reports. */
final class Rui3World implements LorawanLink.Listener, ModemHealth {
  static final String APP_KEY = "2b7e151628aed2a6abf7158809cf4f3c";
  static final String NWK_S_KEY = "000102030405060708090a0b0c0d0e0f";
  static final String APP_S_KEY = "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff";
  static final ModemSettings SETTINGS =
      ModemSettings.of(
          Region.EU868,
          new ModemCredentials.Otaa(
              Eui.fromHex("70b3d57ed0000001"),
              Eui.fromHex("70b3d57ed0000002"),
              AesKey.fromHex(APP_KEY)));

  final Simulation simulation = new Simulation(7);
  final ScriptedRak rak = new ScriptedRak(simulation);
  final ModemLink link;
  final List<Downlink> downlinks = new ArrayList<>();
  final List<Boolean> done = new ArrayList<>();
  final List<Instant> times = new ArrayList<>();
  final List<String> checks = new ArrayList<>();
  final List<String> ready = new ArrayList<>();
  final List<String> troubles = new ArrayList<>();
  int activations;
  int beaconsLost;

  Rui3World() {
    this(SETTINGS);
  }

  Rui3World(ModemSettings settings) {
    link = Rui3.link(rak, settings, simulation, simulation, simulation.newRandom(), this);
    link.listen(this);
  }

  /** A module that was there before, with its settings and its session. */
  static Rui3World joined() {
    return joined(SETTINGS);
  }

  static Rui3World joined(ModemSettings settings) {
    return joined(settings, "4", "0000");
  }

  static Rui3World joined(ModemSettings settings, String band, String mask) {
    Rui3World world = new Rui3World(settings);
    world.rak.set("DEVEUI", "70B3D57ED0000001").set("APPEUI", "70B3D57ED0000002");
    world
        .rak
        .set("APPKEY", APP_KEY.toUpperCase(java.util.Locale.ROOT))
        .set("BAND", band)
        .set("MASK", mask);
    world.rak.set("ADR", "1").set("NJS", "1").set("DR", "5");
    world.start();
    return world;
  }

  Rui3World start() {
    link.start();
    run(5);
    return this;
  }

  void run(int seconds) {
    simulation.run(Duration.ofSeconds(seconds));
  }

  /** A join that the network answers. */
  void answersJoins() {
    rak.on(
        "AT+JOIN=",
        command -> {
          rak.set("NJS", "1");
          rak.later(Duration.ofSeconds(6), "+EVT:JOINED");
          return List.of("OK");
        });
  }

  /** Uplinks that go out. */
  void takesUplinks() {
    rak.on(
        "AT+SEND=",
        command -> {
          rak.later(Duration.ofSeconds(3), "+EVT:TX_DONE");
          return List.of("OK");
        });
  }

  static MulticastGroup group(int id) {
    return new MulticastGroup(
        id,
        0x01020300 + id,
        Bytes.fromHex(APP_S_KEY).toArray(),
        Bytes.fromHex(NWK_S_KEY).toArray(),
        0,
        1000,
        MulticastGroup.NONE);
  }

  /** Whether a key came out in anything that people see. */
  boolean showsKeys() {
    String all = String.join(" ", ready) + String.join(" ", troubles);
    return List.of(APP_KEY, NWK_S_KEY, APP_S_KEY).stream()
        .anyMatch(key -> all.toLowerCase(java.util.Locale.ROOT).contains(key));
  }

  @Override
  public void onDownlink(Downlink downlink) {
    downlinks.add(downlink);
  }

  @Override
  public void onUplinkDone(boolean acknowledged) {
    done.add(acknowledged);
  }

  @Override
  public void onActivated() {
    activations++;
  }

  @Override
  public void onNetworkTime(Instant now) {
    times.add(now);
  }

  @Override
  public void onLinkCheck(int marginDb, int gateways) {
    checks.add(marginDb + " dB, " + gateways);
  }

  @Override
  public void onBeaconLost() {
    beaconsLost++;
  }

  @Override
  public void onReady(String identity, LinkCapabilities capabilities) {
    ready.add(identity);
  }

  @Override
  public void onTrouble(String sentence) {
    troubles.add(sentence);
  }
}
