package dev.fuota.device.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.nvm.Nvm;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What passes between a MAC and its radio, in a device that may be off. */
class PoweredRadioTest {
  private static final LoraChannel CHANNEL = new LoraChannel(868_100_000, 7, 125_000);
  private static final byte[] FRAME = {1, 2, 3};

  private final Simulation world = new Simulation(1);
  private final List<String> air = new ArrayList<>();
  private final List<String> mac = new ArrayList<>();
  private boolean on = true;
  private boolean agrees = true;
  private Radio.Listener ears = new Mac();

  private final PoweredRadio radio =
      new PoweredRadio(
          new Air(),
          frame -> agrees,
          new DeviceLink.Ports(
              new NoRecords(), world, world, new SplittableRandom(1), this::whileOn));

  PoweredRadioTest() {
    radio.listen(new Mac());
  }

  private void whileOn(Runnable action) {
    if (on) {
      action.run();
    }
  }

  private void everything() {
    ears.onTransmitted(Duration.ofMillis(2));
    ears.onReceived(FRAME, new Quality(-80, 5));
    ears.onReceiveTimeout();
  }

  @Test
  @DisplayName("What the radio reports comes to the MAC, unless the device is off")
  void reports() {
    everything();
    assertThat(mac).containsExactly("transmitted PT0.002S", "received 3 of -80", "timeout");
    on = false;
    everything();
    assertThat(mac).hasSize(3);
  }

  @Test
  @DisplayName("A frame that the guard keeps back is not sent, and the MAC takes it for sent")
  void keptBack() {
    radio.transmit(CHANNEL, 14, FRAME);
    assertThat(air).containsExactly("transmit");
    agrees = false;
    radio.transmit(CHANNEL, 14, FRAME);
    assertThat(mac).isEmpty();
    world.run(Duration.ofSeconds(1));
    assertThat(air).hasSize(1);
    assertThat(mac).containsExactly("transmitted PT0S");
  }

  private final class Mac implements Radio.Listener {
    @Override
    public void onTransmitted(Duration ago) {
      mac.add("transmitted " + ago);
    }

    @Override
    public void onReceived(byte[] phyPayload, Quality quality) {
      mac.add("received " + phyPayload.length + " of " + quality.rssiDbm());
    }

    @Override
    public void onReceiveTimeout() {
      mac.add("timeout");
    }
  }

  private final class Air implements Radio {
    @Override
    public void listen(Listener listener) {
      ears = listener;
    }

    @Override
    public void transmit(LoraChannel channel, int eirpDbm, byte[] phyPayload) {
      air.add("transmit");
    }

    @Override
    public void receive(LoraChannel channel, Duration window) {}

    @Override
    public void receiveBeacon(LoraChannel channel, int length, Duration window) {}

    @Override
    public void receiveContinuously(LoraChannel channel) {}

    @Override
    public void sleep() {}
  }

  private static final class NoRecords implements Nvm {
    @Override
    public Optional<byte[]> read(int key) {
      return Optional.empty();
    }

    @Override
    public void write(int key, byte[] value) {}

    @Override
    public void delete(int key) {}
  }
}
