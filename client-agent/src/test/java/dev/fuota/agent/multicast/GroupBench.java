package dev.fuota.agent.multicast;

import dev.fuota.agent.rig.Bench;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.multicast.McClassBSessionReq;
import dev.fuota.protocol.multicast.McClassCSessionReq;
import dev.fuota.protocol.multicast.McGroupSetupReq;
import dev.fuota.protocol.multicast.MulticastDownlink;
import dev.fuota.protocol.time.GpsTime;
import java.util.List;
import java.util.SplittableRandom;

/** A device that knows the time, and what a server may tell it about groups 0 and 1. */
final class GroupBench {
  /** What the clock shows at the beginning: a multiple of 128. */
  static final long NOW = 1_400_000_000;

  static final int FREQUENCY_HZ = 869_525_000;
  private static final Bytes KEY = Bytes.fromHex("00112233445566778899aabbccddeeff");

  final MulticastSettings settings;
  Bench bench;

  GroupBench(PackageVersion version) {
    this(Bench.groups(version, Bench.GEN_APP_KEY));
  }

  GroupBench(MulticastSettings settings) {
    this.settings = settings;
    this.bench = bench();
    bench.setClock(new GpsTime(NOW));
  }

  private Bench bench() {
    return new Bench(Bench.clock(settings.version()), settings, true, 7, new SplittableRandom(1));
  }

  List<String> tell(MulticastDownlink command) {
    bench.answer(200, bench.multicast.onCommand(command, bench.now()));
    return bench.takeSent();
  }

  static McGroupSetupReq setup(int id) {
    return new McGroupSetupReq(id, DevAddr.fromHex("01020304"), KEY, 0, 1000);
  }

  static McClassCSessionReq classC(int id, long start, int timeOut) {
    return new McClassCSessionReq(id, start, timeOut, FREQUENCY_HZ, 3);
  }

  static McClassBSessionReq classB(int id, long start, int timeOut) {
    return new McClassBSessionReq(id, start, timeOut, 4, 0, 3);
  }

  /** Groups 0 and 1 are there. */
  GroupBench withGroups() {
    tell(setup(0));
    tell(setup(1));
    return this;
  }

  /** The clock, which was right before, shows {@code gps} now; deadlines that passed are met. */
  void at(long gps) {
    bench.setClock(new GpsTime(gps));
    bench.clockMoved();
  }

  boolean listens(int id) {
    return bench.openSessions.containsKey(id);
  }

  /** The power goes and comes; the clock does not know the time. */
  void reset() {
    Bench next = bench();
    bench.nvm.forEach(
        (key, octets) -> {
          next.nvm.put(key, octets);
          if (key.key() >= NvmKey.GROUP_0.key() && key.key() <= NvmKey.GROUP_3.key()) {
            next.multicast.load(key.key() - NvmKey.GROUP_0.key(), octets);
          }
        });
    bench = next;
    bench.perform(bench.multicast.start(bench.now()));
  }
}
