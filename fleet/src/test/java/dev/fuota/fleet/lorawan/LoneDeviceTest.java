package dev.fuota.fleet.lorawan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.fleet.world.SchedulerTimers;
import dev.fuota.fleet.world.VirtualTime;
import dev.fuota.gateway.port.GatewayEvents;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.port.GatewayLink;
import dev.fuota.gateway.port.GatewayStatistics;
import dev.fuota.gateway.port.Heard;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.JoinRequest;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.network.DeviceRegistration;
import dev.fuota.server.network.NetworkServer;
import dev.fuota.server.network.NetworkSettings;
import dev.fuota.server.port.DeviceClass;
import dev.fuota.server.store.MemoryStore;
import dev.fuota.settings.SettingProblem;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that is killed leaves what its keeper has, and nothing else. */
class LoneDeviceTest {
  private static final int LIVES = 12;
  private static final int LIFE_SECONDS_MAX = 120;
  private static final Credentials KEYS =
      new KeyRoot(AesKey.fromHex("00112233445566778899aabbccddeeff"))
          .of(new Eui(0x70b3d57ed0000009L), new Eui(2), new DevAddr(3), false);

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
  private @Nullable NorFlash kept;
  private int life;

  private static LoneDeviceSettings settings(String device) {
    String text =
        LoneDeviceSettings.TEMPLATE.replace("5min", "10s").replace("activation: otaa", device);
    return LoneDeviceSettings.read("agent.yaml", text, name -> KeyTableTest.table(KEYS));
  }

  private void live(LoneDeviceSettings settings, boolean networkIsThere) {
    int me = ++life;
    LoneDevice device =
        new LoneDevice(
            settings,
            Optional.ofNullable(kept),
            new VirtualTime(simulation),
            flash -> {
              if (me == life) {
                kept = flash.fork(new PowerSupply(1));
              }
            });
    device.gateway().connect(networkIsThere ? listening(network, me) : listening(null, me));
    device.switchOn();
    simulation.run(Duration.ofMillis(random.nextInt(1000 * LIFE_SECONDS_MAX)));
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
        if (me == life) { // what was killed lives on in this simulation, unheard
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

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noNonceAndNoCounterIsUsedTwiceHoweverOftenTheProcessIsKilled(boolean networkIsThere) {
    network.register(
        new DeviceRegistration.Otaa(
            KEYS.devEui(), KEYS.joinEui(), KEYS.joinKeys(), LorawanVersion.V1_0_4, DeviceClass.A));
    for (int i = 0; i < LIVES; i++) {
      live(settings("activation: otaa"), networkIsThere);
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
  void aSessionOutlivesTheProcess() {
    network.register(
        new DeviceRegistration.Otaa(
            KEYS.devEui(), KEYS.joinEui(), KEYS.joinKeys(), LorawanVersion.V1_0_4, DeviceClass.A));
    for (int i = 0; i < LIVES; i++) {
      live(settings("activation: otaa"), true);
    }
    assertThat(heard.stream().filter(frame -> JoinRequest.decode(frame).value().isPresent()))
        .hasSizeLessThan(LIVES / 2);
  }

  @Test
  void theTemplateIsAConfiguration() {
    LoneDeviceSettings read = settings("activation: abp");
    assertThat(read.device().joins()).isFalse();
    assertThat(read.flash()).isEqualTo("device.flash");
    assertThat(read.gateway()).hasToString("0016c001f0000001");
    assertThat(read.device().uplinkInterval()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void keysComeFromAFileWithOneDevice() {
    assertThatThrownBy(
            () ->
                LoneDeviceSettings.read(
                    "agent.yaml",
                    LoneDeviceSettings.TEMPLATE,
                    name -> KeyTableTest.table(KEYS, KEYS)))
        .isInstanceOf(SettingProblem.class)
        .hasMessage("agent.yaml:7:9: a table with one device belongs here");
  }
}
