package dev.fuota.fleet.fault;

import dev.fuota.fleet.air.DeviceRadio;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.server.planner.RadioTimes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A radio that loses uplinks, changes downlinks, and hears some twice. */
final class SpoiltRadio implements DeviceRadio {
  /** So weak that no antenna hears it; it takes its time on the air all the same. */
  private static final int UNHEARD_DBM = -400;

  /** So much later a frame comes again to a radio that listens all the time. */
  private static final Duration LATER = Duration.ofMillis(500);

  /** So long after a window opened a frame from before comes in it. */
  private static final Duration IN_WINDOW = Duration.ofMillis(1);

  private static final int WAITING_MAX = 8;

  private final DeviceRadio radio;
  private final Scheduler scheduler;
  private final Deque<Again> again = new ArrayDeque<>();
  private UnaryOperator<byte[]> spoiler = frame -> frame;
  private @Nullable Listener device;
  private @Nullable Frame last;
  private @Nullable DevAddr own;
  private boolean losing;
  private boolean continuous;

  /** Counts the windows, so that a frame does not come in one that is over. */
  private int operation;

  /** A frame as it came. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Frame(byte[] phyPayload, Quality quality) {}

  private record Again(Frame frame, Runnable came) {}

  SpoiltRadio(DeviceRadio radio, Scheduler scheduler) {
    this.radio = radio;
    this.scheduler = scheduler;
  }

  /**
   * Changes what comes from now on.
   *
   * @param next gives what the device hears for a frame
   */
  void spoil(UnaryOperator<byte[]> next) {
    spoiler = next;
  }

  /** Whether data frames are lost from now on. */
  void lose(boolean loses) {
    losing = loses;
  }

  /** Whether the device sends from this address. */
  boolean isOwn(DevAddr address) {
    return address.equals(own);
  }

  /**
   * The last frame comes once more: soon, or in the next window.
   *
   * @param came told when it does
   */
  void repeatLast(Runnable came) {
    if (last == null || again.size() == WAITING_MAX) {
      return;
    }
    Again next = new Again(last, came);
    again.add(next);
    if (continuous) {
      int now = operation;
      scheduler.after(LATER, () -> bring(now));
    }
  }

  private void bring(int inOperation) {
    if (operation == inOperation && device != null && !again.isEmpty()) {
      if (!continuous) {
        sleep();
      }
      Again next = again.remove();
      next.came().run();
      device.onReceived(next.frame().phyPayload().clone(), next.frame().quality());
    }
  }

  @Override
  public void listen(Listener listener) {
    device = listener;
    radio.listen(
        new Listener() {
          @Override
          public void onTransmitted(Duration ago) {
            listener.onTransmitted(ago);
          }

          @Override
          public void onReceived(byte[] phyPayload, Quality quality) {
            if (!continuous) {
              operation++;
            }
            byte[] heard = spoiler.apply(phyPayload);
            last = new Frame(heard, quality);
            listener.onReceived(heard, quality);
          }

          @Override
          public void onReceiveTimeout() {
            operation++;
            listener.onReceiveTimeout();
          }
        });
  }

  @Override
  public void transmit(LoraChannel channel, int eirpDbm, byte[] phyPayload) {
    next(false);
    Optional<DataFrame> data = DataFrame.decode(Bytes.of(phyPayload)).value();
    data.ifPresent(frame -> own = frame.devAddr());
    boolean lost = losing && data.isPresent();
    radio.transmit(channel, lost ? UNHEARD_DBM : eirpDbm, phyPayload);
  }

  @Override
  public void expect(LoraChannel channel, Duration in) {
    radio.expect(channel, in);
  }

  @Override
  public void receive(LoraChannel channel, Duration window) {
    next(false);
    radio.receive(channel, window);
    if (!again.isEmpty()) {
      int now = operation;
      scheduler.after(IN_WINDOW, () -> bring(now));
    }
  }

  @Override
  public void receiveBeacon(LoraChannel channel, int length, Duration window) {
    next(false);
    radio.receiveBeacon(channel, length, window);
  }

  @Override
  public void receiveContinuously(LoraChannel channel) {
    next(true);
    radio.receiveContinuously(channel);
    if (!again.isEmpty()) {
      int now = operation;
      scheduler.after(LATER, () -> bring(now));
    }
  }

  @Override
  public void sleep() {
    next(false);
    radio.sleep();
  }

  private void next(boolean listensOn) {
    operation++;
    continuous = listensOn;
  }

  @Override
  public RadioTimes times() {
    return radio.times();
  }
}
