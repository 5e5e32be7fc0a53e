package dev.fuota.drivers.lbm;

import dev.fuota.drivers.modem.ModemCredentials;
import dev.fuota.drivers.modem.ModemHealth;
import dev.fuota.drivers.modem.ModemLink;
import dev.fuota.drivers.modem.ModemSettings;
import dev.fuota.emulators.modem.HwModem;
import dev.fuota.emulators.modem.ScriptedNetwork;
import dev.fuota.emulators.smp.PacedLine;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.LinkCapabilities;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.sim.Simulation;
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
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** A link over an emulated modem at 115,200 baud, on a scripted network. */
final class LbmBench {
  static final AesKey KEY = AesKey.fromHex("2b7e151628aed2a6abf7158809cf4f3c");
  static final ModemSettings SETTINGS =
      ModemSettings.of(
              Region.EU868,
              new ModemCredentials.Otaa(
                  Eui.fromHex("0004a30b001a2b3c"), Eui.fromHex("70b3d57ed0000001"), KEY))
          .withDataRate(5);
  private static final AesKey NWK = AesKey.fromHex("11111111111111111111111111111111");
  private static final AesKey APP = AesKey.fromHex("22222222222222222222222222222222");

  final Simulation world = new Simulation(11);
  final ScriptedNetwork network = new ScriptedNetwork(world, new JoinKeys(KEY));
  final HwModem modem = new HwModem(network, world, world, new SplittableRandom(1));
  final PacedLine line = new PacedLine(modem, world, world, 115_200);
  final ModemLink link;
  final List<Downlink> heard = new ArrayList<>();
  final List<Boolean> done = new ArrayList<>();

  /** How far the network's time was from the world's when it was told. */
  final List<Duration> clockErrors = new ArrayList<>();

  final List<String> troubles = new ArrayList<>();
  final List<String> identities = new ArrayList<>();
  int activations;

  LbmBench() {
    this(SETTINGS);
  }

  LbmBench(ModemSettings settings) {
    link =
        Lbm.link(
            line, modem.lines(), settings, world, world, new SplittableRandom(5), new Health());
    link.listen(new Ears());
    link.start();
  }

  private final class Health implements ModemHealth {
    @Override
    public void onReady(String identity, LinkCapabilities capabilities) {
      identities.add(identity);
    }

    @Override
    public void onTrouble(String sentence) {
      troubles.add(sentence);
    }
  }

  private final class Ears implements LorawanLink.Listener {
    @Override
    public void onDownlink(Downlink downlink) {
      heard.add(downlink);
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
      clockErrors.add(Duration.between(now, world.instant()).abs());
    }
  }

  /** Lets time pass until something holds, for an hour at most. */
  LbmBench until(BooleanSupplier condition) {
    Instant end = world.instant().plus(Duration.ofHours(1));
    while (!condition.getAsBoolean() && world.instant().isBefore(end)) {
      world.run(Duration.ofMillis(100));
    }
    if (!condition.getAsBoolean()) {
      throw new AssertionError("it never came; troubles: " + troubles);
    }
    return this;
  }

  LbmBench ready() {
    return until(link::ready);
  }

  LbmBench run(int seconds) {
    world.run(Duration.ofSeconds(seconds));
    return this;
  }

  void send(String payload, boolean confirmed) {
    ready();
    int before = done.size();
    link.send(201, Bytes.fromHex(payload).toArray(), confirmed);
    until(() -> done.size() > before);
  }

  static int address(int groupId) {
    return 0x1A2B3C00 + groupId;
  }

  void define(int groupId) {
    link.defineGroup(
        new MulticastGroup(
            groupId,
            address(groupId),
            APP.bytes().toArray(),
            NWK.bytes().toArray(),
            0,
            0xFFFF_FFFFL,
            MulticastGroup.NONE));
  }

  static Bytes toGroup(int groupId, long fCnt, String payload) {
    return new FrameCrypto(new SessionKeys(NWK, APP), new DevAddr(address(groupId)))
        .seal(
            FType.UNCONFIRMED_DATA_DOWN,
            FCtrl.NONE,
            fCnt,
            Bytes.EMPTY,
            201,
            Bytes.fromHex(payload));
  }
}
