package dev.fuota.fleet.world;

import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.Radio;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A place in the air for who lives in the time of an {@link EventLoop} and not in that of the
 * simulation: an emulated chip, as its driver would find a real one.
 *
 * <p>What it asks for happens in the air at the present. What the air reports is told in a turn of
 * the loop of its own, so never in the midst of another call, and not any more when the radio has
 * been asked for something else meanwhile.
 */
public final class LoopRadio implements Radio {
  private final Radio antenna;
  private final RealTime pace;
  private final EventLoop loop;

  /** Counts what was asked for: what belongs to an earlier one is not told. */
  private int operation;

  private @Nullable Listener listener;

  /** Takes over {@code antenna}, which is in the air of {@code pace}. */
  public LoopRadio(Radio antenna, RealTime pace, EventLoop loop) {
    this.antenna = antenna;
    this.pace = pace;
    this.loop = loop;
    antenna.listen(new Ears());
  }

  @Override
  public void listen(Listener other) {
    listener = other;
  }

  @Override
  public void transmit(LoraChannel channel, int eirpDbm, byte[] phyPayload) {
    begin(() -> antenna.transmit(channel, eirpDbm, phyPayload));
  }

  @Override
  public void receive(LoraChannel channel, Duration window) {
    begin(() -> antenna.receive(channel, window));
  }

  @Override
  public void receiveBeacon(LoraChannel channel, int length, Duration window) {
    begin(() -> antenna.receiveBeacon(channel, length, window));
  }

  @Override
  public void receiveContinuously(LoraChannel channel) {
    begin(() -> antenna.receiveContinuously(channel));
  }

  @Override
  public void sleep() {
    begin(antenna::sleep);
  }

  private void begin(Runnable next) {
    pace.enter(
        () -> {
          operation++;
          next.run();
        });
  }

  private void tell(Consumer<Listener> event) {
    int now = operation;
    loop.post(
        () -> {
          Listener to = listener;
          if (now == operation && to != null) {
            event.accept(to);
          }
        });
  }

  private final class Ears implements Listener {
    @Override
    public void onTransmitted(Duration ago) {
      Instant ended = pace.simulation().instant().minus(ago);
      tell(to -> to.onTransmitted(since(ended)));
    }

    @Override
    public void onReceived(byte[] phyPayload, Quality quality) {
      tell(to -> to.onReceived(phyPayload, quality));
    }

    @Override
    public void onReceiveTimeout() {
      tell(Listener::onReceiveTimeout);
    }
  }

  private Duration since(Instant ended) {
    Duration ago = Duration.between(ended, loop.instant());
    return ago.isNegative() ? Duration.ZERO : ago;
  }
}
