package dev.fuota.tests.msu;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.fuota.agent.msu.MsuClient;
import dev.fuota.agent.msu.MsuClientConfig;
import dev.fuota.agent.msu.MsuState;
import dev.fuota.agent.msu.MsuSubstate;
import dev.fuota.fleet.lan.LanPort;
import dev.fuota.fleet.lan.LinkQuality;
import dev.fuota.fleet.msu.VirtualGround;
import dev.fuota.hal.file.FileProblem;
import dev.fuota.hal.net.DatagramListener;
import dev.fuota.hal.net.DatagramPort;
import dev.fuota.protocol.msu.ConnectRequest;
import dev.fuota.protocol.msu.DeviceIdentity;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MacAddress;
import dev.fuota.protocol.msu.Notification;
import dev.fuota.protocol.msu.NotificationKind;
import dev.fuota.protocol.msu.Profile;
import dev.fuota.protocol.msu.StatusCode;
import dev.fuota.protocol.msu.WhoIs;
import dev.fuota.server.msu.FileOutcome;
import dev.fuota.server.msu.MsuCycle;
import dev.fuota.server.msu.MsuPhase;
import dev.fuota.server.msu.MsuReport;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Server and clients together: who dies when, disks that fail, and what a stranger can cause. */
class MsuTroubleTest {
  private static final int STRANGER = 0x0a09_0909;

  // MSU-050, MSU-052
  @ParameterizedTest(name = "the server dies in {0}")
  @EnumSource(
      value = MsuPhase.class,
      names = {"READY", "GROUPING", "ABORT", "DONE"},
      mode = EnumSource.Mode.EXCLUDE)
  @DisplayName("A server dies in a phase: clients come to rest, and the next server has all served")
  void theServerDies(MsuPhase phase) {
    Hall hall = new Hall(Profile.NONE, phase == MsuPhase.REPAIR ? 0.3 : 0);
    assertThat(hall.reach(hall.start(), phase)).isTrue();
    hall.killServer();
    hall.settle();
    hall.nodes.forEach(Node::calm);
    MsuReport report = hall.finish(hall.start());
    assertThat(report.passed()).isEqualTo(Hall.CLIENTS);
    assertThat(hall.allHave()).isTrue();
    hall.settle();
  }

  // MSU-X21, MSU-X23
  @ParameterizedTest(name = "power fails in {0}, profile {1}")
  @CsvSource({
    "LISTENING, NONE",
    "CONNECTED, NONE",
    "UPDATE, NONE",
    "FINALIZATION, NONE",
    "UPDATE, STREAM",
    "FINALIZATION, STREAM"
  })
  @DisplayName("A client dies in a state: it has the file in the end, and nobody waits for ever")
  void aClientDiesInAState(MsuState state, String profile) {
    Hall hall = new Hall(profile.equals("NONE") ? Profile.NONE : Profile.CODED, 0);
    MsuCycle cycle = hall.start();
    assertThat(hall.reach(state)).isTrue();
    comesBack(hall, cycle);
  }

  // MSU-X21, MSU-X23
  @ParameterizedTest(name = "power fails in {0}")
  @EnumSource(
      value = MsuSubstate.class,
      names = {"STALL"},
      mode = EnumSource.Mode.EXCLUDE)
  @DisplayName("A client dies in a part of a transfer: it has the file in the end")
  void aClientDiesInASubstate(MsuSubstate substate) {
    Hall hall = new Hall(Profile.NONE, 0.25);
    MsuCycle cycle = hall.start();
    assertThat(hall.reach(substate)).isTrue();
    comesBack(hall, cycle);
  }

  private static void comesBack(Hall hall, MsuCycle cycle) {
    hall.first().kill(Duration.ofSeconds(8));
    hall.finish(cycle);
    hall.settle();
    hall.nodes.forEach(Node::calm);
    MsuReport report = hall.finish(hall.start());
    assertThat(report.passed()).isEqualTo(Hall.CLIENTS);
    assertThat(hall.allHave()).isTrue();
    hall.settle();
  }

  @ParameterizedTest(name = "{0} in {1}")
  @CsvSource({
    "FULL, CONNECT, 6",
    "FULL, TRANSFER, 6",
    "READ_ONLY, CONNECT, 7",
    "READ_ONLY, TRANSFER, 7",
    "IO, TRANSFER, 7"
  })
  @DisplayName(
      "A disk that fails: the server is told why, others are served, and once it is mended"
          + " the client too")
  void aDiskFails(FileProblem problem, MsuPhase when, int code) {
    Hall hall = new Hall(Profile.NONE, 0);
    MsuCycle cycle = hall.start();
    assertThat(hall.reach(cycle, when)).isTrue();
    hall.first().disk().area().fail(problem);
    MsuReport report = hall.finish(cycle);
    assertThat(report.passed()).isEqualTo(Hall.CLIENTS - 1L);
    assertThat(Hall.result(report, hall.first()).outcome()).isEqualTo(FileOutcome.FAIL);
    assertThat(Hall.result(report, hall.first()).code()).isEqualTo(new StatusCode(code));
    assertThat(hall.first().disk().area().published()).isEmpty();
    hall.first().disk().area().mend();
    assertThat(hall.finish(hall.start()).passed()).isEqualTo(Hall.CLIENTS);
    assertThat(hall.allHave()).isTrue();
  }

  // MSU-X01, S10
  @Test
  @DisplayName("S10: four gibibytes are announced, the quota allows them: no memory is taken")
  void fourGibibytesAreAnnounced() {
    VirtualGround ground = new VirtualGround(1);
    MsuClient client = client(ground, MsuClientConfig.open().withQuota(3, 0xffff_ffffL));
    client.onDatagram(DatagramPort.Line.UNICAST, ServerHost.ADDRESS, 4000, connect());
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    announce(client, 0xffff_ffffL, 32, 1460); // loads what there is to load
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    for (int i = 0; i < 100; i++) {
      announce(client, 0xffff_ffffL - i, 32, 1460);
      announce(client, 0xffff_ffffL - i, 1, 1);
    }
    long taken = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    assertThat(client.state()).isEqualTo(MsuState.CONNECTED);
    assertThat(client.status().code()).isNotEqualTo(StatusCode.NONE);
    assertThat(taken).isLessThan(200 * 20_000L);
  }

  private static MsuClient client(VirtualGround ground, MsuClientConfig config) {
    Node node =
        new Node(
            ground,
            ground.link(LinkQuality.PERFECT),
            config,
            new WatchedDisk(1 << 20, new Offers(), () -> true),
            EnumSet.noneOf(Fate.class),
            new Trace(ground.simulation()));
    node.start();
    return node.client().orElseThrow();
  }

  private static ByteBuffer connect() {
    return new ConnectRequest(
            0,
            new Ipv4(ServerHost.ADDRESS),
            1,
            new MacAddress(1),
            60,
            Optional.empty(),
            DeviceIdentity.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0)
        .encoded()
        .asBuffer();
  }

  private static void announce(MsuClient client, long size, int limit, int frame) {
    ByteBuffer datagram =
        new Notification(
                NotificationKind.UPGRADE,
                1,
                new FileGeometry(size, limit, frame),
                new Endpoint(new Ipv4(0xeffe_0103), 15_568),
                Optional.empty(),
                1,
                0,
                OptionalInt.empty(),
                0,
                "f",
                Optional.empty())
            .encoded()
            .asBuffer();
    client.onDatagram(DatagramPort.Line.DISCOVERY, ServerHost.ADDRESS, 4000, datagram);
  }

  /** Octets that come back to a stranger. */
  private static final class Victim implements DatagramListener {
    long octets;

    @Override
    public void onDatagram(DatagramPort.Line line, int address, int port, ByteBuffer datagram) {
      octets += datagram.remaining();
    }

    @Override
    public void onInterface(boolean up) {
      // It is always up.
    }
  }

  // MSU-X27, S7
  @Test
  @DisplayName("S7: a minute of questions in a victim's name costs the victim one answer in 2 s")
  void questionsInAnothersName() {
    VirtualGround ground = new VirtualGround(1);
    client(ground, MsuClientConfig.open());
    LanPort port = ground.lan().attach(STRANGER);
    Victim victim = new Victim();
    port.listen(victim);
    port.join(DatagramPort.Line.UNICAST, 0, 0);
    long asked = 0;
    for (int i = 0; i < 6000; i++) {
      ByteBuffer question = WhoIs.everybody().encoded().asBuffer();
      asked += question.remaining();
      port.send(MsuClientConfig.DISCOVERY_GROUP.bits(), MsuClientConfig.DISCOVERY_PORT, question);
      ground.simulation().run(Duration.ofMillis(10));
    }
    assertThat(victim.octets).isBetween(29 * 70L, 31 * 110L);
    assertThat(victim.octets * 100).isLessThan(asked);
  }
}
