package dev.fuota.agent.msu;

import dev.fuota.protocol.msu.ConnectRequest;
import dev.fuota.protocol.msu.ConnectResponse;
import dev.fuota.protocol.msu.DisconnectRequest;
import dev.fuota.protocol.msu.DisconnectResponse;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.Profile;
import dev.fuota.protocol.msu.ResponseCode;
import dev.fuota.protocol.msu.StatusCode;
import dev.fuota.protocol.msu.TransferAborted;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a connection begins and ends: rows M-08 to M-12 and M-16 to M-21 of the chart. */
final class Connecting {
  private final ClientCore core;
  private final MsuContext context;
  private final Receiving receiving;
  private final ConnectPolicy policy;
  private @Nullable Connection timedOut;

  Connecting(ClientCore core, Receiving receiving) {
    this.core = core;
    this.context = core.context;
    this.receiving = receiving;
    this.policy = new ConnectPolicy(core.context);
  }

  void onConnect(ConnectRequest request, Ipv4 source, int port, boolean secure) {
    int id = request.transactionId();
    boolean same = core.session != null && core.session.connection.isOf(source, id);
    ConnectPolicy.Verdict verdict =
        policy.judge(
            request,
            source,
            secure,
            new ConnectPolicy.Circumstances(
                Optional.ofNullable(core.session).map(it -> it.connection.server()),
                finished -> !same && core.device.finished().contains(finished)));
    if (!verdict.isAccepted()) { // M-10, MSU-046
      verdict
          .answer()
          .ifPresentOrElse(
              code -> {
                context.counters.refuse(source, code, context.now());
                context.send(source, port, ConnectResponse.to(id, code));
              },
              () -> context.drop(Drop.RATE_LIMIT));
      return;
    }
    switch (core.state()) {
      case LISTENING -> connect(request, source, port);
      case CONNECTED, UPDATE -> {
        if (same) { // M-11, MSU-X24
          core.touch(port);
          answer(source, port, id);
        } else { // M-12, MSU-X43
          context.notice("a new cycle of the server replaces the one before: " + last(20));
          supersede();
          connect(request, source, port);
        }
      }
      case FINALIZATION -> {
        if (same) {
          core.touch(port);
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
        core.store.unfinished(
            context.config().limits, record -> record.connection().isOf(source, id));
    if (stored.isPresent()) { // M-09, MSU-X44
      receiving.resume(stored.get(), connection, port);
    } else { // M-08
      core.begin(connection, port);
      core.last = LastStatus.inProgress(id, 0);
      core.become(MsuState.CONNECTED);
    }
  }

  private Connection connection(ConnectRequest request, Ipv4 source) {
    int wished = request.connectionTimeoutSeconds();
    MsuClientConfig config = context.config();
    return new Connection(
        source,
        request.transactionId(),
        wished == 0 ? config.times.connectionSeconds() : wished,
        request.fwVersion().or(request::swVersion),
        Profile.ofBits(request.extensionBits()).and(config.profile));
  }

  private void answer(Ipv4 source, int port, int id) {
    context.send(source, port, ConnectResponse.to(id, ResponseCode.GOOD));
  }

  private void supersede() {
    core.finishCycle(core.session().connection.transactionId());
    core.leaveFile(false);
    core.leaveConnection();
  }

  void onDisconnect(DisconnectRequest request, Ipv4 source, int port) {
    int id = request.transactionId();
    switch (core.state()) {
      case CONNECTED, UPDATE, FINALIZATION -> {
        if (!core.isPinned(source)) { // M-17
          context.drop(Drop.BAD_SOURCE);
        } else if (core.session().connection.transactionId() != id) { // MSU-055
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
  void onSilence() {
    switch (core.state()) {
      case CONNECTED, UPDATE, FINALIZATION -> loseConnection();
      case INIT, CONFIG, LISTENING, ABORT -> {}
    }
  }

  void loseConnection() {
    timedOut = core.session().connection;
    end(StatusCode.TIMEOUT, core.state() != MsuState.UPDATE);
  }

  void onCycleTooLong() { // MSU-X41
    end(StatusCode.TIMEOUT, true);
  }

  /** Back to listening: an unfinished file fails with {@code code}, and its octets stay. */
  private void end(StatusCode code, boolean forGood) {
    if (core.state() == MsuState.UPDATE) {
      core.last = core.result(code);
    }
    if (forGood) {
      core.finishCycle(core.session().connection.transactionId());
    }
    core.activateAll();
    core.leaveFile(!forGood);
    core.leaveConnection();
    core.become(MsuState.LISTENING);
  }

  void onAborted(TransferAborted abort, Ipv4 source) { // M-19, M-21
    switch (core.state()) {
      case CONNECTED, UPDATE, FINALIZATION -> {
        Session connected = core.session();
        int file = abort.fileNumber();
        if (!core.isPinned(source)) {
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
    core.become(MsuState.ABORT);
    int rounds = core.transfer == null ? core.last.rounds() : core.transfer.file().rounds;
    int id = connected.connection.transactionId();
    core.discardFile();
    core.undoAll();
    core.last = LastStatus.result(StatusCode.ABORTED, id, rounds);
    core.finishCycle(id);
    core.leaveConnection();
    core.become(MsuState.LISTENING);
  }
}
