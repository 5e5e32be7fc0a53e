package dev.fuota.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.rig.AgentBench;
import dev.fuota.agent.rig.Configs;
import dev.fuota.agent.rig.Firmware;
import dev.fuota.agent.rig.LinkedDevice;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.LinkCapabilities;
import dev.fuota.hal.link.LinkCapabilities.SessionTuning;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fec.FragmentEncoder;
import dev.fuota.protocol.fec.ParityMatrix;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.fragmentation.FragSessionSetupReq;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.multicast.McClassCSessionReq;
import dev.fuota.protocol.multicast.McGroupSetupReq;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An agent on a link that can less than the product's own MAC, as modems do. */
class LinkLimitsTest {
  private static final LinkCapabilities UNKNOWN =
      new LinkCapabilities(0, SessionTuning.NONE, false, false, 0, List.of());
  private static final LinkCapabilities MODEM =
      new LinkCapabilities(1, SessionTuning.ANY, false, true, 223, List.of());

  private final AgentBench device = new AgentBench(Configs.with(PackageVersion.V1));

  private List<String> setUpGroup(int id) {
    McGroupSetupReq request =
        new McGroupSetupReq(id, new DevAddr(0x100 + id), Bytes.of(new byte[16]), 0, 1000);
    return device.answers(200, request.encode().toHex());
  }

  @Test
  @DisplayName("Multi-package access is offered only where its port can be reached")
  void multiPackage() {
    device.link.capabilities = MODEM;
    assertThat(device.answers(225, "0003")).isEmpty();
    assertThat(device.status().packages().multiPackage()).isFalse();

    device.link.capabilities = LinkCapabilities.FULL;
    assertThat(device.answers(225, "0003")).containsExactly("00000103");
    assertThat(device.status().packages().multiPackage()).isTrue();
  }

  @Test
  @DisplayName("A group that the modem has no place for is an IDerror; the agent need not restart")
  void groups() { // TS005-01
    device.link.capabilities = UNKNOWN;
    assertThat(setUpGroup(0)).containsExactly("0204");

    device.link.capabilities = MODEM;
    assertThat(setUpGroup(0)).containsExactly("0200");
    assertThat(setUpGroup(1)).containsExactly("0205");
  }

  @Test
  @DisplayName("A modem without multicast answers a session with DRerror and FreqError")
  void sessions() { // TS005-14
    device.setTime(1_400_000_000);
    assertThat(setUpGroup(0)).containsExactly("0200");
    device.link.capabilities = UNKNOWN;
    McClassCSessionReq request = new McClassCSessionReq(0, 1_400_000_600, 8, 869_525_000, 0);
    assertThat(device.answers(200, request.encode().toHex()))
        .singleElement()
        .satisfies(answer -> assertThat(Bytes.fromHex(answer).at(1) & 0x0c).isEqualTo(0x0c));
  }

  @Test
  @DisplayName("Fragments without counter are kept, and no counter is made of them")
  void unknownCounters() {
    LinkedDevice linked = new LinkedDevice(new Simulation(1), Configs.with(PackageVersion.V1), 16);
    linked.powerUp();
    Bytes key = Bytes.of(new byte[AesKey.LENGTH]);
    Bytes block = Firmware.image(Firmware.V2, 300);
    FragmentEncoder encoder = new FragmentEncoder(block, 40, ParityMatrix.of(PackageVersion.V1));
    linked.untilAnswered(
        200, new McGroupSetupReq(0, new DevAddr(0x100), key, 0, 0xffff_ffffL), "0200");
    linked.untilAnswered(
        201,
        new FragSessionSetupReq(
            1, 0, encoder.count(), 40, 0, 0, encoder.padding(), Bytes.fromHex("4d000000")),
        "0200");
    for (int n = 1; n <= 3; n++) {
      linked.hear(
          201, new DataFragment(0, n, encoder.fragment(n)).encode(), 0, Downlink.UNKNOWN_COUNTER);
    }
    linked.powerUp();

    MulticastGroup group = Objects.requireNonNull(linked.groups.get(0));
    assertThat(group.lastFCnt()).isZero(); // heard, and nothing beyond the first counter is used

    for (int n = 4; n <= encoder.count(); n++) {
      linked.hear(
          201, new DataFragment(0, n, encoder.fragment(n)).encode(), 0, Downlink.UNKNOWN_COUNTER);
    }
    linked.world.run(Duration.ofMinutes(1));

    assertThat(linked.events).anyMatch(AgentEvent.ImageReady.class::isInstance);
  }
}
