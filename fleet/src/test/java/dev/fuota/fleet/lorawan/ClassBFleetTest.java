package dev.fuota.fleet.lorawan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.device.config.Credentials;
import dev.fuota.fleet.cell.FleetRunner;
import dev.fuota.fleet.result.CampaignLine;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.scenario.ScenarioFile;
import dev.fuota.fleet.world.DeviceObserver;
import dev.fuota.fleet.world.SchedulerTimers;
import dev.fuota.fleet.world.VirtualTime;
import dev.fuota.gateway.port.GatewayEvents;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.port.GatewayLink;
import dev.fuota.gateway.port.GatewayStatistics;
import dev.fuota.gateway.port.Heard;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.time.GpsTime;
import dev.fuota.server.network.NetworkServer;
import dev.fuota.server.network.NetworkSettings;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.store.MemoryStore;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Ten devices in class B, a gateway with beacons, and the built-in network. */
class ClassBFleetTest {
  private static final int DEVICES = 10;
  private static final int PING_PERIOD = 256; // slots, with periodicity 3
  private static final int PORT = 200;
  private static final String DEVICE_LINES =
      """
      apiVersion: fuota/v1
      name: class B
      seed: 7
      beacons: true
      fleet:
        - {count: 10, secret: 000102030405060708090a0b0c0d0e0f, activation: abp, class: B,
           pingPeriodicity: 3, uplinkInterval: 8min, adr: false, dataRate: 5, clockDriftPpm: 20}
      """;
  private static final String FLEET =
      DEVICE_LINES + "until: {joined: all, longest: 1d}\nexpect: {}\n";

  private final Scenario scenario = ScenarioFile.read("b.yaml", FLEET, name -> "none");
  private final Simulation simulation = new Simulation(scenario.seed());
  private final LorawanFleet fleet = new LorawanFleet(scenario, new VirtualTime(simulation));
  private final NetworkServer network =
      new NetworkServer(
          NetworkSettings.simple(),
          new MemoryStore(),
          simulation,
          new SchedulerTimers(simulation),
          simulation.newRandom());

  /** The ClassB bit of each device's last uplink. */
  private final Map<DevAddr, Boolean> classB = new HashMap<>();

  private final Set<DeviceId> answered = new HashSet<>();
  private final Map<DeviceId, Instant> sentAt = new HashMap<>();
  private int beaconsLost;

  ClassBFleetTest() {
    for (FleetDevice each : fleet.devices()) {
      network.register(PairedServer.registration(each.group(), each.device().identity()));
    }
    fleet.gateways().get(0).connect(new Tap());
    network.listen(
        uplink -> {
          if (uplink.fPort() == PORT) {
            answered.add(uplink.device());
          }
        });
    for (FleetDevice device : fleet.devices()) {
      device
          .device()
          .observe(
              new DeviceObserver() {
                @Override
                public void onEvent(AgentEvent event) {
                  beaconsLost += event instanceof AgentEvent.BeaconLost ? 1 : 0;
                }
              });
    }
  }

  /** Looks at uplinks on their way. */
  private final class Tap implements GatewayEvents {
    @Override
    public void onConnected(GatewayLink gateway) {
      network.onConnected(gateway);
    }

    @Override
    public void onDisconnected(GatewayId gateway) {
      network.onDisconnected(gateway);
    }

    @Override
    public void onStatistics(GatewayId gateway, GatewayStatistics statistics) {
      network.onStatistics(gateway, statistics);
    }

    @Override
    public void onHeard(Heard heard) {
      DataFrame.decode(heard.phyPayload())
          .value()
          .ifPresent(frame -> classB.put(frame.devAddr(), frame.fCtrl().classB()));
      network.onHeard(heard);
    }
  }

  private void run(int minutes) {
    simulation.run(Duration.ofMinutes(minutes));
  }

  /** Asks each device for a package's version; it answers at once if it hears that. */
  private void ask() {
    answered.clear();
    sentAt.clear();
    Downlink question = new Downlink(PORT, Bytes.fromHex("00"));
    for (FleetDevice device : fleet.devices()) {
      DeviceId id = device.device().identity().id();
      assertThat(network.send(id, question, sent -> sentAt.put(id, sent.at()))).isPresent();
    }
  }

  private void assertHeardInPingSlots() {
    ask();
    simulation.run(Duration.ofSeconds(100));
    assertThat(sentAt).hasSize(DEVICES);
    assertThat(answered).hasSize(DEVICES);
    for (Credentials device : scenario.groups().get(0).devices()) {
      Instant at = Objects.requireNonNull(sentAt.get(DeviceId.of(device.devAddr())));
      assertThat(slotOf(at)).isEqualTo(offset(beaconBefore(at), device.devAddr()));
    }
  }

  private static long beaconBefore(Instant at) {
    return GpsTime.of(at).seconds() / 128 * 128;
  }

  /** The slot that begins then, modulo the ping period. */
  private static long slotOf(Instant at) {
    Duration since = GpsTime.sinceEpoch(at).minusSeconds(beaconBefore(at)).minusMillis(2120);
    assertThat(since.toNanos() % 30_000_000).isZero();
    return since.toMillis() / 30 % PING_PERIOD;
  }

  private static long offset(long beacon, DevAddr address) {
    ByteBuffer block = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    block.putInt((int) beacon).putInt(address.value());
    try {
      Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
      aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[16], "AES"));
      byte[] rand = aes.doFinal(block.array());
      return ((rand[0] & 0xffL) + 256L * (rand[1] & 0xff)) % PING_PERIOD;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void assertClassB(boolean all) {
    assertThat(classB).hasSize(DEVICES);
    assertThat(classB.values()).containsOnly(all);
  }

  @Test
  @DisplayName("Downlinks in ping slots are heard, with beacons and an hour without them")
  void anHourWithoutBeacons() {
    run(30);
    assertClassB(true);
    assertHeardInPingSlots();
    fleet.gateways().get(0).beaconing(false);
    run(58);
    assertClassB(true);
    assertHeardInPingSlots();
    fleet.gateways().get(0).beaconing(true);
    run(5);
    assertHeardInPingSlots();
    assertThat(beaconsLost).isZero();
  }

  @Test
  @DisplayName("More than two hours without beacons: class A, the application knows; and back")
  void twoHoursWithoutBeacons() {
    run(30);
    fleet.gateways().get(0).beaconing(false);
    run(117);
    assertThat(beaconsLost).isZero();
    assertClassB(true);
    run(13);
    assertThat(beaconsLost).isEqualTo(DEVICES);
    run(10);
    assertClassB(false);
    ask();
    run(20);
    assertThat(answered)
        .as("behind uplinks, as in class A; an answer may collide")
        .hasSizeGreaterThanOrEqualTo(DEVICES - 1);

    fleet.gateways().get(0).beaconing(true);
    run(45);
    assertClassB(true);
    assertHeardInPingSlots();
  }

  @Test
  @DisplayName("A campaign to a group in class B, with an hour without beacons in its midst")
  void aWholeUpdate() {
    String text =
        DEVICE_LINES.replace("uplinkInterval: 8min", "uplinkInterval: 2min")
            + """
            beaconSilence: {after: 300min, lasts: 60min}
            campaign: {class: B, periodicity: 2, redundancy: 0.2, retries: 20}
            until: {updated: all, longest: 2d}
            expect: {updated: 10}
            """;
    Scenario update = ScenarioFile.read("b.yaml", text, name -> "none");
    FleetResult result = new FleetRunner(update, 1).run();
    assertThat(result.ok()).isTrue();
    CampaignLine.Transfer transfer =
        result.cells().get(0).campaign().orElseThrow().transfer().orElseThrow();
    assertThat(transfer.began().toMinutes()).isLessThan(300);
    assertThat(transfer.ended().toMinutes()).as("the silence is in it").isGreaterThan(300 + 60);
  }
}
