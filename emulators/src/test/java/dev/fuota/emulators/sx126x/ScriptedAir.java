package dev.fuota.emulators.sx126x;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.protocol.lorawan.TxParameters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An air that keeps what it was asked for, and on which a test sends. */
final class ScriptedAir implements Radio {
  /** What was asked for, with the time since the start. */
  final List<String> asked = new ArrayList<>();

  private final Simulation world;
  private @Nullable Listener listener;
  private int operation;

  ScriptedAir(Simulation world) {
    this.world = world;
  }

  Listener listener() {
    if (listener == null) {
      throw new IllegalStateException("no chip listens");
    }
    return listener;
  }

  /** A frame has begun that the window will not end without. */
  void follow() {
    operation++;
  }

  /** A frame ends now. */
  void frame(String hex) {
    listener().onReceived(HexFormat.of().parseHex(hex), new Quality(-90, -7));
  }

  @Override
  public void listen(Listener to) {
    listener = to;
  }

  @Override
  public void transmit(LoraChannel channel, int eirpDbm, byte[] phyPayload) {
    ask("transmit", channel, eirpDbm + " dBm " + HexFormat.of().formatHex(phyPayload));
    TxParameters form = TxParameters.uplink(channel.spreadingFactor(), channel.bandwidthHz());
    later(TimeOnAir.of(form, phyPayload.length), () -> listener().onTransmitted(Duration.ZERO));
  }

  @Override
  public void receive(LoraChannel channel, Duration window) {
    ask("receive", channel, window.toNanos() / 1000 + " us");
    later(window, () -> listener().onReceiveTimeout());
  }

  @Override
  public void receiveBeacon(LoraChannel channel, int length, Duration window) {
    ask("beacon", channel, length + " octets " + window.toNanos() / 1000 + " us");
    later(window, () -> listener().onReceiveTimeout());
  }

  @Override
  public void receiveContinuously(LoraChannel channel) {
    ask("continuous", channel, "");
    operation++;
  }

  @Override
  public void sleep() {
    operation++;
    asked.add("sleep");
  }

  private void ask(String what, LoraChannel channel, String how) {
    asked.add(
        (what
                + " "
                + channel.frequencyHz()
                + " SF"
                + channel.spreadingFactor()
                + "/"
                + channel.bandwidthHz() / 1000
                + " "
                + how)
            .strip());
  }

  private void later(Duration delay, Runnable action) {
    int mine = ++operation;
    world.after(
        delay,
        () -> {
          if (mine == operation) {
            action.run();
          }
        });
  }
}
