package dev.fuota.fleet.air;

import static dev.fuota.fleet.air.AirRig.SF7;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.fleet.air.link.Capture;
import dev.fuota.fleet.air.link.Demodulation;
import dev.fuota.fleet.air.link.LogDistance;
import dev.fuota.fleet.air.link.PathLoss;
import dev.fuota.server.planner.RadioTimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AirDownlinkTest {
  private static final LinkModel GENTLE =
      LinkModel.plain(new LogDistance(1, 80, 1, 0)).withInterference(Capture.LORASIM);

  private static AirRig.Device listening(AirRig rig, double east) {
    AirRig.Device device = rig.device(east);
    device.radio.receiveContinuously(SF7);
    return device;
  }

  @Test
  void moreCarriesFurtherDownThanUp() {
    LinkModel model = LinkModel.plain(PathLoss.fixed(145));
    AirRig rig = new AirRig(model.withDemodulation(Demodulation.ALWAYS, Demodulation.THRESHOLD));
    AirRig.Gateway gateway = rig.gateway(0);
    AirRig.Device device = listening(rig, 10);
    gateway.send(SF7, 1, 14); // SNR -14
    rig.run();
    gateway.send(SF7, 2, 27); // SNR -1
    rig.run();
    assertThat(device.log).containsExactly("2");
  }

  @Test
  void ofTwoGatewaysTheMuchStrongerOneIsHeard() {
    AirRig rig = new AirRig(GENTLE);
    AirRig.Gateway near = rig.gateway(0);
    AirRig.Gateway far = rig.gateway(1000);
    AirRig.Device device = listening(rig, 100);
    AirRig.Device between = listening(rig, 500);
    far.send(SF7, 2, 14);
    rig.later(Duration.ofMillis(2), () -> near.send(SF7, 1, 14));
    rig.run();
    assertThat(device.log).containsExactly("1");
    assertThat(between.log).isEmpty();
  }

  @Test
  void aWindowWhoseFrameIsDestroyedEndsWithNothing() {
    AirRig rig = new AirRig(GENTLE);
    AirRig.Gateway one = rig.gateway(0);
    AirRig.Gateway two = rig.gateway(1000);
    AirRig.Device between = rig.device(500);
    between.radio.receive(SF7, Duration.ofMillis(30));
    one.send(SF7, 1, 14);
    rig.later(Duration.ofMillis(20), () -> two.send(SF7, 2, 14));
    rig.run();
    assertThat(between.log).containsExactly("timeout");
  }

  @Test
  void theSameFrameOfTwoGatewaysAtTheSameTimeIsHeardOnce() {
    AirRig rig = new AirRig(GENTLE);
    AirRig.Gateway one = rig.gateway(0);
    AirRig.Gateway two = rig.gateway(1000);
    AirRig.Device between = listening(rig, 500);
    one.send(SF7, 1, 14);
    rig.later(Duration.ofNanos(500_000), () -> two.send(SF7, 1, 14)); // just under half a symbol
    rig.run();
    assertThat(between.log).containsExactly("1");
  }

  @Test
  void theSameFrameMoreThanHalfASymbolLaterDisturbs() {
    AirRig rig = new AirRig(GENTLE);
    AirRig.Gateway one = rig.gateway(0);
    AirRig.Gateway two = rig.gateway(1000);
    AirRig.Device between = listening(rig, 500);
    one.send(SF7, 1, 14);
    rig.later(Duration.ofNanos(520_000), () -> two.send(SF7, 1, 14));
    rig.run();
    assertThat(between.log).isEmpty();
  }

  @Test
  void framesOneAfterTheOtherAreHeardTwice() {
    AirRig rig = new AirRig(GENTLE);
    AirRig.Gateway one = rig.gateway(0);
    AirRig.Gateway two = rig.gateway(1000);
    AirRig.Device between = listening(rig, 500);
    one.send(SF7, 1, 14);
    rig.later(Duration.ofMillis(100), () -> two.send(SF7, 1, 14));
    rig.run();
    assertThat(between.log).containsExactly("1", "1");
  }

  @Test
  void beaconsAndDownlinksAreHeardByThoseWhoWaitForThem() {
    AirRig rig = new AirRig(GENTLE);
    AirRig.Gateway gateway = rig.gateway(0);
    AirRig.Device waitsForBeacon = rig.device(100);
    AirRig.Device waitsForFrame = rig.device(100);
    waitsForBeacon.radio.receiveBeacon(SF7, 20, Duration.ofSeconds(2));
    waitsForFrame.radio.receiveContinuously(SF7);
    gateway.send(SF7, 1, 14);
    rig.later(Duration.ofSeconds(1), () -> gateway.sendBeacon(SF7, 2));
    rig.run();
    assertThat(waitsForBeacon.log).containsExactly("2");
    assertThat(waitsForFrame.log).containsExactly("1");
  }

  @Test
  void beaconsOfAllGatewaysAtOnceAddUp() {
    AirRig rig = new AirRig(GENTLE);
    AirRig.Gateway one = rig.gateway(0);
    AirRig.Gateway two = rig.gateway(1000);
    AirRig.Device device = rig.device(400);
    device.radio.receiveBeacon(SF7, 20, Duration.ofSeconds(2));
    one.sendBeacon(SF7, 1);
    two.sendBeacon(SF7, 2);
    rig.run();
    assertThat(device.log).containsExactly("1");
  }

  @Test
  void aWindowMayOpenFourSymbolsLateForABeacon() {
    List<String> heard = new ArrayList<>();
    for (long late : new long[] {4 * 1_024_000 - 1, 4 * 1_024_000 + 1}) {
      AirRig rig = new AirRig(GENTLE);
      AirRig.Gateway gateway = rig.gateway(0);
      AirRig.Device device = rig.device(100);
      rig.later(
          Duration.ofNanos(late), () -> device.radio.receiveBeacon(SF7, 20, Duration.ofMillis(50)));
      gateway.sendBeacon(SF7, 1);
      rig.run();
      heard.addAll(device.log);
    }
    assertThat(heard).containsExactly("1", "timeout");
  }

  @Test
  void aGatewayThatFailsIsHeardByNobody() {
    BurstModel always = (random, clock) -> () -> true;
    AirRig rig =
        new AirRig(
            LinkModel.IDEAL.withBursts(new Bursts(always, BurstModel.NONE, 500, BurstModel.NONE)));
    AirRig.Gateway gateway = rig.gateway(0);
    AirRig.Device device = listening(rig, 100);
    gateway.send(SF7, 1, 14);
    rig.run();
    assertThat(device.log).isEmpty();
  }

  /** Each frame is lost for a whole cell or for none of it. */
  @Test
  void devicesOfOneCellLoseTheSameFrames() {
    BurstModel halfOfThem = (random, clock) -> () -> random.nextBoolean();
    AirRig rig =
        new AirRig(
            LinkModel.IDEAL.withBursts(
                new Bursts(BurstModel.NONE, halfOfThem, 500, BurstModel.NONE)));
    AirRig.Gateway gateway = rig.gateway(0);
    AirRig.Device one = listening(rig, 100);
    AirRig.Device neighbour = listening(rig, 400);
    AirRig.Device elsewhere = listening(rig, 600);
    for (int number = 0; number < 100; number++) {
      gateway.send(SF7, number, 14);
      rig.run();
    }
    assertThat(one.log).isNotEmpty().hasSizeLessThan(100).isEqualTo(neighbour.log);
    assertThat(elsewhere.log).isNotEqualTo(one.log);
  }

  @Test
  void aRadioCountsWhatItDid() {
    AirRig rig = new AirRig(GENTLE);
    rig.gateway(0);
    AirRig.Device device = rig.device(100);
    device.send(SF7, 1);
    rig.later(Duration.ofSeconds(1), () -> device.radio.receiveContinuously(SF7));
    rig.later(Duration.ofSeconds(11), device.radio::sleep);
    rig.run();
    // SF7, 20 octets and a CRC: 12.25 + 8 + 35 symbols of 1.024 ms.
    assertThat(device.radio.times())
        .isEqualTo(new RadioTimes(Duration.ofNanos(56_576_000), Duration.ofSeconds(10)));
  }
}
