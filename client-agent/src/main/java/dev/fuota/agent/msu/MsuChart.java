package dev.fuota.agent.msu;

import dev.fuota.hal.net.DatagramPort.Line;
import dev.fuota.protocol.msu.ConnectRequest;
import dev.fuota.protocol.msu.ConnectResponse;
import dev.fuota.protocol.msu.DisconnectRequest;
import dev.fuota.protocol.msu.DisconnectResponse;
import dev.fuota.protocol.msu.FileContext;
import dev.fuota.protocol.msu.GroupAck;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.Notification;
import dev.fuota.protocol.msu.Profile;
import dev.fuota.protocol.msu.ResponseCode;
import dev.fuota.protocol.msu.StatusCode;
import dev.fuota.protocol.msu.StatusRequest;
import dev.fuota.protocol.msu.StatusResponse;
import dev.fuota.protocol.msu.TransferAborted;
import dev.fuota.protocol.msu.WhoIs;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The client's main states (MSU, section 7). Every event is a method, and what it does in each
 * state is a switch over all of them, so that the compiler sees a missing pair; what has no effect
 * is counted with the reason.
 */
final class MsuChart implements Transfer.Owner {
  private static final int STATUS_A_SECOND = 5;
  private static final long SECOND_MS = 1000;

  private final MsuContext context;
  private final FileStore store;
  private final Discovery discovery;
  private final ConnectPolicy policy;
  private final Sockets sockets;
  private final StatusSender sender;
  private final Finisher finisher;
  private final Deadline silence;
  private final RateLimit statuses = new RateLimit(STATUS_A_SECOND, SECOND_MS);

  private MsuState state = MsuState.INIT;
  private DeviceRecord device;
  private LastStatus last = LastStatus.NONE;
  private @Nullable Session session;
  private @Nullable Transfer transfer;
  private @Nullable Connection timedOut;

  /** At its destination, and to be put to use once the server has been told. */
  private Optional<ReceivedFile> fresh = Optional.empty();

  MsuChart(MsuContext context) {
    this.context = context;
    this.store = new FileStore(context.ports.files());
    this.device = store.device();
    this.discovery = new Discovery(context);
    this.policy = new ConnectPolicy(context);
    this.sockets = new Sockets(context, this::onSockets);
    this.sender = new StatusSender(context);
    this.finisher = new Finisher(context);
    this.silence = context.deadline(this::onSilence);
  }

  MsuState state() {
    return state;
  }

  Optional<MsuSubstate> substate() {
    return state == MsuState.UPDATE
        ? Optional.ofNullable(transfer).map(it -> it.reception().substate())
        : Optional.empty();
  }

  StatusResponse status() {
    return now().response(context.self());
  }

  private LastStatus now() {
    boolean busy = state == MsuState.UPDATE || state == MsuState.FINALIZATION;
    return busy && session != null
        ? LastStatus.inProgress(
            session.connection.transactionId(), transfer == null ? 0 : transfer.file().rounds)
        : last;
  }

  Optional<FileContext> fileContext() {
    return Optional.ofNullable(transfer).map(Transfer::fileContext);
  }

  boolean isListening() {
    return switch (state) {
      case INIT, CONFIG, ABORT -> false;
      case LISTENING, CONNECTED, UPDATE, FINALIZATION -> true;
    };
  }

  /** Whether frames matter; in other states they are decoded and counted. */
  boolean takesFrames() {
    return state == MsuState.UPDATE;
  }

  // ---- local: M-01 to M-04, M-22 to M-25 -----------------------------------------------------

  void onStart() { // M-01
    switch (state) {
      case INIT -> enterConfig();
      case CONFIG, LISTENING, CONNECTED, UPDATE, FINALIZATION, ABORT ->
          context.notice("START: this client is running already");
    }
  }

  void onStop() { // M-22
    switch (state) {
      case INIT -> context.notice("STOP: this client is not running");
      case CONFIG, LISTENING, CONNECTED, FINALIZATION, ABORT -> shutDown(Optional.empty());
      case UPDATE -> {
        Session connected = session();
        last = result(StatusCode.LOCAL_STOP);
        shutDown(Optional.of(connected));
      }
    }
  }

  void onInit() { // M-23
    shutDown(Optional.empty());
    enterConfig();
  }

  private void shutDown(Optional<Session> tell) {
    boolean kept = transfer != null && state == MsuState.UPDATE;
    leaveFile(kept, kept);
    discovery.stop();
    silence.cancel();
    sender.stop();
    session = null;
    become(MsuState.INIT);
    if (tell.isPresent()) {
      sender.sendAtOnce(tell.get(), last, sockets::close);
    } else {
      sockets.close();
    }
  }

  private void enterConfig() {
    sender.stop();
    sockets.close();
    become(MsuState.CONFIG);
    if (context.config().access == null) { // M-04, MSU-X42
      context.notice(
          "nobody may connect yet: commission this device with a file of servers and credentials,"
              + " or set level 0 to let anybody in");
    } else if (context.config().signature == null && !context.config().unsignedFiles) {
      context.notice("whose signature is trusted? name a key, or allow unsigned files");
    } else {
      sockets.open();
    }
  }

  private void onSockets() { // M-02, M-03
    switch (state) {
      case CONFIG -> {
        device = store.device();
        Optional<FileStore.Slot> unfinished =
            store.unfinished(context.config().limits, this::isStillConnected);
        if (unfinished.isPresent()) {
          resume(unfinished.get(), unfinished.get().record().connection(), 0);
        } else {
          become(MsuState.LISTENING);
        }
      }
      case UPDATE -> Optional.ofNullable(transfer).ifPresent(Transfer::rejoin); // M-25
      case INIT, LISTENING, CONNECTED, FINALIZATION, ABORT -> {}
    }
  }

  private boolean isStillConnected(StoreRecord record) {
    long silent = context.now() - record.heardMs();
    return silent >= 0
        && silent < record.connection().timeoutMs()
        && !device.finished().contains(record.connection().transactionId());
  }

  void onInterface(boolean up) { // M-24, M-25
    switch (state) {
      case INIT, ABORT -> {}
      case CONFIG, LISTENING -> sockets.onInterface(up);
      case CONNECTED, UPDATE, FINALIZATION -> {
        if (up && sockets.addressChanged()) {
          loseConnection();
        }
        sockets.onInterface(up);
      }
    }
  }

  // ---- explicit commands: M-05 to M-07 -------------------------------------------------------

  void onWhoIs(WhoIs question, Ipv4 source, int port) { // M-05
    discovery.onWhoIs(question, source, port, device.groupId());
  }

  void onGroup(Ipv4 target, int groupId, Ipv4 source, int port) { // M-06, MSU-142
    Access access = context.config().access;
    boolean permitted =
        access != null && (access.level() == 0 || isPinned(source) || access.isListed(source));
    if (!target.equals(context.self()) || !permitted) {
      context.drop(permitted ? Drop.NOT_ADDRESSED : Drop.BAD_SOURCE);
      return;
    }
    touchIfPinned(source, port);
    DeviceRecord changed = device.withGroup(groupId);
    boolean saved = store.save(changed); // MSU-025
    device = saved ? changed : device;
    context.send(source, port, new GroupAck(device.groupId(), !saved, context.self()));
  }

  void onStatusRequest(StatusRequest request, Ipv4 source, int port) { // M-07, MSU-116
    if (!request.deviceId().equals(context.self())) {
      context.drop(Drop.NOT_ADDRESSED);
    } else if (session != null && !isPinned(source)) {
      context.drop(Drop.BAD_SOURCE);
    } else if (!statuses.allows(0, context.now())) {
      context.drop(Drop.RATE_LIMIT);
    } else {
      touchIfPinned(source, port);
      context.send(source, port, status());
    }
  }

  // ---- connection: M-08 to M-12, M-16 to M-20 ------------------------------------------------

  void onConnect(ConnectRequest request, Ipv4 source, int port, boolean secure) {
    int id = request.transactionId();
    boolean same = session != null && session.connection.isOf(source, id);
    ConnectPolicy.Verdict verdict =
        policy.judge(
            request,
            source,
            secure,
            new ConnectPolicy.Circumstances(
                Optional.ofNullable(session).map(it -> it.connection.server()),
                finished -> !same && device.finished().contains(finished)));
    if (!verdict.isAccepted()) { // M-10, MSU-046
      verdict
          .answer()
          .ifPresentOrElse(
              code -> context.send(source, port, ConnectResponse.to(id, code)),
              () -> context.drop(Drop.RATE_LIMIT));
      return;
    }
    switch (state) {
      case LISTENING -> connect(request, source, port);
      case CONNECTED, UPDATE -> {
        if (same) { // M-11, MSU-X24
          touch(port);
          answer(source, port, id);
        } else { // M-12, MSU-X43
          context.notice("a new cycle of the server replaces the one before: " + last(20));
          supersede();
          connect(request, source, port);
        }
      }
      case FINALIZATION -> {
        if (same) {
          touch(port);
          answer(source, port, id);
        } else {
          context.drop(Drop.NOT_EXPECTED); // the server tries again
        }
      }
      case INIT, CONFIG, ABORT -> context.drop(Drop.NOT_RUNNING);
    }
  }

  private static String last(int code) {
    return new StatusCode(code).meaning();
  }

  private void connect(ConnectRequest request, Ipv4 source, int port) {
    int id = request.transactionId();
    Connection connection = connection(request, source);
    answer(source, port, id);
    timedOut = null;
    Optional<FileStore.Slot> stored =
        store.unfinished(
            context.config().limits, record -> record.connection().isOf(source, id));
    if (stored.isPresent()) { // M-09, MSU-X44
      resume(stored.get(), connection, port);
    } else { // M-08
      begin(connection, port);
      last = LastStatus.inProgress(id, 0);
      become(MsuState.CONNECTED);
    }
  }

  private Connection connection(ConnectRequest request, Ipv4 source) {
    int wished = request.connectionTimeoutSeconds();
    MsuClientConfig config = context.config();
    return new Connection(
        source,
        request.transactionId(),
        wished == 0 ? config.times.connectionTimeoutSeconds() : wished,
        request.fwVersion().or(request::swVersion),
        Profile.ofBits(request.extensionBits()).and(config.profile));
  }

  private void begin(Connection connection, int port) {
    session = new Session(connection, port, context);
    touch(port);
  }

  private void answer(Ipv4 source, int port, int id) {
    context.send(source, port, ConnectResponse.to(id, ResponseCode.GOOD));
  }

  private void supersede() {
    finishCycle(session().connection.transactionId());
    leaveFile(true, false);
    silence.cancel();
  }

  void onDisconnect(DisconnectRequest request, Ipv4 source, int port) {
    int id = request.transactionId();
    switch (state) {
      case CONNECTED, UPDATE, FINALIZATION -> {
        if (!isPinned(source)) { // M-17
          context.drop(Drop.BAD_SOURCE);
        } else if (session().connection.transactionId() != id) { // MSU-055
          context.drop(Drop.WRONG_TRANSACTION);
        } else if (!request.serverIp().equals(source)) {
          context.send(source, port, DisconnectResponse.to(id, ResponseCode.DISCONNECT_IP));
        } else {
          disconnect(source, port, id);
        }
      }
      case LISTENING -> {
        if (timedOut != null && timedOut.isOf(source, id)) { // M-18, MSU-X30
          context.send(source, port, DisconnectResponse.to(id, ResponseCode.DISCONNECT_TIMEOUT));
        } else {
          context.drop(Drop.NOT_CONNECTED);
        }
      }
      case INIT, CONFIG, ABORT -> context.drop(Drop.NOT_RUNNING);
    }
  }

  private void disconnect(Ipv4 source, int port, int id) { // M-16, MSU-047
    context.send(source, port, DisconnectResponse.to(id, ResponseCode.GOOD));
    end(StatusCode.DISCONNECTED, true);
  }

  /** T_conn: the server has been silent for long (M-20, MSU-050). */
  private void onSilence() {
    switch (state) {
      case CONNECTED, UPDATE, FINALIZATION -> loseConnection();
      case INIT, CONFIG, LISTENING, ABORT -> {}
    }
  }

  private void loseConnection() {
    timedOut = session().connection;
    end(StatusCode.TIMEOUT, state != MsuState.UPDATE);
  }

  @Override
  public void onCycleTooLong() { // MSU-X41
    end(StatusCode.TIMEOUT, true);
  }

  /** Back to listening: an unfinished file fails with {@code code}, and its octets stay. */
  private void end(StatusCode code, boolean forGood) {
    if (state == MsuState.UPDATE) {
      last = result(code);
    }
    if (forGood) {
      finishCycle(session().connection.transactionId());
    }
    leaveFile(true, !forGood);
    activateWaiting(); // M-29
    leaveConnection();
  }

  private void leaveConnection() {
    sender.stop();
    silence.cancel();
    session = null;
    become(MsuState.LISTENING);
  }

  void onAborted(TransferAborted abort, Ipv4 source) { // M-19, M-21
    switch (state) {
      case CONNECTED, UPDATE, FINALIZATION -> {
        Session connected = session();
        int file = abort.fileNumber();
        if (!isPinned(source)) {
          context.drop(Drop.BAD_SOURCE);
        } else if (connected.connection.transactionId() != abort.transactionId()) {
          context.drop(Drop.WRONG_TRANSACTION);
        } else if (file != 0 && connected.current != 0 && file != connected.current) {
          context.drop(Drop.WRONG_FILE);
        } else {
          undo(connected);
        }
      }
      case LISTENING -> context.drop(Drop.NOT_CONNECTED);
      case INIT, CONFIG, ABORT -> context.drop(Drop.NOT_RUNNING);
    }
  }

  private void undo(Session connected) { // MSU-113
    become(MsuState.ABORT);
    int rounds = transfer == null ? last.rounds() : transfer.file().rounds;
    int id = connected.connection.transactionId();
    if (transfer != null) {
      transfer.stop();
      transfer.discard();
      transfer = null;
    }
    fresh.ifPresent(context.ports.destination()::undo);
    fresh = Optional.empty();
    connected.waiting.forEach(context.ports.destination()::undo);
    last = LastStatus.result(StatusCode.ABORTED, id, rounds);
    finishCycle(id);
    leaveConnection();
  }

  // ---- announcement: M-13 to M-15, M-28, U-23, U-29 ------------------------------------------

  void onNotification(Notification announced, Ipv4 source, int port) {
    switch (state) {
      case CONNECTED, UPDATE, FINALIZATION -> {
        if (!isPinned(source)) {
          context.drop(Drop.BAD_SOURCE);
        } else if (session().connection.transactionId() != announced.transactionId()) { // MSU-069
          context.drop(Drop.WRONG_TRANSACTION);
        } else {
          touch(port);
          onOurNotification(announced);
        }
      }
      case LISTENING -> context.drop(Drop.NOT_CONNECTED);
      case INIT, CONFIG, ABORT -> context.drop(Drop.NOT_RUNNING);
    }
  }

  private void onOurNotification(Notification announced) {
    Session connected = session();
    Optional<Drop> unwanted = Announcement.drop(announced, device.groupId(), connected);
    if (unwanted.isPresent()) { // M-15
      context.drop(unwanted.get());
      return;
    }
    switch (state) {
      case CONNECTED -> consider(announced);
      case UPDATE -> {
        Transfer running = transfer();
        if (running.notification().fileNumber() != announced.fileNumber()) { // U-29
          connected.held = announced;
          over(StatusCode.INCOMPLETE);
        } else if (!running.notification().equals(announced)) { // U-23
          context.notice("the file was announced again, and otherwise; the first one counts");
        }
      }
      case FINALIZATION -> { // M-28
        if (announced.fileNumber() != connected.current) {
          connected.held = announced;
        }
      }
      case INIT, CONFIG, LISTENING, ABORT -> context.drop(Drop.NOT_RUNNING);
    }
  }

  private void consider(Notification announced) {
    Session connected = session();
    connected.current = announced.fileNumber();
    StatusCode refusal = Announcement.refusal(announced, connected.connection, context.config());
    if (!refusal.equals(StatusCode.NONE)) { // M-14
      boolean version = refusal.equals(StatusCode.VERSION_POLICY);
      context.drop(version ? Drop.VERSION_POLICY : Drop.LOCAL_POLICY);
      last = LastStatus.result(refusal, connected.connection.transactionId(), 0);
      return;
    }
    Announcement.Opened opened =
        Announcement.open(announced, store, context.config().limits);
    if (opened.file().isEmpty()) {
      last = LastStatus.result(opened.failure(), connected.connection.transactionId(), 0);
      return;
    }
    ActiveFile file = opened.file().get();
    Transfer next =
        new Transfer(
            context, store, connected, announced, opened.slot(), file, false, this);
    transfer = next;
    become(MsuState.UPDATE); // M-13
    next.touch(context.now());
    Optional<StatusCode> disk = Transfer.failure(next.saveNow());
    if (disk.isPresent()) {
      over(disk.get());
    } else if (file.map.isComplete()) {
      over(StatusCode.NONE);
    } else {
      next.join(); // MSU-068, MSU-075
    }
  }

  private void resume(FileStore.Slot slot, Connection connection, int port) {
    StoreRecord record = slot.record();
    begin(connection, port == 0 ? record.port() : port);
    Session connected = session();
    connected.done = record.done();
    connected.current = record.notification().fileNumber();
    Optional<ActiveFile> file = Announcement.reopen(slot, store);
    if (file.isEmpty()) {
      last = LastStatus.result(
          StatusCode.IO, connection.transactionId(), 0);
      become(MsuState.CONNECTED);
      return;
    }
    Transfer next =
        new Transfer(
            context,
            store,
            connected,
            record.notification(),
            slot.number(),
            file.get(),
            true,
            this);
    transfer = next;
    become(MsuState.UPDATE);
    next.touch(context.now());
    if (file.get().map.isComplete()) {
      over(StatusCode.NONE);
    } else {
      next.join();
    }
  }

  // ---- the file: section 7.5 and 7.7 ---------------------------------------------------------

  void onFrame(Ipv4 source, int port, ByteBuffer datagram) {
    if (!isPinned(source)) { // MSU-X04
      context.drop(Drop.BAD_SOURCE);
    } else if (transfer().isFrame(datagram)) {
      touch(port);
      transfer().onFrame(datagram);
    }
  }

  /** The transfer that a message of the server is about; counts and touches. */
  Optional<Transfer> transferFor(int fileNumber, Ipv4 source, int port) {
    return switch (state) {
      case UPDATE -> {
        if (!isPinned(source)) {
          context.drop(Drop.BAD_SOURCE);
          yield Optional.empty();
        }
        if (transfer().file().number != fileNumber) {
          context.drop(Drop.WRONG_FILE);
          yield Optional.empty();
        }
        touch(port);
        yield Optional.of(transfer());
      }
      case INIT, CONFIG, LISTENING, CONNECTED, FINALIZATION, ABORT -> {
        context.drop(Drop.NOT_IN_UPDATE);
        touchIfPinned(source, port);
        yield Optional.empty();
      }
    };
  }

  @Override
  public void over(StatusCode result) { // M-26
    Session connected = session();
    Transfer done = transfer();
    done.stop();
    become(MsuState.FINALIZATION);
    Finisher.Outcome outcome = finisher.finish(done, connected, result, device.securityVersion());
    if (outcome.askAgain()) {
      become(MsuState.UPDATE);
      done.askAgain();
      return;
    }
    last =
        LastStatus.result(
            outcome.code(), connected.connection.transactionId(), done.file().rounds);
    transfer = null;
    fresh = outcome.received();
    context.ports.listener().onResult(done.file().number, last.response(context.self()));
    sender.sendTwice(connected, last, () -> onReported(connected)); // MSU-115
  }

  private void onReported(Session connected) { // M-27
    fresh.ifPresent(file -> put(connected, file));
    fresh = Optional.empty();
    become(MsuState.CONNECTED);
    Notification held = connected.held;
    connected.held = null;
    if (held != null) {
      onOurNotification(held);
    }
  }

  private void put(Session connected, ReceivedFile file) {
    if (context.config().activateAtEnd) {
      connected.waiting.add(file);
    } else {
      activate(file);
    }
  }

  private void activateWaiting() {
    fresh.ifPresent(this::activate);
    fresh = Optional.empty();
    Session connected = session();
    connected.waiting.forEach(this::activate);
    connected.waiting.clear();
  }

  private void activate(ReceivedFile file) {
    if (!context.ports.destination().activate(file)) {
      last =
          LastStatus.result(
              StatusCode.ACTIVATION_FAILED, last.transactionId(), last.rounds());
    }
  }

  /** Leaves a file that is not over, keeping what is held of it. */
  private void leaveFile(boolean keep, boolean open) {
    Transfer left = transfer;
    if (left != null) {
      left.stop();
      if (keep) {
        left.keep(open);
      }
      transfer = null;
    }
  }

  private LastStatus result(StatusCode code) {
    return LastStatus.result(
        code, session().connection.transactionId(), transfer().file().rounds);
  }

  @Override
  public void onCannotJoin() { // U-32
    last = result(StatusCode.JOIN_FAILED);
    leaveFile(true, false);
    become(MsuState.CONNECTED);
  }

  @Override
  public void send(MsuMessage message) {
    Session connected = session();
    context.send(connected.connection.server(), connected.port, message);
  }

  @Override
  public boolean rejoin() {
    return transfer().rejoin();
  }

  @Override
  public void announce() {
    send(discovery.iAm(device.groupId()));
  }

  @Override
  public void substateChanged(MsuSubstate now) {
    context.ports.listener().onState(state, Optional.of(now));
  }

  @Override
  public void chunkComplete() {
    transfer().chunkComplete();
  }

  // ---- common --------------------------------------------------------------------------------

  void raiseSecurityVersion(long version) { // MSU-X08
    device = device.withSecurityVersion(version);
    store.save(device);
  }

  private void finishCycle(int id) { // MSU-X25
    device = device.withFinished(id);
    store.save(device);
  }

  private boolean isPinned(Ipv4 source) {
    return session != null && session.connection.server().equals(source);
  }

  private void touchIfPinned(Ipv4 source, int port) {
    if (isPinned(source)) {
      touch(port);
    }
  }

  /** A valid datagram of the pinned server. */
  private void touch(int port) {
    long now = context.now();
    Session connected = session();
    connected.port = port;
    silence.extend(now, connected.connection.timeoutMs());
    if (transfer != null) {
      transfer.touch(now);
    }
  }

  private Session session() {
    if (session == null) {
      throw new IllegalStateException("no connection in " + state);
    }
    return session;
  }

  private Transfer transfer() {
    if (transfer == null) {
      throw new IllegalStateException("no file in " + state);
    }
    return transfer;
  }

  private void become(MsuState next) {
    state = next;
    context.ports.listener().onState(next, substate());
  }
}
