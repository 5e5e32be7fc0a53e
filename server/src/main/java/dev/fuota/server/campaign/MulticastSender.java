package dev.fuota.server.campaign;

import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.QueuedDownlink;
import dev.fuota.server.port.SentListener.Sent;
import dev.fuota.server.port.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Sends frames to the group and waits for the summary report of each (TP-07). */
final class MulticastSender {
  private final CampaignPorts ports;
  private final DevAddr mcAddr;
  private final CampaignParameters parameters;
  private final CampaignPlan plan;
  private final Consumer<Sent> sentReports;
  private Optional<QueuedDownlink> current = Optional.empty();
  private boolean stopped;

  MulticastSender(
      CampaignPorts ports,
      DevAddr mcAddr,
      CampaignParameters parameters,
      CampaignPlan plan,
      Consumer<Sent> sentReports) {
    this.ports = ports;
    this.mcAddr = mcAddr;
    this.parameters = parameters;
    this.plan = plan;
    this.sentReports = sentReports;
  }

  /** What waits is forgotten; what is in the network's queue is taken back. */
  void stop() {
    stopped = true;
    current.ifPresent(QueuedDownlink::cancel);
  }

  /**
   * Sends a frame.
   *
   * @param done called once, with the start of the transmission; without a summary report, because
   *     there is none or none came in time, with the time at which the network was given the frame
   */
  void send(Downlink downlink, Consumer<Instant> done) {
    if (!stopped) {
      new Sending(downlink, done).start();
    }
  }

  /** One frame under way. */
  private final class Sending {
    private final Downlink downlink;
    private final Consumer<Instant> done;
    private final Instant givenAt = ports.clock().instant();
    private Timers.Timer timeout = () -> {};
    private boolean over;

    Sending(Downlink downlink, Consumer<Instant> done) {
      this.downlink = downlink;
      this.done = done;
    }

    void start() {
      Optional<Duration> patience = plan.summaryTimeout();
      timeout = patience.map(it -> ports.timers().after(it, this::onTimeout)).orElse(() -> {});
      current =
          ports.network().multicast(mcAddr, downlink, parameters.multicastChannel(), this::onSent);
      if (current.isEmpty() && !over) {
        timeout.cancel(); // no report will ever come of a frame that was not taken
        ports.timers().after(plan.multicastPace(), () -> send(downlink, done));
      } else if (parameters.summaryReportsDisabled()) {
        timeout.cancel();
        finish(givenAt);
      }
    }

    private void onSent(Sent sent) {
      sentReports.accept(sent);
      timeout.cancel();
      finish(sent.at());
    }

    private void onTimeout() {
      current.ifPresent(QueuedDownlink::cancel);
      finish(givenAt);
    }

    private void finish(Instant startedAt) {
      if (!over && !stopped) {
        over = true;
        done.accept(startedAt);
      }
    }
  }
}
