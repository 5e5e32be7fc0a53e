package dev.fuota.server.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.gateway.port.GatewayId;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.harness.JoiningDevice;
import dev.fuota.server.harness.TestGateway;
import dev.fuota.server.harness.VirtualTime;
import dev.fuota.server.port.DeviceClass;
import dev.fuota.server.port.SentListener.Sent;
import dev.fuota.server.port.Timers;
import dev.fuota.server.store.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who waits for a transmitter, and in which order. */
class WaitingRoomTest {
  private static final int FREQUENCY_HZ = Region.EU868.rx2FrequencyHz();
  private static final DataRate RATE = Region.EU868.dataRate(3).orElseThrow();

  private final VirtualTime time = new VirtualTime();

  /** Devices at two gateways that wait in the room, or by a timer each. */
  private static final class Crowd {
    private final VirtualTime time = new VirtualTime();
    private final WaitingRoom room = new WaitingRoom(time, time);
    private final List<String> sent = new ArrayList<>();
    private final boolean inRoom;

    Crowd(boolean inRoom) {
      this.inRoom = inRoom;
    }

    /** One with frames of one length for the same gateways. */
    private final class Member {
      private final int number;
      private final AnyTime what;
      private int frames;
      private Timers.Timer timer = () -> {};

      Member(int number, AnyTime what, int frames) {
        this.number = number;
        this.what = what;
        this.frames = frames;
      }

      void ask() {
        timer.cancel();
        Place place = what.soonest(time.instant());
        Duration wait = Duration.between(time.instant(), place.start());
        if (frames == 0) {
          return;
        }
        if (wait.isZero()) {
          send(place);
        } else if (!inRoom) {
          timer = time.after(wait, this::ask);
        } else if (number % 10 == 0) { // as the multicast queue does
          timer = room.after(wait, this::ask);
        } else {
          timer = room.await(place.start(), what, this::ask);
        }
      }

      private void send(Place place) {
        Duration length = place.timeOnAir(what.phyLength());
        place.gateway().plan().take(time.instant(), place.start(), length, FREQUENCY_HZ);
        sent.add(number + " by " + place.gateway().id() + " at " + place.start());
        frames--;
        timer = time.after(length, this::ask);
      }
    }

    List<String> run(long seed) {
      SplittableRandom dice = new SplittableRandom(seed);
      List<KnownGateway> both = List.of(gateway(1, seed), gateway(2, seed));
      for (int number = 0; number < 40; number++) {
        int first = dice.nextInt(2);
        List<KnownGateway> gateways = both.subList(first, first + 1 + dice.nextInt(2 - first));
        AnyTime what = new AnyTime(gateways, FREQUENCY_HZ, RATE, 20 + 30 * dice.nextInt(2));
        Member member = new Member(number, what, 1 + dice.nextInt(3));
        time.after(Duration.ofNanos(dice.nextLong(1_000_000_000)), member::ask);
        if (dice.nextInt(4) == 0) { // it is heard, and asks anew
          time.after(Duration.ofNanos(dice.nextLong(20_000_000_000L)), member::ask);
        }
      }
      time.run(Duration.ofHours(1));
      return sent;
    }

    private static KnownGateway gateway(int number, long seed) {
      return new KnownGateway(
          new GatewayId(number), new TransmitterPlan(Region.EU868, seed % 2 == 0));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  @DisplayName("The room changes neither who sends nor when: as if each waited by a timer")
  void sameAsTimers(long seed) {
    List<String> byTimers = new Crowd(false).run(seed);
    assertThat(byTimers).hasSizeGreaterThan(60);
    assertThat(new Crowd(true).run(seed)).isEqualTo(byTimers);
  }

  private int timers;

  private Timers.Timer count(Duration delay, Runnable action) {
    timers++;
    return time.after(delay, action);
  }

  @Test
  @DisplayName("A frame costs the same however many devices of class C wait behind it")
  void aFrameCostsOneLook() {
    TestGateway gateway = new TestGateway(1, time);
    NetworkServer network =
        new NetworkServer(
            NetworkSettings.of(Region.EU868).withDeduplication(Duration.ZERO),
            new MemoryStore(),
            time,
            this::count,
            new SplittableRandom(1));
    network.onConnected(gateway);
    List<Sent> reports = new ArrayList<>();
    int devices = 100;
    for (int number = 1; number <= devices; number++) {
      JoiningDevice device = new JoiningDevice(number, LorawanVersion.V1_0_4);
      network.register(device.registration(DeviceClass.C));
      hears(network, gateway, device.join());
      device.accept(gateway.frames().get(gateway.frames().size() - 1).phyPayload());
      hears(network, gateway, device.uplink(FCtrl.NONE, false));
    }
    timers = 0;
    for (int number = 1; number <= devices; number++) {
      network.send(new JoiningDevice(number, LorawanVersion.V1_0_4).id(), Rig.HELLO, reports::add);
    }
    time.run(Duration.ofDays(1));
    assertThat(reports).hasSize(devices);
    assertThat(timers).isLessThan(5 * devices); // a timer each would be 5,000 looks
  }

  private void hears(NetworkServer network, TestGateway gateway, Bytes frame) {
    network.onHeard(JoiningDevice.heard(gateway, frame, 5));
    time.run(Rig.LONG);
  }
}
