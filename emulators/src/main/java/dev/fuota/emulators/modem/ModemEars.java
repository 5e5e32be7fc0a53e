package dev.fuota.emulators.modem;

import dev.fuota.agent.mac.Mac;
import dev.fuota.emulators.modem.ModemDevice.Owner;
import dev.fuota.emulators.modem.ModemDevice.Window;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Radio and timers of one MAC, until it is cut off. It sees what the MAC does with the radio, and
 * so knows in which window a downlink was heard, how well, and when a join-request found no answer.
 */
final class ModemEars implements Radio {
  private static final Quality UNHEARD = new Quality(0, 0);

  private final Radio radio;
  private final Scheduler scheduler;
  private final Owner owner;
  private final Supplier<Optional<Mac>> mac;
  private final Consumer<Downlink> counted;
  private boolean cut;
  private boolean joining;
  private boolean continuous;
  private int windows;
  private Quality last = UNHEARD;

  /**
   * The ears of one MAC.
   *
   * @param counted hears of each downlink before the owner does
   */
  ModemEars(
      Radio radio,
      Scheduler scheduler,
      Owner owner,
      Supplier<Optional<Mac>> mac,
      Consumer<Downlink> counted) {
    this.radio = radio;
    this.scheduler = scheduler;
    this.owner = owner;
    this.mac = mac;
    this.counted = counted;
  }

  /** From now on the MAC neither hears nor does anything. */
  void cut() {
    cut = true;
    radio.sleep();
  }

  /** Timers that are void when the MAC is cut off. */
  Scheduler timers() {
    return (delay, action) -> scheduler.after(delay, () -> unlessCut(action));
  }

  private void unlessCut(Runnable action) {
    if (!cut) {
      action.run();
    }
  }

  @Override
  public void listen(Listener listener) {
    radio.listen(
        new Listener() {
          @Override
          public void onTransmitted(Duration ago) {
            unlessCut(() -> listener.onTransmitted(ago));
          }

          @Override
          public void onReceived(byte[] phyPayload, Quality quality) {
            last = quality;
            unlessCut(() -> listener.onReceived(phyPayload, quality));
            unlessCut(ModemEars.this::judgeJoin);
          }

          @Override
          public void onReceiveTimeout() {
            unlessCut(listener::onReceiveTimeout);
            unlessCut(ModemEars.this::judgeJoin);
          }
        });
  }

  /** A join that has left the air, and brought nothing, failed. */
  private void judgeJoin() {
    @Nullable Mac device = mac.get().orElse(null);
    if (joining && device != null && device.isIdle()) {
      joining = false;
      if (device.activity() == LorawanLink.Activity.JOINING) {
        owner.onJoinFailed();
      }
    }
  }

  @Override
  public void transmit(LoraChannel channel, int eirpDbm, byte[] phyPayload) {
    windows = 0;
    continuous = false;
    joining = mac.get().filter(it -> it.activity() == LorawanLink.Activity.JOINING).isPresent();
    radio.transmit(channel, eirpDbm, phyPayload);
  }

  @Override
  public void expect(LoraChannel channel, Duration in) {
    radio.expect(channel, in);
  }

  @Override
  public void receive(LoraChannel channel, Duration window) {
    windows++;
    continuous = false;
    radio.receive(channel, window);
  }

  @Override
  public void receiveBeacon(LoraChannel channel, int length, Duration window) {
    continuous = false;
    radio.receiveBeacon(channel, length, window);
  }

  @Override
  public void receiveContinuously(LoraChannel channel) {
    continuous = true;
    radio.receiveContinuously(channel);
  }

  @Override
  public void sleep() {
    radio.sleep();
  }

  private Window window() {
    boolean idle = mac.get().filter(Mac::isIdle).isPresent();
    if (continuous) {
      return Window.RXC;
    }
    if (idle) {
      return Window.RXB;
    }
    return windows == 1 ? Window.RX1 : Window.RX2;
  }

  /** What the MAC reports. */
  LorawanLink.Listener events() {
    return new LorawanLink.Listener() {
      @Override
      public void onDownlink(Downlink downlink) {
        counted.accept(downlink);
        owner.onDownlink(downlink, window(), last);
      }

      @Override
      public void onUplinkDone(boolean acknowledged) {
        owner.onUplinkDone(acknowledged);
      }

      @Override
      public void onActivated() {
        joining = false;
        timers().after(Duration.ZERO, owner::onJoined);
      }

      @Override
      public void onExhausted() {
        owner.onJoinFailed();
      }

      @Override
      public void onNetworkTime(Instant now) {
        owner.onNetworkTime(now);
      }

      @Override
      public void onLinkCheck(int marginDb, int gateways) {
        owner.onLinkCheck(marginDb, gateways, last);
      }

      @Override
      public void onBeaconLost() {
        owner.onBeaconLost();
      }
    };
  }
}
