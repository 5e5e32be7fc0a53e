package dev.fuota.agent.fragmentation;

import dev.fuota.agent.chart.Chart;
import dev.fuota.agent.chart.Text;
import dev.fuota.agent.fragmentation.FragmentationStatus.Phase;
import dev.fuota.agent.rig.Bench;
import dev.fuota.agent.step.Timer;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fec.FragmentEncoder;
import dev.fuota.protocol.fec.ParityMatrix;
import dev.fuota.protocol.fragmentation.DataBlockMic;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.fragmentation.FragDataBlockReceivedAns;
import dev.fuota.protocol.fragmentation.FragSessionDeleteReq;
import dev.fuota.protocol.fragmentation.FragSessionSetup;
import dev.fuota.protocol.fragmentation.FragSessionSetupReq;
import dev.fuota.protocol.fragmentation.FragSessionSetupReqV2;
import dev.fuota.protocol.fragmentation.FragSessionStatusReq;
import dev.fuota.protocol.fragmentation.FragmentationDownlink;
import dev.fuota.protocol.fragmentation.FragmentationUplink;
import dev.fuota.protocol.fragmentation.PackageVersionReq;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The chart of TS004: session 0 of a device, with a block of two pages. Where the download slot is
 * taken, it is by session 1. Version 2 wants its blocks reported.
 */
public final class FragmentationChart {
  private static final int COUNT = 30;
  private static final int SIZE = 10;
  private static final int FIRST = 3;
  private static final String FIRMWARE = "4d000000";
  private static final String FILE = "f1000000";

  private final PackageVersion version;
  private final FragBench device;
  private final FragmentEncoder block;
  private final List<String> answers = new ArrayList<>();

  private FragmentationChart(PackageVersion version) {
    this.version = version;
    this.device = new FragBench(version, Bench.GEN_APP_KEY);
    this.block = new FragmentEncoder(octets(), SIZE, ParityMatrix.of(version));
  }

  private static Bytes octets() {
    byte[] octets = new byte[COUNT * SIZE];
    new SplittableRandom(1).nextBytes(octets);
    return Bytes.of(octets);
  }

  /** The chart in one version. */
  public static Chart<FragmentationChart, FragmentationDownlink> of(PackageVersion version) {
    Chart<FragmentationChart, FragmentationDownlink> chart =
        new Chart<>(
            "Fragmentation session (TS004 version " + version.number() + ")",
            () -> new FragmentationChart(version),
            FragmentationChart::state,
            on -> on.answers);
    boolean second = version == PackageVersion.V2;
    states(chart, second);
    setups(chart, version);
    commands(chart);
    if (second) {
      chart.command("", new FragDataBlockReceivedAns(0), FragmentationChart::tell);
    }
    deviceEvents(chart, second);
    return second
        ? chart.coveringAllBut(FragmentationDownlink.class, FragSessionSetupReq.class)
        : chart.coveringAllBut(
            FragmentationDownlink.class,
            FragSessionSetupReqV2.class,
            FragDataBlockReceivedAns.class);
  }

  private static void states(
      Chart<FragmentationChart, FragmentationDownlink> chart, boolean second) {
    chart.state("none", on -> {});
    chart.state("receiving", on -> on.begin(FIRMWARE));
    if (second) {
      chart.state("checking", on -> on.receive(FIRMWARE));
      chart.state("failed", on -> on.finish("4e000000"));
    }
    chart
        .state("waiting", FragmentationChart::waitForSlot)
        .state("rebuilding", FragmentationChart::rebuild)
        .state("settled", on -> on.finish(FIRMWARE))
        .state("complete", on -> on.finish(FILE));
  }

  private static void setups(
      Chart<FragmentationChart, FragmentationDownlink> chart, PackageVersion version) {
    FragSessionSetup same = setup(version, 0, FIRMWARE, 1, COUNT);
    chart
        .command("", same, FragmentationChart::tell)
        .command("anew", setup(version, 0, FIRMWARE, 2, COUNT), FragmentationChart::tell)
        .command("too large", setup(version, 0, FIRMWARE, 3, 60_000), FragmentationChart::tell);
  }

  private static void commands(Chart<FragmentationChart, FragmentationDownlink> chart) {
    DataFragment other = new DataFragment(0, 9, Bytes.fromHex("00"));
    chart
        .command("", new FragSessionDeleteReq(0), FragmentationChart::tell)
        .command("all participate", new FragSessionStatusReq(true, 0), FragmentationChart::ask)
        .command("who misses some", new FragSessionStatusReq(false, 0), FragmentationChart::ask)
        .command("of another size", other, FragmentationChart::tell)
        .command("", new PackageVersionReq(), FragmentationChart::tell)
        .event("DataFragment, one more", on -> on.fragments(FIRST + 1, FIRST + 1))
        .event("DataFragment, the last that is needed", on -> on.fragments(FIRST + 1, COUNT));
  }

  private static void deviceEvents(
      Chart<FragmentationChart, FragmentationDownlink> chart, boolean second) {
    chart
        .event("the next page can be done", on -> on.expire(Timer.REBUILD))
        .event("all pages are done, the image is judged", on -> on.device.work())
        .event("a page fails, a fragment is gone", FragmentationChart::loseAFragment)
        .event("reset", on -> on.device.reset());
    if (second) {
      chart.event("the report is due", on -> on.expire(Timer.FRAG_REPORT));
    }
  }

  private static FragSessionSetup setup(
      PackageVersion version, int fragIndex, String descriptor, int serial, int count) {
    Bytes what = Bytes.fromHex(descriptor);
    if (version == PackageVersion.V1) {
      return new FragSessionSetupReq(0, fragIndex, count, SIZE, serial, 0, 0, what);
    }
    DataBlockMic mic =
        new DataBlockMic(
            DataBlockMic.integrityKey(Bench.GEN_APP_KEY),
            serial,
            fragIndex,
            Bytes.fromHex(descriptor.equals(FILE) ? FILE : FIRMWARE), // wrong for anything else
            octets().length());
    mic.update(octets().toArray(), 0, octets().length());
    return new FragSessionSetupReqV2(
        0, fragIndex, count, SIZE, 0, 0, true, 0, what, serial, mic.mic());
  }

  private String state() {
    return device.phase(0).name().toLowerCase(Locale.ROOT);
  }

  private void begin(String descriptor) {
    tell(setup(version, 0, descriptor, 1, COUNT));
    fragments(1, FIRST);
  }

  private void receive(String descriptor) {
    begin(descriptor);
    fragments(FIRST + 1, COUNT);
  }

  private void finish(String descriptor) {
    receive(descriptor);
    device.work();
  }

  private void rebuild() {
    receive(FIRMWARE);
    until(0, Phase.REBUILDING);
  }

  private void waitForSlot() {
    tell(setup(version, 1, FIRMWARE, 1, COUNT));
    for (int n = 1; n <= COUNT; n++) {
      device.rx(new DataFragment(1, n, block.fragment(n)));
    }
    until(1, Phase.REBUILDING);
    receive(FIRMWARE);
    until(0, Phase.WAITING);
  }

  private void until(int fragIndex, Phase phase) {
    while (device.phase(fragIndex) != phase) {
      expire(Timer.REBUILD);
    }
  }

  private void fragments(int first, int last) {
    for (int n = first; n <= last; n++) {
      tell(new DataFragment(0, n, block.fragment(n)));
    }
  }

  private void loseAFragment() {
    boolean mayFail = device.runs(Timer.REBUILD) && !state().equals("waiting");
    if (mayFail) {
      device.bench.fragments.remove(2);
      device.bench.flashFails = true;
      expire(Timer.REBUILD);
      device.bench.flashFails = false;
    }
  }

  private void expire(Timer timer) {
    if (device.runs(timer)) {
      note(device.expire(timer));
    }
  }

  private void tell(FragmentationDownlink command) {
    note(device.rx(command));
  }

  private void ask(FragmentationDownlink status) {
    tell(status);
    expire(Timer.FRAG_STATUS);
  }

  private void note(List<String> payloads) {
    for (String hex : payloads) {
      FragmentationUplink.commands(version).decodeAll(Bytes.fromHex(hex)).commands().stream()
          .map(Text::of)
          .forEach(answers::add);
    }
  }
}
