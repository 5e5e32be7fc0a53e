package dev.fuota.agent.mac;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one radio of a device, and who has it: a transmission with its two receive windows before a
 * beacon or a ping slot, and those before continuous reception (LoRaWAN 1.0.4, sections 3.3 and
 * 17).
 *
 * <pre>
 * uplink  |======|                delay          delay + 1 s
 * radio    send   background       RX1  back-     RX2  background
 *                                       ground
 * </pre>
 *
 * <p>A frame that its exchange takes ends the windows. One that is still being received in RX1 when
 * RX2 begins makes RX2 fall away.
 */
final class Transceiver implements Radio.Listener {
  /** Where a frame was heard. */
  enum Place {
    /** RX1 or RX2 of the last transmission. */
    WINDOW,
    /** Continuous reception, RXC of class C. */
    CONTINUOUS,
    /** A beacon window or a ping slot of class B. */
    SLOT
  }

  /** A frame as it was heard. */
  record Heard(Bytes phyPayload, LoraChannel channel, Quality quality, Place place) {}

  /** What is sent. */
  record Emission(LoraChannel channel, int eirpDbm, Bytes phyPayload) {}

  /**
   * The two windows behind a transmission.
   *
   * @param delay1 from the end of the transmission to the nominal start of RX1; RX2 is 1 s later
   */
  record Windows(Duration delay1, Optional<LoraChannel> rx1, LoraChannel rx2) { // MAC-039
    static final Duration RX2_AFTER_RX1 = Duration.ofSeconds(1);
  }

  /** One transmission and what comes of it. */
  interface Exchange {
    /** The last symbol has been sent. */
    void onSent();

    /** A frame ended in a window; returns whether it is the answer, and the windows are over. */
    boolean onAnswer(Heard heard);

    /** The receiver is free again; told once. */
    void onWindowsOver();
  }

  /** One beacon window or ping slot. */
  interface Slot {
    void onFrame(Heard heard);

    /** Nothing came, or a transmission took the radio. */
    void onMissed();
  }

  private enum Phase {
    FREE,
    SENDING,
    BEFORE_RX1,
    RX1,
    BEFORE_RX2,
    RX2,
    SLOT
  }

  /** A transmission, from its beginning to the end of its windows. */
  private static final class Sending {
    private final Windows windows;
    private final Exchange owner;
    private Scheduler.@Nullable Task rx2;
    private Instant rx2At = Instant.EPOCH;
    private boolean rx2Missed;

    Sending(Windows windows, Exchange owner) {
      this.windows = windows;
      this.owner = owner;
    }
  }

  private final Radio radio;
  private final Core core;
  private final Whole whole;

  private Phase phase = Phase.FREE;
  private @Nullable LoraChannel listening;
  private @Nullable LoraChannel receiving;
  private @Nullable Sending sending;
  private @Nullable Slot slot;

  /** A radio that sleeps. */
  Transceiver(Radio radio, Core core, Whole whole) {
    this.radio = radio;
    this.core = core;
    this.whole = whole;
    radio.listen(this);
    radio.sleep();
  }

  /** Whether neither a transmission nor one of its windows is under way or to come. */
  boolean isFree() { // MAC-043
    return phase == Phase.FREE || phase == Phase.SLOT;
  }

  /** Sends, and opens both windows; a slot that is open is lost. */
  void transmit(Emission emission, Windows behind, Exchange owner) {
    Slot interrupted = slot;
    slot = null;
    phase = Phase.SENDING;
    sending = new Sending(behind, owner);
    listening = null;
    radio.transmit(emission.channel(), emission.eirpDbm(), emission.phyPayload().toArray());
    if (interrupted != null) {
      interrupted.onMissed();
    }
  }

  /**
   * Opens a beacon window or a ping slot, unless a transmission has the radio: then it is missed.
   *
   * @param beaconLength octets of the beacon; 0 for a ping slot
   */
  void listenTo(LoraChannel channel, int beaconLength, Duration length, Slot owner) {
    if (!isFree()) {
      owner.onMissed();
      return;
    }
    Slot interrupted = slot;
    phase = Phase.SLOT;
    slot = owner;
    listening = null;
    receiving = channel;
    if (beaconLength > 0) {
      radio.receiveBeacon(channel, beaconLength, length);
    } else {
      radio.receive(channel, length);
    }
    if (interrupted != null) {
      interrupted.onMissed();
    }
  }

  /**
   * Listens where the background says, unless the radio is in use for something else. Where it
   * listens already it stays as it is, so that a frame on its way is not lost.
   */
  void refresh() {
    boolean idle = phase == Phase.FREE || phase == Phase.BEFORE_RX1 || phase == Phase.BEFORE_RX2;
    if (idle && !Objects.equals(whole.background().orElse(null), listening)) {
      listenInBackground();
    }
  }

  private void listenInBackground() {
    listening = whole.background().orElse(null);
    if (listening == null) {
      radio.sleep();
    } else {
      radio.receiveContinuously(listening);
    }
  }

  private @Nullable Slot endSlot() {
    Slot ended = slot;
    slot = null;
    receiving = null;
    phase = Phase.FREE;
    listenInBackground();
    return ended;
  }

  private boolean inWindow() {
    return phase == Phase.RX1 || phase == Phase.RX2;
  }

  private void open(Phase window, LoraChannel channel) {
    phase = window;
    listening = null;
    receiving = channel;
    radio.receive(channel, timing().length(channel));
  }

  private WindowTiming timing() {
    return new WindowTiming(core.config.habits().clockError());
  }

  private void expectRx1(Duration nominal, LoraChannel channel) {
    Duration opening = timing().opening(nominal, channel);
    radio.expect(channel, opening);
    core.scheduler.after(opening, () -> openRx1(channel));
  }

  /** Not before RX1 is over: a radio is told of the next window only. */
  private void expectRx2(Sending mine) {
    Duration opening = Duration.between(core.now(), mine.rx2At);
    radio.expect(mine.windows.rx2(), opening.isNegative() ? Duration.ZERO : opening);
  }

  private void openRx1(LoraChannel channel) {
    open(Phase.RX1, channel);
  }

  private void openRx2(Sending mine) {
    if (phase == Phase.RX1) {
      mine.rx2Missed = true;
      return;
    }
    open(Phase.RX2, mine.windows.rx2());
  }

  private void closeWindow(Sending mine, boolean answered) { // MAC-042
    if (answered || phase == Phase.RX2 || mine.rx2Missed) {
      finish(mine);
    } else {
      phase = Phase.BEFORE_RX2;
      expectRx2(mine);
      listenInBackground();
    }
  }

  private void finish(Sending mine) {
    if (mine.rx2 != null) {
      mine.rx2.cancel();
    }
    sending = null;
    receiving = null;
    phase = Phase.FREE;
    listenInBackground();
    mine.owner.onWindowsOver();
  }

  @Override
  public void onTransmitted(Duration ago) {
    Sending mine = sending;
    if (phase != Phase.SENDING || mine == null) {
      return;
    }
    phase = Phase.BEFORE_RX1;
    Windows behind = mine.windows;
    Duration delay2 = behind.delay1().plus(Windows.RX2_AFTER_RX1).minus(ago);
    Duration opening2 = timing().opening(delay2, behind.rx2());
    mine.rx2At = core.now().plus(opening2);
    mine.rx2 = core.scheduler.after(opening2, () -> openRx2(mine));
    behind
        .rx1()
        .ifPresentOrElse(
            channel -> expectRx1(behind.delay1().minus(ago), channel), () -> expectRx2(mine));
    mine.owner.onSent();
    listenInBackground();
  }

  @Override
  public void onReceived(byte[] phyPayload, Quality quality) {
    Sending mine = sending;
    if (inWindow() && mine != null && receiving != null) {
      Heard heard = new Heard(Bytes.of(phyPayload), receiving, quality, Place.WINDOW);
      closeWindow(mine, mine.owner.onAnswer(heard));
    } else if (phase == Phase.SLOT && receiving != null) {
      Heard heard = new Heard(Bytes.of(phyPayload), receiving, quality, Place.SLOT);
      Slot owner = endSlot();
      if (owner != null) {
        owner.onFrame(heard);
      }
    } else if (listening != null) {
      whole.hear(new Heard(Bytes.of(phyPayload), listening, quality, Place.CONTINUOUS));
    }
  }

  @Override
  public void onReceiveTimeout() {
    Sending mine = sending;
    if (inWindow() && mine != null) {
      closeWindow(mine, false);
    } else if (phase == Phase.SLOT) {
      Slot owner = endSlot();
      if (owner != null) {
        owner.onMissed();
      }
    }
  }
}
