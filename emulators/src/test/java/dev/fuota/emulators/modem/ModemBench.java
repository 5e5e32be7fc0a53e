package dev.fuota.emulators.modem;

import dev.fuota.drivers.modem.ModemCredentials;
import dev.fuota.drivers.modem.ModemHealth;
import dev.fuota.drivers.modem.ModemLink;
import dev.fuota.drivers.modem.ModemSettings;
import dev.fuota.emulators.smp.PacedLine;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.LinkCapabilities;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.serial.SerialLine;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.JoinKeys;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A driver on an emulated modem and a scripted network, over a line as fast as the modem's. */
public final class ModemBench implements LorawanLink.Listener, ModemHealth {
  /** Of EU868, where no device listens by itself. */
  public static final LoraChannel OWN_CHANNEL = new LoraChannel(868_500_000, 9, 125_000);

  /** RX2 of EU868 (RP002-1.0.4). */
  public static final LoraChannel RX2_CHANNEL = new LoraChannel(869_525_000, 12, 125_000);

  /** The FPort of an uplink that a driver sends for the modem's sake. */
  private static final int WAKE_PORT = 223;

  /** No modem has it when it leaves the factory. */
  public static final AesKey KEY = AesKey.fromHex("8d7ffe2b1a2c4a6f0b1d2c3e4f506172");

  private static final AesKey NWK = AesKey.fromHex("11111111111111111111111111111111");
  private static final AesKey APP = AesKey.fromHex("22222222222222222222222222222222");

  /** A modem, and how something is made to go wrong with it. */
  public record Patient(SerialPeer modem, Consumer<Fault> inject) {}

  /** What a modem is built of that was never used before. */
  public static ModemParts parts(ScriptedNetwork network, Simulation world) {
    return new ModemParts(network, new RamNvm(), world, world, world.newRandom());
  }

  /** Makes the modem. */
  @FunctionalInterface
  public interface Maker {
    Patient on(ScriptedNetwork network, Simulation world);
  }

  /** The driver's own way to a link. */
  @FunctionalInterface
  public interface Driver {
    ModemLink link(
        SerialLine line,
        ModemSettings settings,
        Scheduler scheduler,
        InstantSource clock,
        RandomGenerator random,
        ModemHealth health);
  }

  /**
   * A kind of modem with its driver.
   *
   * @param session where its sessions are
   */
  public record Kit(int baud, LoraChannel session, Maker maker, Driver driver) {}

  public final Simulation world = new Simulation(11);
  public final ScriptedNetwork network = new ScriptedNetwork(world, new JoinKeys(KEY));
  public final PacedLine line;
  public final ModemLink link;
  public final List<Downlink> downlinks = new ArrayList<>();
  public final List<Boolean> done = new ArrayList<>();
  public final List<Duration> clockErrors = new ArrayList<>();
  public final List<String> ready = new ArrayList<>();
  public final List<String> troubles = new ArrayList<>();
  public final List<String> checks = new ArrayList<>();
  public int activations;
  public int sessionsFound;
  private final Kit kit;
  private final Patient patient;

  public ModemBench(Kit kit) {
    this(kit, settings(Region.EU868).withDataRate(5));
  }

  public ModemBench(Kit kit, ModemSettings settings) {
    this.kit = kit;
    this.patient = kit.maker().on(network, world);
    this.line = new PacedLine(patient.modem(), world, world, kit.baud());
    this.link = kit.driver().link(line, settings, world, world, world.newRandom(), this);
    link.listen(this);
    link.start();
  }

  public static ModemSettings settings(Region region) {
    return ModemSettings.of(region, new ModemCredentials.Otaa(new Eui(1), new Eui(2), KEY));
  }

  /** A device that has joined. */
  public static ModemBench joined(Kit kit) {
    ModemBench bench = new ModemBench(kit);
    bench.run(60);
    return bench;
  }

  public void inject(Fault fault) {
    patient.inject().accept(fault);
  }

  public void run(int seconds) {
    world.run(Duration.ofSeconds(seconds));
  }

  /** Uplinks of the agent. */
  public List<ScriptedNetwork.Up> uplinks() {
    return network.uplinks.stream().filter(up -> up.fPort() != WAKE_PORT).toList();
  }

  /** Defines a group and opens its session. */
  public void open(int id) {
    link.defineGroup(
        new MulticastGroup(
            id,
            address(id).value(),
            APP.bytes().toArray(),
            NWK.bytes().toArray(),
            0,
            0xffff_ffffL,
            -1));
    int rate =
        Region.EU868.dataRates().stream()
            .filter(it -> it.spreadingFactor() == kit.session().spreadingFactor())
            .findFirst()
            .orElseThrow()
            .index();
    link.openClassC(id, kit.session().frequencyHz(), rate);
  }

  private static DevAddr address(int id) {
    return new DevAddr(0x0100_0000 + id);
  }

  /** Whether it listens to the session. */
  public boolean hearsSession() {
    return network.listening().filter(kit.session()::equals).isPresent();
  }

  /** Sends a frame to a group; whether the modem listened there. */
  public boolean toGroup(int id, long fCnt, String payload) {
    return network.broadcast(
        kit.session(),
        new FrameCrypto(new SessionKeys(NWK, APP), address(id))
            .seal(
                FType.UNCONFIRMED_DATA_DOWN,
                FCtrl.NONE,
                fCnt,
                Bytes.EMPTY,
                201,
                Bytes.fromHex(payload)));
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
  public void onSessionFound() {
    sessionsFound++;
  }

  @Override
  public void onNetworkTime(Instant now) {
    clockErrors.add(Duration.between(world.instant(), now));
  }

  @Override
  public void onLinkCheck(int marginDb, int gateways) {
    checks.add(marginDb + " dB at " + gateways);
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
