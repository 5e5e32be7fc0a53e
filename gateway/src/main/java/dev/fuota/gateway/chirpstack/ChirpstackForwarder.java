package dev.fuota.gateway.chirpstack;

import dev.fuota.gateway.concentrator.Concentrator;
import dev.fuota.gateway.port.Backhaul;
import dev.fuota.gateway.port.GatewayStatistics;
import dev.fuota.gateway.port.Heard;
import dev.fuota.gateway.port.Timing;
import dev.fuota.gateway.port.Transmission;
import dev.fuota.gateway.port.TxStatus;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A gateway that says itself what ChirpStack's bridge would say for it. The context of an uplink is
 * its counter value, most significant octet first, as the bridge has it for packet forwarders.
 */
public final class ChirpstackForwarder implements Backhaul { // GW-08
  private static final Duration REPORT = Duration.ofSeconds(30);

  /** Counters mean the value nearest to now: a delay must be far from where they wrap. */
  private static final Duration DELAY_MAX = Concentrator.HORIZON.multipliedBy(2);

  /** The form of the payloads; the server answers in the form that it is spoken to. */
  public enum Form {
    PROTOBUF,
    JSON
  }

  /** The broker, as seen from here; what it cannot take is lost. */
  public interface Publisher {
    /** Publishes with QoS 0. */
    void publish(String topic, Bytes payload);
  }

  private final Concentrator concentrator;
  private final Topics topics;
  private final Form form;
  private final Publisher publisher;
  private final InstantSource clock;
  private final Scheduler scheduler;
  private final RandomGenerator random;
  private boolean started;

  /** A forwarder at rest. */
  public ChirpstackForwarder(
      Concentrator concentrator,
      String prefix,
      Form form,
      Publisher publisher,
      InstantSource clock,
      Scheduler scheduler,
      RandomGenerator random) {
    this.concentrator = concentrator;
    this.topics = new Topics(prefix, concentrator.id());
    this.form = form;
    this.publisher = publisher;
    this.clock = clock;
    this.scheduler = scheduler;
    this.random = random;
  }

  public Topics topics() {
    return topics;
  }

  @Override
  public void start() {
    started = true;
    report();
  }

  @Override
  public void stop() {
    started = false;
  }

  private void report() {
    if (!started) {
      return;
    }
    GatewayStatistics figures = concentrator.statistics();
    GatewayStats stats =
        new GatewayStats(
            concentrator.id(),
            clock.instant(),
            figures.received(),
            figures.receivedOk(),
            figures.downlinks(),
            figures.emitted());
    publish("stats", form == Form.JSON ? stats.encodeJson() : stats.encode());
    scheduler.after(REPORT, this::report);
  }

  @Override
  public void onHeard(Heard heard) {
    if (!started) {
      return;
    }
    Bytes context = Bytes.of(ByteBuffer.allocate(Integer.BYTES).putInt(heard.counter()).array());
    UplinkFrame frame =
        new UplinkFrame(
            heard.phyPayload(),
            heard.frequencyHz(),
            heard.modulation(),
            heard.gateway(),
            random.nextInt(),
            heard.gpsMillis().stream().mapToObj(Duration::ofMillis).findFirst(),
            heard.rssiDbm(),
            (float) heard.snrDb(),
            heard.ifChannel(),
            context,
            UplinkFrame.CrcStatus.CRC_OK);
    publish("up", form == Form.JSON ? frame.encodeJson() : frame.encode());
  }

  /** What came on the topic of downlinks; anything may. */
  public void onDownlink(Bytes payload) {
    if (started) {
      DownlinkFrame.decode(payload)
          .value()
          .filter(frame -> frame.gateway().equals(concentrator.id()))
          .ifPresent(this::send);
    }
  }

  private void send(DownlinkFrame frame) {
    List<AckStatus> tried = new ArrayList<>();
    for (DownlinkItem item : frame.items()) {
      AckStatus status = AckStatus.of(request(item));
      tried.add(status);
      if (status == AckStatus.OK) {
        break;
      }
    }
    int untried = frame.items().size() - tried.size();
    List<AckStatus> all =
        Stream.concat(tried.stream(), Collections.nCopies(untried, AckStatus.IGNORED).stream())
            .toList();
    DownlinkTxAck ack = new DownlinkTxAck(concentrator.id(), frame.downlinkId(), all);
    publish("ack", form == Form.JSON ? ack.encodeJson() : ack.encode());
  }

  private TxStatus request(DownlinkItem item) {
    Optional<Timing> timing = timing(item);
    if (timing.isEmpty()) {
      return TxStatus.INTERNAL_ERROR;
    }
    return concentrator.request(
        new Transmission(
            item.phyPayload(),
            item.frequencyHz(),
            item.modulation(),
            item.powerDbm(),
            item.invertedIq(),
            timing.get()));
  }

  /** Empty for a delay behind an uplink that nobody knows. */
  private static Optional<Timing> timing(DownlinkItem item) {
    if (item.timing() instanceof DownlinkTiming.GpsEpoch at) {
      return Optional.of(new Timing.AtGps(at.time().toMillis()));
    }
    if (item.timing() instanceof DownlinkTiming.Delay after) {
      Duration delay = after.delay();
      if (item.context().length() != Integer.BYTES
          || delay.isNegative()
          || delay.compareTo(DELAY_MAX) > 0) {
        return Optional.empty();
      }
      int counter = item.context().asBuffer().getInt() + (int) (delay.toNanos() / 1000);
      return Optional.of(new Timing.AtCounter(counter));
    }
    return Optional.of(new Timing.Immediately());
  }

  private void publish(String event, Bytes payload) {
    publisher.publish(topics.event(event), payload);
  }
}
