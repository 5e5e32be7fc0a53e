package dev.fuota.drivers.wioe5;

import dev.fuota.drivers.modem.ModemCredentials;
import dev.fuota.drivers.modem.ModemHealth;
import dev.fuota.drivers.modem.ModemLink;
import dev.fuota.drivers.modem.ModemSettings;
import dev.fuota.emulators.modem.ScriptedNetwork;
import dev.fuota.emulators.smp.PacedLine;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.LinkCapabilities;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.nvm.Nvm;
import dev.fuota.hal.radio.LoraChannel;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The driver on an emulated module and a scripted network, over a line of 9600 baud. */
final class WioBench implements LorawanLink.Listener, ModemHealth {
  static final LoraChannel SESSION = new LoraChannel(868_500_000, 9, 125_000);
  static final int SESSION_RATE = 3;
  static final Bytes NWK = Bytes.fromHex("11111111111111111111111111111111");
  static final Bytes APP = Bytes.fromHex("22222222222222222222222222222222");
  private static final AesKey KEY = AesKey.fromHex("2b7e151628aed2a6abf7158809cf4f3c");
  private static final int BAUD = 9600;

  final Simulation world = new Simulation(11);
  final ScriptedNetwork network = new ScriptedNetwork(world, new JoinKeys(KEY));
  final dev.fuota.emulators.modem.WioE5 modem;
  final PacedLine line;
  final ModemLink link;
  final List<Downlink> downlinks = new ArrayList<>();
  final List<Boolean> done = new ArrayList<>();
  final List<String> ready = new ArrayList<>();
  final List<String> troubles = new ArrayList<>();
  int activations;

  WioBench(boolean marks) {
    this(marks, settings(Region.EU868).withDataRate(5));
  }

  static ModemSettings settings(Region region) {
    return ModemSettings.of(region, new ModemCredentials.Otaa(new Eui(1), new Eui(2), KEY));
  }

  WioBench(boolean marks, ModemSettings settings) {
    modem =
        new dev.fuota.emulators.modem.WioE5(
            marks, network, new Memory(), world, world, world.newRandom());
    line = new PacedLine(modem, world, world, BAUD);
    link = WioE5.link(line, settings, world, world, world.newRandom(), this);
    link.listen(this);
    link.start();
  }

  static WioBench joined() {
    WioBench bench = new WioBench(false);
    bench.run(60);
    return bench;
  }

  void run(int seconds) {
    world.run(Duration.ofSeconds(seconds));
  }

  static MulticastGroup group(int id) {
    return new MulticastGroup(
        id, address(id).value(), APP.toArray(), NWK.toArray(), 0, 0xffff_ffffL, -1);
  }

  static DevAddr address(int id) {
    return new DevAddr(0x0100_0000 + id);
  }

  void open(int id) {
    link.defineGroup(group(id));
    link.openClassC(id, SESSION.frequencyHz(), SESSION_RATE);
  }

  /** Sends a frame to a group; whether the modem listened there. */
  boolean toGroup(int id, long fCnt, String payload) {
    SessionKeys keys = new SessionKeys(AesKey.of(NWK), AesKey.of(APP));
    return network.broadcast(
        SESSION,
        new FrameCrypto(keys, address(id))
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
  public void onReady(String identity, LinkCapabilities capabilities) {
    ready.add(identity);
  }

  @Override
  public void onTrouble(String sentence) {
    troubles.add(sentence);
  }

  /** The flash of the module's MAC. */
  private static final class Memory implements Nvm {
    private final Map<Integer, byte[]> records = new HashMap<>();

    @Override
    public Optional<byte[]> read(int key) {
      return Optional.ofNullable(records.get(key)).map(byte[]::clone);
    }

    @Override
    public void write(int key, byte[] value) {
      records.put(key, value.clone());
    }

    @Override
    public void delete(int key) {
      records.remove(key);
    }
  }
}
