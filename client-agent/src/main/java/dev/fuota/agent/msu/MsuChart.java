package dev.fuota.agent.msu;

import dev.fuota.protocol.msu.FileContext;
import dev.fuota.protocol.msu.GroupAck;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.StatusCode;
import dev.fuota.protocol.msu.StatusRequest;
import dev.fuota.protocol.msu.WhoIs;
import java.util.Optional;

/**
 * The client's main states (MSU, section 7): here what comes from this device and the explicit
 * commands, in {@link Connecting} and {@link Receiving} what belongs to a connection and a file.
 *
 * <p>Every event is a method, and what it does in each state is a switch over all of them, so that
 * the compiler sees a missing pair; what has no effect is counted with the reason.
 */
final class MsuChart {
  private static final int STATUS_A_SECOND = 5;
  private static final long SECOND_MS = 1000;

  private final MsuContext context;
  private final ClientCore core;
  private final Discovery discovery;
  private final Receiving receiving;
  private final Connecting connecting;
  private final Sockets sockets;
  private final RateLimit statuses = new RateLimit(STATUS_A_SECOND, SECOND_MS);

  MsuChart(MsuContext context) {
    this.context = context;
    this.core = new ClientCore(context, this::onSilence);
    this.discovery = new Discovery(context);
    this.receiving = new Receiving(core, discovery, this::onCycleTooLong);
    this.connecting = new Connecting(core, receiving);
    this.sockets = new Sockets(context, this::onSockets);
  }

  private void onSilence() {
    connecting.onSilence();
  }

  private void onCycleTooLong() {
    connecting.onCycleTooLong();
  }

  ClientCore core() {
    return core;
  }

  Connecting connecting() {
    return connecting;
  }

  Receiving receiving() {
    return receiving;
  }

  Optional<FileContext> fileContext() {
    return Optional.ofNullable(core.transfer).map(Transfer::fileContext);
  }

  Optional<FileProgress> progress() {
    return Optional.ofNullable(core.transfer).map(Transfer::progress);
  }

  boolean isListening() {
    return switch (core.state()) {
      case INIT, CONFIG, ABORT -> false;
      case LISTENING, CONNECTED, UPDATE, FINALIZATION -> true;
    };
  }

  /** Whether frames matter; in other states they are decoded and counted. */
  boolean takesFrames() {
    return core.state() == MsuState.UPDATE;
  }

  // ---- local: M-01 to M-04, M-22 to M-25 -----------------------------------------------------

  void onStart() { // M-01
    switch (core.state()) {
      case INIT -> enterConfig();
      case CONFIG, LISTENING, CONNECTED, UPDATE, FINALIZATION, ABORT ->
          context.notice("START: this client is running already");
    }
  }

  void onStop() { // M-22
    switch (core.state()) {
      case INIT -> context.notice("STOP: this client is not running");
      case CONFIG, LISTENING, CONNECTED, FINALIZATION, ABORT -> shutDown(Optional.empty());
      case UPDATE -> {
        Session connected = core.session();
        core.last = core.result(StatusCode.LOCAL_STOP);
        shutDown(Optional.of(connected));
      }
    }
  }

  void onInit() { // M-23
    shutDown(Optional.empty());
    enterConfig();
  }

  private void shutDown(Optional<Session> tell) {
    core.leaveFile(true);
    discovery.stop();
    core.leaveConnection();
    core.become(MsuState.INIT);
    if (tell.isPresent()) {
      core.sender.sendAtOnce(tell.get(), core.last, sockets::close);
    } else {
      sockets.close();
    }
  }

  private void enterConfig() {
    core.sender.stop();
    sockets.close();
    core.become(MsuState.CONFIG);
    Optional<String> missing = missing();
    missing.ifPresentOrElse(context::notice, sockets::open);
  }

  /** What has to be said before anybody may connect (M-04, MSU-X42); empty if it was. */
  private Optional<String> missing() {
    if (context.config().access == null) {
      return Optional.of(
          "nobody may connect yet: commission this device with a file of servers and credentials,"
              + " or set level 0 to let anybody in");
    }
    return isFileTrustSettled()
        ? Optional.empty()
        : Optional.of("whose signature is trusted? name a key, or allow unsigned files");
  }

  /** Is it said whose files are taken? */
  private boolean isFileTrustSettled() {
    MsuClientConfig config = context.config();
    return config.signature != null
        || config.unsignedFiles
        || context.ports.destination().checksSignature();
  }

  private void onSockets() { // M-02, M-03
    switch (core.state()) {
      case CONFIG -> {
        core.device = core.store.device();
        Optional<FileStore.Slot> unfinished =
            core.store.unfinished(context.config().limits, this::isStillConnected);
        if (unfinished.isPresent()) { // MSU-X21
          receiving.resume(unfinished.get(), unfinished.get().record().connection(), 0);
        } else {
          core.become(MsuState.LISTENING);
        }
      }
      case UPDATE -> Optional.ofNullable(core.transfer).ifPresent(Transfer::rejoin); // M-25
      case INIT, LISTENING, CONNECTED, FINALIZATION, ABORT -> {}
    }
  }

  private boolean isStillConnected(StoreRecord record) {
    long silent = context.now() - record.heardMs();
    return silent >= 0
        && silent < record.connection().timeoutMs()
        && !core.device.finished().contains(record.connection().transactionId());
  }

  void onInterface(boolean up) { // M-24, M-25
    switch (core.state()) {
      case INIT, ABORT -> {}
      case CONFIG -> {
        if (missing().isEmpty()) {
          sockets.onInterface(up);
        }
      }
      case LISTENING -> sockets.onInterface(up);
      case CONNECTED, UPDATE, FINALIZATION -> {
        if (up && sockets.addressChanged()) {
          connecting.loseConnection();
        }
        sockets.onInterface(up);
      }
    }
  }

  // ---- explicit commands: M-05 to M-07 -------------------------------------------------------

  void onWhoIs(WhoIs question, Ipv4 source, int port) { // M-05
    discovery.onWhoIs(question, source, port, core.device.groupId());
  }

  void onGroup(Ipv4 target, int groupId, Ipv4 source, int port) { // M-06, MSU-142
    Access access = context.config().access;
    boolean permitted =
        access != null && (access.level() == 0 || core.isPinned(source) || access.isListed(source));
    if (!target.equals(context.self()) || !permitted) {
      context.drop(permitted ? Drop.NOT_ADDRESSED : Drop.BAD_SOURCE);
      return;
    }
    core.touchIfPinned(source, port);
    DeviceRecord changed = core.device.withGroup(groupId);
    boolean saved = core.store.save(changed); // MSU-025
    core.device = saved ? changed : core.device;
    context.send(source, port, new GroupAck(core.device.groupId(), !saved, context.self()));
  }

  void onStatusRequest(StatusRequest request, Ipv4 source, int port) { // M-07, MSU-116
    if (!request.deviceId().equals(context.self())) {
      context.drop(Drop.NOT_ADDRESSED);
    } else if (core.session != null && !core.isPinned(source)) {
      context.drop(Drop.BAD_SOURCE);
    } else if (!statuses.allows(0, context.now())) {
      context.drop(Drop.RATE_LIMIT);
    } else {
      core.touchIfPinned(source, port);
      context.send(source, port, core.status());
    }
  }

  void raiseSecurityVersion(long version) { // MSU-X08
    core.device = core.device.withSecurityVersion(version);
    core.store.save(core.device);
  }
}
