package dev.fuota.server.network;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.server.port.Gateway;
import dev.fuota.server.port.GatewayFrame;
import dev.fuota.server.port.SentListener;
import dev.fuota.server.port.SentListener.Sent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The gateway's transmitter: gives it frames at free places, hands out its sent reports. */
final class Transmitter {
  /** A report that is this late after the end of the frame will not come any more. */
  private static final Duration REPORT_WAIT = Duration.ofSeconds(10);

  private final Gateway gateway;
  private final InstantSource clock;
  private final TransmitterPlan plan = new TransmitterPlan();

  /** In the order of sending; the oldest ones without a report are forgotten. */
  private final Map<GatewayFrame, SentListener> unreported = new LinkedHashMap<>();

  private Duration timeOnAir = Duration.ZERO;

  Transmitter(Gateway gateway, InstantSource clock) {
    this.gateway = gateway;
    this.clock = clock;
  }

  Duration timeOnAir() {
    return timeOnAir;
  }

  boolean isFree(Instant start, DataRate dataRate, int length, int frequencyHz) {
    return plan.isFree(start, TimeOnAir.of(dataRate, length, false), frequencyHz);
  }

  /** The first instant from now on at which a frame can start. */
  Instant earliest(DataRate dataRate, int length, int frequencyHz) {
    return plan.earliest(clock.instant(), TimeOnAir.of(dataRate, length, false), frequencyHz);
  }

  /** Sends a frame at a place that is free. */
  void send(
      Bytes phyPayload,
      Instant start,
      DataRate dataRate,
      int frequencyHz,
      Optional<SentListener> listener) {
    GatewayFrame frame = new GatewayFrame(phyPayload, frequencyHz, dataRate, start);
    plan.take(clock.instant(), start, frame.timeOnAir(), frequencyHz);
    timeOnAir = timeOnAir.plus(frame.timeOnAir());
    forgetOverdueReports();
    listener.ifPresent(waiting -> unreported.put(frame, waiting));
    gateway.transmit(frame);
  }

  private void forgetOverdueReports() {
    Instant overdue = clock.instant().minus(REPORT_WAIT);
    unreported.keySet().removeIf(frame -> frame.at().plus(frame.timeOnAir()).isBefore(overdue));
  }

  /** The gateway reports that a frame was sent; unknown and repeated reports change nothing. */
  void onTransmitted(GatewayFrame frame) {
    SentListener listener = unreported.remove(frame);
    if (listener != null) {
      listener.onSent(new Sent(frame.at(), frame.timeOnAir(), frame.phyPayload().length()));
    }
  }
}
