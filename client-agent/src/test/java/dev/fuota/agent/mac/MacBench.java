package dev.fuota.agent.mac;

import dev.fuota.agent.rig.ScriptedRadio;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.flash.Partition;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.nvm.JournalNvm;
import dev.fuota.hal.nvm.Nvm;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerLoss;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.CfList;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.JoinAccept;
import dev.fuota.protocol.lorawan.JoinKeys;
import dev.fuota.protocol.lorawan.JoinRequest;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.MicContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A MAC on a scripted radio and real flash, and a network that the test writes by hand. */
final class MacBench {
  static final Eui DEV_EUI = Eui.fromHex("0004a30b001a2b3c");
  static final Eui JOIN_EUI = Eui.fromHex("70b3d57ed0000001");
  static final JoinKeys KEYS =
      new JoinKeys(
          AesKey.fromHex("2b7e151628aed2a6abf7158809cf4f3c"),
          AesKey.fromHex("000102030405060708090a0b0c0d0e0f"));
  static final Activation.Otaa OTAA = new Activation.Otaa(DEV_EUI, JOIN_EUI, KEYS);
  static final DevAddr DEV_ADDR = DevAddr.fromHex("26011bda");
  static final byte[] HELLO = {1, 2, 3};

  /** A transmission of the device and when it ended. */
  record Sent(Instant end, LoraChannel channel, Bytes phy) {
    boolean isJoin() {
      return phy.at(0) == 0;
    }

    JoinRequest join() {
      return JoinRequest.decode(phy).value().orElseThrow();
    }

    DataFrame frame() {
      return DataFrame.decode(phy).value().orElseThrow();
    }
  }

  final Simulation world = new Simulation(1);
  final ScriptedRadio radio = new ScriptedRadio(world);
  final PowerSupply power = new PowerSupply(1);
  final NorFlash flash = new NorFlash(FlashProfile.STM32WL, power);
  final List<Sent> sent = new ArrayList<>();
  final List<Instant> opened = new ArrayList<>();
  final List<LoraChannel> openedOn = new ArrayList<>();
  final List<Downlink> heard = new ArrayList<>();
  final List<Boolean> done = new ArrayList<>();
  final List<Instant> times = new ArrayList<>();
  int activations;
  int exhausted;
  int beaconsLost;
  boolean faulty;

  private final MacConfig config;

  private BiFunction<Sent, Integer, Optional<Bytes>> network = (uplink, window) -> Optional.empty();
  private int window;
  private int life;
  private @Nullable Mac mac;

  MacBench(MacConfig config) {
    this.config = config;

    radio.guardedBy(this::guarded);
    radio.onTransmission(
        one -> {
          sent.add(new Sent(world.instant(), one.channel(), one.phyPayload()));
          window = 0;
        });
    radio.answerWindows(
        channel -> {
          opened.add(world.instant());
          openedOn.add(channel);
          return sent.isEmpty() ? Optional.empty() : network.apply(last(), window++);
        });
  }

  private Nvm faulting(Nvm journal) {
    return new Nvm() {
      @Override
      public Optional<byte[]> read(int key) {
        check();
        return journal.read(key);
      }

      @Override
      public void write(int key, byte[] value) {
        check();
        journal.write(key, value);
      }

      @Override
      public void delete(int key) {
        check();
        journal.delete(key);
      }

      private void check() {
        if (faulty) {
          throw new FlashFault("no flash today", 0);
        }
      }
    };
  }

  private void guarded(Runnable action) {
    try {
      action.run();
    } catch (PowerLoss loss) {
      life++;
      radio.off();
    }
  }

  /** Power comes, or comes again. */
  MacBench start() {
    power.restore();
    int mine = ++life;
    radio.off();
    Nvm fresh = faulting(new JournalNvm(new Partition(flash, 0, 4)));
    Scheduler alive =
        (delay, action) ->
            world.after(
                delay,
                () -> {
                  if (mine == life) {
                    guarded(action);
                  }
                });
    guarded(
        () -> {
          Mac started = new Mac(config, radio, fresh, world, alive, new SplittableRandom(life));
          started.listen(new Ears());
          mac = started;
        });
    return this;
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
    public void onExhausted() {
      exhausted++;
    }

    @Override
    public void onBeaconLost() {
      beaconsLost++;
    }

    @Override
    public void onNetworkTime(Instant now) {
      times.add(now);
    }
  }

  Mac mac() {
    if (mac == null) {
      throw new IllegalStateException("off");
    }
    return mac;
  }

  /** The records as they are now; before the next start only. */
  Nvm nvm() {
    return new JournalNvm(new Partition(flash, 0, 4));
  }

  /** What the network sends in the window 0 or 1 behind a transmission. */
  MacBench network(BiFunction<Sent, Integer, Optional<Bytes>> other) {
    network = other;
    return this;
  }

  MacBench silence() {
    return network((uplink, window) -> Optional.empty());
  }

  /** Only in this window, only once. */
  MacBench once(int inWindow, Bytes frame) {
    boolean[] given = {false};
    return network(
        (uplink, w) -> {
          if (w != inWindow || given[0]) {
            return Optional.empty();
          }
          given[0] = true;
          return Optional.of(frame);
        });
  }

  MacBench run(Duration duration) {
    world.run(duration);
    return this;
  }

  MacBench run(int seconds) {
    return run(Duration.ofSeconds(seconds));
  }

  /** Sends when the MAC lets the application, and waits until the windows are over. */
  MacBench send(boolean confirmed) {
    for (int i = 0; i < 10_000 && !mac().ready(); i++) {
      run(Duration.ofMillis(100));
    }
    int before = done.size();
    mac().send(7, HELLO, confirmed);
    for (int i = 0; i < 10_000 && done.size() == before; i++) {
      run(Duration.ofMillis(100));
    }
    return this;
  }

  Sent last() {
    return sent.get(sent.size() - 1);
  }

  List<JoinRequest> joins() {
    return sent.stream().filter(Sent::isJoin).map(Sent::join).toList();
  }

  List<Sent> data() {
    return sent.stream()
        .filter(one -> one.phy().at(0) >> 5 == 2 || one.phy().at(0) >> 5 == 4)
        .toList();
  }

  static JoinAccept accept(int joinNonce, boolean optNeg) {
    return new JoinAccept(joinNonce, 0x13, DEV_ADDR, optNeg, 0, 0, 1, Optional.<CfList>empty());
  }

  /** A join server that answers every join-request in RX1, with growing JoinNonces. */
  MacBench joinServer(LorawanVersion version, boolean optNeg) {
    int[] joinNonce = {0};
    return network(
        (uplink, w) ->
            w == 0 && uplink.isJoin()
                ? Optional.of(accept(++joinNonce[0], optNeg).seal(KEYS, uplink.join(), version))
                : Optional.empty());
  }

  /** Joined, with a network that is silent from now on. */
  MacBench joined() {
    joinServer(config.version(), config.version() == LorawanVersion.V1_1);
    start();
    for (int i = 0; i < 1000 && activations == 0; i++) {
      run(1);
    }
    silence();
    for (int i = 0; i < 1000 && data().isEmpty(); i++) {
      run(1);
    }
    return run(10);
  }

  /** The network's side of the session that followed the last join-request. */
  FrameCrypto session(JoinAccept accept, LorawanVersion session) {
    JoinRequest request = joins().get(joins().size() - 1);
    return new FrameCrypto(
        KEYS.sessionKeys(accept, request, config.version()), accept.devAddr(), session);
  }

  /** A downlink with MAC commands in FOpts. */
  static Bytes commands(FrameCrypto network, long fCnt, String fOpts) {
    return network.seal(
        FType.UNCONFIRMED_DATA_DOWN,
        FCtrl.NONE,
        fCnt,
        Bytes.fromHex(fOpts),
        DataFrame.NO_PORT,
        Bytes.EMPTY);
  }

  static Bytes down(FrameCrypto network, FType type, FCtrl fCtrl, long fCnt, MicContext context) {
    return network.seal(type, fCtrl, fCnt, Bytes.EMPTY, 201, Bytes.of(HELLO), context);
  }

  static Bytes down(FrameCrypto network, FCtrl fCtrl, long fCnt) {
    return down(network, FType.UNCONFIRMED_DATA_DOWN, fCtrl, fCnt, MicContext.NONE);
  }
}
