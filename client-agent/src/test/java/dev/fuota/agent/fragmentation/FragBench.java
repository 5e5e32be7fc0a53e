package dev.fuota.agent.fragmentation;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.fragmentation.FragmentationStatus.Phase;
import dev.fuota.agent.rig.Bench;
import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.Origin;
import dev.fuota.agent.step.Request;
import dev.fuota.agent.step.Timer;
import dev.fuota.agent.store.NvmKey;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fragmentation.FragmentationDownlink;
import dev.fuota.protocol.lorawan.AesKey;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** The fragmentation package of one device over its resets, spoken to in octets. */
final class FragBench {
  static final int FPORT = 201;

  private final PackageVersion version;
  private final AesKey rootKey;
  private int lives;

  /** The machines of the present life. */
  Bench bench;

  FragBench(PackageVersion version, AesKey rootKey) {
    this.version = version;
    this.rootKey = rootKey;
    this.bench = newBench();
  }

  private Bench newBench() {
    return new Bench(version, rootKey, 7, new SplittableRandom(++lives));
  }

  Fragmentation machine() {
    return bench.fragmentation;
  }

  /** What leaves at once when this payload comes by unicast. */
  List<String> rx(String hex) {
    return rx(hex, Origin.unicast(1));
  }

  List<String> rx(String hex, Origin origin) {
    Request request = Request.on(FPORT, origin);
    for (FragmentationDownlink command :
        FragmentationDownlink.commands(version).decodeAll(Bytes.fromHex(hex)).commands()) {
      bench.answer(FPORT, machine().onCommand(command, request, bench.now()));
    }
    return bench.takeSent();
  }

  List<String> rx(FragmentationDownlink command) {
    return rx(command.encode().toHex());
  }

  /** Time passes until this timer expires; what leaves then. */
  List<String> expire(Timer timer) {
    bench.expire(timer);
    return bench.takeSent();
  }

  boolean runs(Timer timer) {
    return bench.timers.containsKey(timer);
  }

  /** Lets the processor do what there is to do. */
  void work() {
    while (runs(Timer.REBUILD)) {
      bench.expire(Timer.REBUILD);
    }
  }

  Phase phase(int fragIndex) {
    return machine().statuses().get(fragIndex).phase();
  }

  /** The status answer of an index, asked for by unicast with this payload. */
  String status(String request) {
    List<String> atOnce = rx(request);
    return atOnce.isEmpty() ? expire(Timer.FRAG_STATUS).get(0) : atOnce.get(0);
  }

  long count(Class<? extends AgentEvent> kind) {
    return bench.count(kind);
  }

  /** The whole block of an index that is there for the application. */
  Bytes read(int fragIndex) {
    CompleteBlock complete = machine().block(fragIndex).orElseThrow();
    byte[] octets = new byte[complete.block().length()];
    complete.block().read(0, octets, bench.store(fragIndex));
    return Bytes.of(octets);
  }

  /** Power goes away and comes back: records and logs are all that is left. */
  void reset() {
    Bench before = bench;
    bench = newBench();
    bench.nvm.putAll(before.nvm);
    bench.takeLogsOf(before);
    for (int fragIndex = 0; fragIndex < 4; fragIndex++) {
      int index = fragIndex;
      record(NvmKey.fragCounter(index)).ifPresent(octets -> machine().loadCounter(index, octets));
      record(NvmKey.fragSession(index)).ifPresent(octets -> machine().load(index, octets));
    }
    for (Action.OpenLog log : machine().neededLogs()) {
      int[] numbers = bench.numbers(log.fragIndex());
      bench.perform(machine().onLogChecked(log.fragIndex(), numbers, bench.now()));
    }
    bench.perform(machine().start(bench.now()));
  }

  private Optional<Bytes> record(NvmKey key) {
    return Optional.ofNullable(bench.nvm.get(key));
  }
}
