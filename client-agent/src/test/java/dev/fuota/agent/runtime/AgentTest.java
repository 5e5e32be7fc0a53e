package dev.fuota.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.fragmentation.FragmentationStatus;
import dev.fuota.agent.rig.AgentBench;
import dev.fuota.agent.rig.Configs;
import dev.fuota.agent.rig.Firmware;
import dev.fuota.agent.rig.StubLink;
import dev.fuota.agent.rig.TestNetwork;
import dev.fuota.agent.rig.Update;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.firmware.DevRebootTimeReq;
import dev.fuota.protocol.fragmentation.DataFragment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What only the whole agent shows: queues, orders, timers. */
class AgentTest {
  /** With the steps in which the test looks. */
  private static final Duration HEARTBEAT_AT_MOST = Duration.ofMillis(60_010);

  private final Update update = new Update(5, 900).begin();
  private final TestNetwork network = update.device.network;

  private void run(Duration duration) {
    update.world.run(duration);
  }

  @Test
  @DisplayName("Each answer has an uplink of its own, in the order of the requests")
  void oneAnswerAnUplink() {
    network.send(203, Bytes.fromHex("000104"));
    network.send(200, Bytes.fromHex("00"));
    run(Duration.ofMinutes(5));
    assertThat(network.heardOn(203)).containsExactly("000401", "010000000102010000", "0400");
    assertThat(network.heardOn(200)).containsExactly("000201");
  }

  @Test
  @DisplayName("What comes before a defect is done and answered")
  void stopsAtADefect() {
    network.send(203, Bytes.fromHex("0001ff00"));
    run(Duration.ofMinutes(5));
    assertThat(network.heardOn(203)).hasSize(2);
    assertThat(update.device.count(AgentEvent.MalformedDownlink.class)).isEqualTo(1);
  }

  @Test
  @DisplayName("A data fragment behind another command in one frame is dropped (TS004-15)")
  void fragmentMustBeAlone() {
    update.setUpFragmentation();
    Bytes fragment = new DataFragment(0, 1, update.fragments.fragment(1)).encode();
    network.send(201, Bytes.fromHex("00").concat(fragment));
    run(Duration.ofMinutes(5));
    assertThat(network.heardOn(201)).contains("000301");
    assertThat(update.device.status().fragmentation().received()).isZero();
    network.send(201, fragment);
    run(Duration.ofMinutes(5));
    assertThat(update.device.status().fragmentation().received()).isEqualTo(1);
  }

  @Test
  @DisplayName("A device that joins asks for the time until it knows it")
  void asksForTheTime() {
    AgentBench device = new AgentBench(Configs.with(PackageVersion.V1));
    device.link.activate();
    assertThat(device.link.timeRequests).isEqualTo(1);
    device.link.tellTime(Instant.parse("2026-03-01T00:00:00Z"));
    device.link.activate();
    assertThat(device.link.timeRequests).isEqualTo(1);
  }

  @Test
  @DisplayName("A port that no package owns is not answered")
  void unknownPort() {
    int before = network.uplinks.size();
    network.send(77, Bytes.fromHex("00"));
    run(Duration.ofMinutes(5));
    assertThat(network.uplinks.subList(before, network.uplinks.size()))
        .allMatch(uplink -> uplink.fPort() == 1 || uplink.fPort() == 202);
  }

  @Test
  @DisplayName("A downlink that asks for more answers than the queue holds gets those that fit")
  void boundedQueue() {
    network.send(203, Bytes.of(new byte[200]));
    run(Duration.ofMinutes(30));
    assertThat(network.heardOn(203)).hasSizeBetween(32, 33);
    assertThat(update.device.count(AgentEvent.UplinkDropped.class)).isBetween(167L, 168L);
  }

  // TS006-13
  @Test
  @DisplayName("Reboot at once, by a confirmed downlink: acknowledged first, and not answered")
  void acknowledgesBeforeTheReboot() {
    network.sendConfirmed(203, new DevRebootTimeReq(DevRebootTimeReq.NOW));
    run(Duration.ofMinutes(3));
    List<AgentEvent> events = update.device.events;
    assertThat(events.stream().filter(AgentEvent.Rebooting.class::isInstance)).hasSize(1);
    assertThat(network.uplinks.stream().filter(TestNetwork.Heard::ack)).hasSize(1);
    assertThat(network.heardOn(203)).isEmpty();
    assertThat(update.device.count(AgentEvent.Started.class)).isEqualTo(2);
  }

  // TS006-13
  @Test
  @DisplayName("A reboot that is due waits for the answers that are owed")
  void rebootWaitsForAnswers() {
    network.send(203, Bytes.fromHex("00010401000103010000"));
    run(Duration.ofMinutes(5));
    assertThat(network.heardOn(203)).hasSize(7);
    assertThat(update.device.count(AgentEvent.Started.class)).isEqualTo(2);
  }

  @Test
  @DisplayName("A class A device is heard of within its heartbeat at the latest")
  void heartbeat() {
    int before = network.uplinks.size();
    run(Duration.ofMinutes(10));
    assertThat(network.uplinks.size() - before).isBetween(10, 13);
  }

  @Test
  @DisplayName("Heartbeats come up to an eighth early, so that no two devices keep step")
  void heartbeatsAreSpread() {
    List<Duration> gaps = new ArrayList<>();
    Instant last = nextUplink();
    for (int i = 0; i < 20; i++) {
      Instant next = nextUplink();
      gaps.add(Duration.between(last, next));
      last = next;
    }
    assertThat(gaps)
        .allSatisfy(gap -> assertThat(gap).isBetween(Duration.ofMillis(52_500), HEARTBEAT_AT_MOST));
    assertThat(gaps.stream().map(Duration::toSeconds).distinct()).hasSizeGreaterThan(4);
  }

  private Instant nextUplink() {
    int before = network.uplinks.size();
    while (network.uplinks.size() == before) {
      run(Duration.ofMillis(10));
    }
    return update.world.instant();
  }

  @Test
  @DisplayName("Sets-up of before a reset still stand after it")
  void setUpsSurvive() {
    update.setUpGroup().setUpFragmentation().setUpClassC(Duration.ofMinutes(20), 11);
    update.device.cutPower();
    update.reviveIfDead();
    run(Duration.ofMinutes(2));
    assertThat(update.device.status().openGroups()).isEqualTo(1);
    update.sendFragments(1, update.fragments.count(), n -> false).untilReady();
    assertThat(update.device.status().waiting()).contains(Firmware.V2);
    assertThat(update.device.status().progress()).contains("waits for a reboot");
  }

  @Test
  @DisplayName("A device of which nobody wanted anything shows sessions that are not set up")
  void nothingWanted() {
    AgentStatus status = new AgentBench(Configs.with(PackageVersion.V2)).status();
    assertThat(status.sessions()).containsExactly(FragmentationStatus.NONE);
    assertThat(status.openGroups()).isZero();
    assertThat(status.progress()).isEqualTo("the clock was never synchronised");
  }

  @Test
  @DisplayName("NVM-01: a report that is owed is given after a reset, too (TS004-39)")
  void reportAfterReset() {
    AgentBench bench = new AgentBench(Configs.withFiles());
    assertThat(bench.answers(201, "02000b000e4005f545f878d2029abcd889")).containsExactly("0200");
    for (int n = 1; n <= 11; n++) {
      bench.link.receive(201, String.format("08%02x00", n) + "00".repeat(14));
    }
    bench.run(Duration.ofMillis(500)); // the block is judged, and the report waits for its time
    assertThat(bench.link.sent).extracting(StubLink.Sent::hex).doesNotContain("0404");
    bench.reset().run(Duration.ofMinutes(1));
    assertThat(bench.link.sent).extracting(StubLink.Sent::hex).contains("0404");
  }

  @Test
  @DisplayName("TR-08: one session takes its fragments by unicast as well")
  void unicastFragments() {
    update.setUpFragmentation();
    for (int n = 1; n <= update.fragments.count(); n++) {
      network.send(201, new DataFragment(0, n, update.fragments.fragment(n)));
    }
    update.untilReady();
  }
}
