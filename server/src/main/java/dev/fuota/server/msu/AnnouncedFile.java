package dev.fuota.server.msu;

import dev.fuota.protocol.msu.DeviceParameters;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.Notification;
import dev.fuota.protocol.msu.Profile;
import dev.fuota.server.port.Timers.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One file of a cycle from its first Notification to the end of its transfer (MSU, section 13). The
 * Notification is repeated while the frames flow, for clients that come late.
 */
final class AnnouncedFile {
  /** From the second file on, clients are asked whether they have begun; so many at a time. */
  private static final int ASKED_AT_ONCE = 32;

  private static final Duration ASK_GAP = Duration.ofMillis(10);

  private final CycleContext context;
  private final int number;
  private final MsuFile file;
  private final FileGeometry geometry;
  private final Notification notification;
  private final Deque<ClientRecord> toAsk = new ArrayDeque<>();
  private @Nullable FileTransfer transfer;
  private FaultGuard guard = new FaultGuard(fault -> {});
  private @Nullable Timer timer;
  private @Nullable Timer askTimer;
  private long startedAt;
  private long endedAt;

  AnnouncedFile(CycleContext context, int number, int sequenceLimit, long crc) {
    MsuCampaign campaign = context.campaign();
    this.context = context;
    this.number = number;
    this.file = campaign.files().get(number - 1);
    this.geometry = new FileGeometry(file.content().size(), sequenceLimit, campaign.sequenceSize());
    this.notification =
        new Notification(
            file.kind(),
            number,
            geometry,
            new Endpoint(campaign.endpoints().dataGroup(), campaign.endpoints().dataPort()),
            Optional.empty(),
            context.transactionId(),
            crc,
            campaign.notifiedGroup(),
            campaign.timing().updateTimeoutSeconds(),
            file.name(),
            file.destination());
  }

  int number() {
    return number;
  }

  FileGeometry geometry() {
    return geometry;
  }

  /**
   * Announces the file, and gives clients the time to join (MSU-059, MSU-078). From the second file
   * on they are asked how they stand meanwhile: one that has begun says so.
   */
  void announce(Runnable joined, Liveness liveness) {
    context.listener().onFile(number, geometry);
    notify(1, joined, liveness);
  }

  private void notify(int copy, Runnable joined, Liveness liveness) {
    Tries tries = context.campaign().repeats().notification();
    context.outbox().toDiscovery(notification);
    if (copy < tries.count()) {
      timer = context.after(tries.gap(), () -> notify(copy + 1, joined, liveness));
      return;
    }
    Duration joinWait = context.campaign().timing().joinWait();
    timer = context.after(joinWait, joined);
    if (number > 1) {
      context.clients().all().stream().filter(ClientRecord::isConnected).forEach(toAsk::add);
      askTimer = context.after(joinWait.dividedBy(2), () -> askNext(liveness));
    }
  }

  private void askNext(Liveness liveness) {
    for (int i = 0; i < ASKED_AT_ONCE && !toAsk.isEmpty(); i++) {
      liveness.ask(toAsk.remove());
    }
    if (!toAsk.isEmpty()) {
      askTimer = context.after(ASK_GAP, () -> askNext(liveness));
    }
  }

  /** Sends the file. */
  void send(DeviceParameters parameters, Profile profile, Transfer by) {
    guard = new FaultGuard(by.onFault());
    FrameSender frames =
        new FrameSender(number, geometry, file.content(), context.outbox(), context.statistics());
    TransferContext with =
        new TransferContext(
            number,
            geometry,
            context.transactionId(),
            parameters,
            profile,
            context.campaign(),
            guard.guard(context.ports()),
            frames,
            context.clients(),
            context.statistics(),
            context.listener(),
            by.onPhase(),
            () -> onDone(by.done()));
    startedAt = context.now();
    renotifyLater();
    FileTransfer way =
        profile.stream() ? new StreamTransfer(with) : new ChunkTransfer(with, pace(parameters));
    transfer = way;
    guard.run(way::start);
  }

  private Pace pace(DeviceParameters parameters) {
    MsuPace bounds = context.campaign().pace();
    return new Pace(bounds, parameters, geometry.sequenceSize(), worstRoundTrip());
  }

  /** A connected client that is not finished complains or reports. */
  void onMessage(ClientRecord from, MsuMessage message) {
    if (transfer == null) {
      context.ignore(IgnoredMessage.CLOSED);
      return;
    }
    FileTransfer running = transfer;
    from.file().showsWork();
    guard.run(() -> running.onMessage(from, message));
  }

  /** A client has a result, or is lost. */
  void onFinished(ClientRecord client) {
    if (transfer != null) {
      FileTransfer running = transfer;
      guard.run(() -> running.onFinished(client));
    }
  }

  /** Whom the transfer tells what. */
  record Transfer(Consumer<MsuPhase> onPhase, Consumer<FileContentFault> onFault, Runnable done) {}

  private void onDone(Runnable done) {
    transfer = null;
    endedAt = context.now();
    stopTimers();
    done.run();
  }

  private void renotifyLater() {
    Duration gap = context.campaign().repeats().renotify();
    if (!gap.isZero()) {
      timer =
          context.after(
              gap,
              () -> {
                context.outbox().toDiscovery(notification);
                renotifyLater();
              });
    }
  }

  /** The slowest way there and back that was measured; 100 ms if none was. */
  private long worstRoundTrip() {
    long worst =
        context.clients().all().stream()
            .filter(ClientRecord::isConnected)
            .mapToLong(ClientRecord::roundTrip)
            .max()
            .orElse(-1);
    return worst > 0 ? worst : Duration.ofMillis(100).toNanos();
  }

  void stop() {
    stopTimers();
    if (transfer != null) {
      transfer.stop();
    }
  }

  private void stopTimers() {
    if (timer != null) {
      timer.cancel();
    }
    if (askTimer != null) {
      askTimer.cancel();
    }
  }

  /** From the first frame to the last client's result, or to the end if no client has reported. */
  Duration time() {
    if (startedAt == 0 && endedAt == 0) {
      return Duration.ZERO;
    }
    long last =
        context.clients().all().stream()
            .map(client -> client.files().get(number - 1))
            .filter(f -> f.outcome() == FileOutcome.PASS)
            .mapToLong(ClientFile::finishedAt)
            .max()
            .orElse(endedAt == 0 ? context.now() : endedAt);
    return Duration.ofNanos(Math.max(0, last - startedAt));
  }
}
