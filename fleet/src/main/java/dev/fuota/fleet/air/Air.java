package dev.fuota.fleet.air;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.lorawan.TimeOnAir;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One gateway, any number of devices, and the air between them in virtual time.
 *
 * <p>Rules (LoRaWAN uses normal IQ upwards and inverted IQ downwards, so devices never hear each
 * other and the gateway never hears itself):
 *
 * <ul>
 *   <li>A device hears a downlink if its radio listens on exactly that frequency, spreading factor
 *       and bandwidth when the preamble is detected, {@value #DETECTION_SYMBOLS} symbols after the
 *       frame began, and goes on until the frame ends, and if its link does not lose the frame. A
 *       receiver needs six of the eight preamble symbols, so it may open two symbols late.
 *   <li>The gateway hears all uplink channels at once, but none while it sends: an uplink that
 *       overlaps a transmission of the gateway is lost.
 *   <li>Two uplinks that overlap on one channel destroy each other. There is no capture effect, so
 *       this is worse than reality; spreading factors do not disturb each other.
 *   <li>A link loses frames of both directions by one and the same chain of {@link LossModel}.
 * </ul>
 *
 * <p>Receiving takes no time besides the frame's time on air; there is no propagation delay.
 */
public final class Air {
  static final int DETECTION_SYMBOLS = 2;

  private final Scheduler scheduler;
  private final Map<LoraChannel, Set<AirRadio>> listening = new HashMap<>();
  private final List<AirRadio.Uplink> uplinks = new ArrayList<>();
  private @Nullable Gateway gateway;
  private boolean gatewaySends;
  private AirFigures figures = AirFigures.NONE;

  /** The gateway's side of the air. */
  public interface Gateway {
    /** An uplink has ended and was heard. */
    void onUplink(LoraChannel channel, byte[] phyPayload);

    /** The transmission has ended. */
    void onTransmitted();
  }

  /** Time on air passes by {@code scheduler}. */
  public Air(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  public void attach(Gateway gateway) {
    this.gateway = gateway;
  }

  /** A radio that sends and hears over this air, through {@code link}. */
  public Radio attach(LossModel link) {
    return new AirRadio(this, link);
  }

  /**
   * The gateway sends; {@link Gateway#onTransmitted} follows.
   *
   * @throws IllegalStateException if it sends already: it has one transmitter
   */
  public void transmit(LoraChannel channel, byte[] phyPayload) {
    if (gatewaySends) {
      throw new IllegalStateException("the gateway sends two frames at once");
    }
    gatewaySends = true;
    uplinks.forEach(AirRadio.Uplink::unheard);
    Duration time = timeOnAir(channel, phyPayload, false);
    figures = figures.plusDownlink(time);
    List<AirRadio> hearing = new ArrayList<>();
    scheduler.after(detection(channel), () -> detect(channel, hearing));
    scheduler.after(time, () -> endDownlink(phyPayload, hearing));
  }

  public AirFigures figures() {
    return figures;
  }

  private void detect(LoraChannel channel, List<AirRadio> hearing) {
    for (AirRadio radio : List.copyOf(listening.getOrDefault(channel, Set.of()))) {
      if (radio.locks()) {
        hearing.add(radio);
      }
    }
  }

  private void endDownlink(byte[] phyPayload, List<AirRadio> hearing) {
    gatewaySends = false;
    hearing.forEach(radio -> radio.frameEnded(phyPayload));
    listener().onTransmitted();
  }

  void beginUplink(AirRadio.Uplink uplink) {
    if (gatewaySends) {
      uplink.unheard();
    }
    for (AirRadio.Uplink other : uplinks) {
      if (other.channel().equals(uplink.channel())) {
        other.collided();
        uplink.collided();
      }
    }
    uplinks.add(uplink);
  }

  void endUplink(AirRadio.Uplink uplink, boolean heard) {
    uplinks.remove(uplink);
    Duration time = timeOnAir(uplink.channel(), uplink.phyPayload(), true);
    figures = figures.plusUplink(time, heard, uplink.isCollided(), uplink.isUnheard());
    if (heard) {
      listener().onUplink(uplink.channel(), uplink.phyPayload());
    }
  }

  void startListening(AirRadio radio, LoraChannel channel) {
    listening.computeIfAbsent(channel, any -> new LinkedHashSet<>()).add(radio);
  }

  void stopListening(AirRadio radio, LoraChannel channel) {
    listening.getOrDefault(channel, Set.of()).remove(radio);
  }

  Scheduler scheduler() {
    return scheduler;
  }

  static Duration detection(LoraChannel channel) {
    long symbolNanos = (1_000_000_000L << channel.spreadingFactor()) / channel.bandwidthHz();
    return Duration.ofNanos(DETECTION_SYMBOLS * symbolNanos);
  }

  static Duration timeOnAir(LoraChannel channel, byte[] phyPayload, boolean crc) {
    return TimeOnAir.of(channel.spreadingFactor(), channel.bandwidthHz(), phyPayload.length, crc);
  }

  private Gateway listener() {
    if (gateway == null) {
      throw new IllegalStateException("no gateway is attached");
    }
    return gateway;
  }
}
