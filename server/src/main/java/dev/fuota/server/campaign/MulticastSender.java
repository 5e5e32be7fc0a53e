package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.fragmentation.FragmentationCommand;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.QueuedDownlink;
import dev.fuota.server.port.SentListener.Sent;
import dev.fuota.server.port.Timers;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Sends fragmentation commands to the group and waits for the sent report of each. */
final class MulticastSender {
  private final CampaignPorts ports;
  private final DevAddr mcAddr;
  private final CampaignParameters parameters;
  private final Consumer<Sent> sentReports;

  MulticastSender(
      CampaignPorts ports,
      DevAddr mcAddr,
      CampaignParameters parameters,
      Consumer<Sent> sentReports) {
    this.ports = ports;
    this.mcAddr = mcAddr;
    this.parameters = parameters;
    this.sentReports = sentReports;
  }

  /**
   * Sends a command.
   *
   * @param done called once, with the start of the transmission; without a sent report within
   *     {@code delivery_timeout} with the time at which the network was given the command
   */
  void send(Command command, Consumer<Instant> done) {
    new Sending(ports.clock().instant(), done).start(command);
  }

  /** One command under way. */
  private final class Sending {
    private final Instant givenAt;
    private final Consumer<Instant> done;
    private Optional<QueuedDownlink> queued = Optional.empty();
    private Timers.Timer timeout = () -> {};
    private boolean over;

    Sending(Instant givenAt, Consumer<Instant> done) {
      this.givenAt = givenAt;
      this.done = done;
    }

    void start(Command command) {
      timeout = ports.timers().after(parameters.deliveryTimeout(), this::onTimeout);
      Downlink downlink = new Downlink(FragmentationCommand.DEFAULT_FPORT, command.encode());
      queued =
          ports.network().multicast(mcAddr, downlink, parameters.multicastChannel(), this::onSent);
    }

    private void onSent(Sent sent) {
      sentReports.accept(sent);
      timeout.cancel();
      finish(sent.at());
    }

    private void onTimeout() {
      queued.ifPresent(QueuedDownlink::cancel);
      finish(givenAt);
    }

    private void finish(Instant startedAt) {
      if (!over) {
        over = true;
        done.accept(startedAt);
      }
    }
  }
}
