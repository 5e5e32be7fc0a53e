package dev.fuota.agent.msu;

import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.StatusCode;
import dev.fuota.protocol.msu.StatusResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a client is, and with whom: what the parts of its chart share. They alone change the state.
 */
final class ClientCore {
  final MsuContext context;
  final FileStore store;
  final StatusSender sender;
  private final Deadline silence;

  DeviceRecord device;
  LastStatus last = LastStatus.NONE;
  @Nullable Session session;
  @Nullable Transfer transfer;

  /** At its destination, and to be put to use once the server has been told. */
  Optional<ReceivedFile> fresh = Optional.empty();

  private MsuState state = MsuState.INIT;

  /**
   * A client that does not run.
   *
   * @param onSilence T_conn
   */
  ClientCore(MsuContext context, Runnable onSilence) {
    this.context = context;
    this.store = new FileStore(context.ports.files());
    this.device = store.device();
    this.sender = new StatusSender(context);
    this.silence = context.deadline(onSilence);
  }

  MsuState state() {
    return state;
  }

  Optional<MsuSubstate> substate() {
    return state == MsuState.UPDATE
        ? Optional.ofNullable(transfer).map(it -> it.reception().substate())
        : Optional.empty();
  }

  void become(MsuState next) {
    state = next;
    context.ports.listener().onState(next, substate());
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

  /** What the last status is if the file in progress ends like this. */
  LastStatus result(StatusCode code) {
    return LastStatus.result(code, session().connection.transactionId(), transfer().file().rounds);
  }

  // ---- the connection ------------------------------------------------------------------------

  boolean isPinned(Ipv4 source) {
    return session != null && session.connection.server().equals(source);
  }

  void begin(Connection connection, int port) {
    session = new Session(connection, port, context);
    touch(port);
  }

  /** A valid datagram of the pinned server. */
  void touch(int port) {
    long now = context.now();
    Session connected = session();
    connected.port = port;
    silence.extend(now, connected.connection.timeoutMs());
    if (transfer != null) {
      transfer.touch(now);
    }
  }

  void touchIfPinned(Ipv4 source, int port) {
    if (isPinned(source)) {
      touch(port);
    }
  }

  void leaveConnection() {
    sender.stop();
    silence.cancel();
    session = null;
  }

  /** The id is used up, also over a restart (MSU-X25). */
  void finishCycle(int id) {
    device = device.withFinished(id);
    store.save(device);
  }

  // ---- the file ------------------------------------------------------------------------------

  /**
   * Leaves a file that is not over, keeping what is held of it.
   *
   * @param open whether its cycle may go on with it later
   */
  void leaveFile(boolean open) {
    Transfer left = transfer;
    if (left != null) {
      left.stop();
      left.keep(open);
      transfer = null;
    }
  }

  /** Nothing is left of the file in progress. */
  void discardFile() {
    Transfer left = transfer;
    if (left != null) {
      left.stop();
      left.discard();
      transfer = null;
    }
  }

  /** Puts to use what the server has been told of, or what waited for the end of the cycle. */
  void activateAll() { // M-29
    Session connected = session();
    fresh.ifPresent(this::activate);
    fresh = Optional.empty();
    connected.waiting.forEach(this::activate);
    connected.waiting.clear();
  }

  void activate(ReceivedFile file) {
    if (!context.ports.destination().activate(file)) {
      last = LastStatus.result(StatusCode.ACTIVATION_FAILED, last.transactionId(), last.rounds());
    }
  }

  /** Takes back what was received and not put to use. */
  void undoAll() { // MSU-113
    Session connected = session();
    fresh.ifPresent(context.ports.destination()::undo);
    fresh = Optional.empty();
    connected.waiting.forEach(context.ports.destination()::undo);
    connected.waiting.clear();
  }

  Session session() {
    if (session == null) {
      throw new IllegalStateException("no connection in " + state);
    }
    return session;
  }

  Transfer transfer() {
    if (transfer == null) {
      throw new IllegalStateException("no file in " + state);
    }
    return transfer;
  }
}
