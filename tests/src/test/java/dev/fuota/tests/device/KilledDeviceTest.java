package dev.fuota.tests.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.mac.Activation;
import dev.fuota.agent.mac.MacConfig;
import dev.fuota.agent.mac.MacHabits;
import dev.fuota.agent.runtime.AgentConfig;
import dev.fuota.agent.runtime.ApplicationPolicy;
import dev.fuota.agent.runtime.Compatibility;
import dev.fuota.agent.runtime.DeviceKeys;
import dev.fuota.agent.runtime.Hardware;
import dev.fuota.agent.runtime.Packages;
import dev.fuota.boot.Strategy;
import dev.fuota.device.DeviceListener;
import dev.fuota.device.DevicePorts;
import dev.fuota.device.DeviceSetup;
import dev.fuota.device.WholeDevice;
import dev.fuota.device.flash.FlashStore;
import dev.fuota.device.flash.Keeper;
import dev.fuota.device.link.RadioLink;
import dev.fuota.fleet.air.Air;
import dev.fuota.fleet.air.LinkModel;
import dev.fuota.fleet.air.Position;
import dev.fuota.fleet.air.StationSettings;
import dev.fuota.fleet.world.DeviceKind;
import dev.fuota.fleet.world.SchedulerTimers;
import dev.fuota.fleet.world.VirtualGateway;
import dev.fuota.fleet.world.VirtualTime;
import dev.fuota.gateway.concentrator.ConcentratorSettings;
import dev.fuota.gateway.port.GatewayEvents;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.port.GatewayLink;
import dev.fuota.gateway.port.GatewayStatistics;
import dev.fuota.gateway.port.Heard;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.fec.SharedParityRows;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.JoinKeys;
import dev.fuota.protocol.lorawan.JoinRequest;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;
import dev.fuota.server.network.DeviceRegistration;
import dev.fuota.server.network.NetworkServer;
import dev.fuota.server.network.NetworkSettings;
import dev.fuota.server.port.DeviceClass;
import dev.fuota.server.store.MemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that is killed leaves what its flash file and journal have, and nothing else. */
class KilledDeviceTest {
  private static final int LIVES = 12;
  private static final int LIFE_SECONDS_MAX = 120;
  private static final Eui DEV_EUI = new Eui(0x70b3d57ed0000009L);
  private static final Eui JOIN_EUI = new Eui(2);
  private static final AesKey KEY = AesKey.fromHex("00112233445566778899aabbccddeeff");
  private static final MacConfig MAC =
      MacConfig.of(Region.EU868, new Activation.Otaa(DEV_EUI, JOIN_EUI, new JoinKeys(KEY)))
          .withHabits(MacHabits.USUAL.withJoinSpread(Duration.ofSeconds(3)));

  @TempDir private Path folder;
  private final Simulation simulation = new Simulation(11);
  private final NetworkServer network =
      new NetworkServer(
          NetworkSettings.of(Region.EU868),
          new MemoryStore(),
          simulation,
          new SchedulerTimers(simulation),
          simulation.newRandom());
  private final List<Bytes> heard = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(5);
  private int life;
  private boolean diskIsFull;

  private void register() {
    network.register(
        new DeviceRegistration.Otaa(
            DEV_EUI, JOIN_EUI, new JoinKeys(KEY), LorawanVersion.V1_0_4, DeviceClass.A));
  }

  private static DeviceSetup setup() {
    TrustedKeys keys = TrustedKeys.fromPem(FirmwareSamples.publicKeyPem()).value().orElseThrow();
    return new DeviceSetup(
        new AgentConfig(
            new Hardware(FirmwareSamples.classId(), 1),
            DeviceKeys.ofGenAppKey(KEY, keys),
            Packages.all(PackageVersion.V1),
            DeviceKind.LIMITS,
            ApplicationPolicy.firmwareOnly(Duration.ofSeconds(10)),
            Compatibility.STRICT),
        DeviceKind.PARTITIONS,
        Strategy.AB);
  }

  /** Lives for a while; nothing is closed, as with kill -9. */
  private void live(@Nullable NetworkServer server, int seconds) throws IOException {
    int me = ++life;
    Air air = new Air(simulation, simulation, simulation.newRandom(), LinkModel.IDEAL);
    VirtualGateway gateway =
        new VirtualGateway(
            new VirtualTime(simulation),
            air,
            Position.ORIGIN,
            StationSettings.IDEAL,
            new GatewayId(1),
            ConcentratorSettings.of(Region.EU868));
    gateway.connect(listening(server, me));
    FlashStore store =
        FlashStore.open(
            folder.resolve("device.flash"),
            folder.resolve("device.flash.journal"),
            DeviceKind.FLASH,
            () -> DeviceKind.factoryFlash(FirmwareSamples.image(Sample.V1)),
            Runnable::run);
    Keeper.of(store, (delay, action) -> simulation.after(delay, () -> ifAlive(me, action)));
    WholeDevice device =
        new WholeDevice(
            setup(),
            new DevicePorts(
                simulation,
                simulation,
                simulation.newRandom(),
                store,
                store::commit,
                new RadioLink(
                    MAC,
                    air.device(Position.ORIGIN),
                    frame -> me == life && !diskIsFull && store.commit()),
                Optional.empty(),
                new SharedParityRows(1 << 20),
                DeviceListener.NONE));
    device.switchOn();
    simulation.run(Duration.ofSeconds(seconds));
    device.switchOff();
  }

  private void ifAlive(int me, Runnable action) {
    if (me == life) {
      action.run();
    }
  }

  private GatewayEvents listening(@Nullable NetworkServer server, int me) {
    return new GatewayEvents() {
      @Override
      public void onConnected(GatewayLink gateway) {
        if (server != null) {
          server.onConnected(gateway);
        }
      }

      @Override
      public void onDisconnected(GatewayId gateway) {}

      @Override
      public void onHeard(Heard frame) {
        if (me == life) {
          heard.add(frame.phyPayload());
          if (server != null) {
            server.onHeard(frame);
          }
        }
      }

      @Override
      public void onStatistics(GatewayId gateway, GatewayStatistics statistics) {}
    };
  }

  private long joins() {
    return heard.stream().filter(frame -> JoinRequest.decode(frame).value().isPresent()).count();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noNonceAndNoCounterIsUsedTwiceHoweverOftenTheProcessIsKilled(boolean networkIsThere)
      throws IOException {
    register();
    for (int i = 0; i < LIVES; i++) {
      live(networkIsThere ? network : null, random.nextInt(LIFE_SECONDS_MAX));
    }
    Set<Integer> nonces = new HashSet<>();
    Map<Bytes, Bytes> counters = new HashMap<>();
    for (Bytes frame : heard) {
      Optional<JoinRequest> join = JoinRequest.decode(frame).value();
      if (join.isPresent()) {
        assertThat(nonces.add(join.get().devNonce())).as("DevNonce of %s", join).isTrue();
      } else {
        Bytes session = frame.slice(1, 4).concat(frame.slice(6, 2));
        assertThat(counters.putIfAbsent(session, frame)).isIn(null, frame);
      }
    }
    assertThat(heard).hasSizeGreaterThan(LIVES / 2);
    assertThat(counters.isEmpty()).isEqualTo(!networkIsThere);
  }

  @Test
  void aSessionOutlivesTheProcess() throws IOException {
    register();
    for (int i = 0; i < LIVES; i++) {
      live(network, random.nextInt(LIFE_SECONDS_MAX));
    }
    assertThat(joins()).isPositive().isLessThan(LIVES / 2);
  }

  @Test
  void whileTheDiskRefusesNothingIsSentAndThenItGoesOn() throws IOException {
    register();
    diskIsFull = true;
    simulation.after(Duration.ofMinutes(20), () -> diskIsFull = false);
    live(network, 19 * 60);
    assertThat(heard).isEmpty();
    live(network, 30 * 60);
    assertThat(joins()).isPositive();
    assertThat(heard).hasSizeGreaterThan((int) joins());
  }
}
