package dev.fuota.server.msu;

import dev.fuota.protocol.msu.DeviceParameters;
import dev.fuota.protocol.msu.DisconnectResponse;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.GroupAck;
import dev.fuota.protocol.msu.IAm;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.StatusResponse;
import dev.fuota.protocol.msu.TransferAborted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order of a cycle's parts: discovery, groups, connect, each file, disconnect, report. */
final class CycleFlow {
  private final CycleContext context;
  private final PhaseClock phases;
  private final Discovery discovery;
  private final Connecting connecting;
  private final Liveness liveness;
  private final StatusBook statuses;
  private final List<AnnouncedFile> files = new ArrayList<>();
  private final List<Long> crcs = new ArrayList<>();
  private @Nullable Grouping grouping;
  private @Nullable Collecting collecting;
  private @Nullable Disconnecting disconnecting;
  private DeviceParameters parameters;
  private String aborted = "";

  CycleFlow(CycleContext context) {
    this.context = context;
    this.phases = new PhaseClock(context.ports().nanos(), context.listener());
    this.discovery = new Discovery(context, this::onDiscovered);
    this.connecting = new Connecting(context);
    this.liveness = new Liveness(context, this::onFinished);
    this.statuses = new StatusBook(context, this::onFinished);
    this.parameters = context.campaign().unannounced();
  }

  MsuPhase phase() {
    return phases.phase();
  }

  Connecting connecting() {
    return connecting;
  }

  /** The file on its way, 1..3; 0 before the first. */
  int fileNumber() {
    return files.size();
  }

  private AnnouncedFile file() {
    return files.get(files.size() - 1);
  }

  MsuReport report() {
    return new ReportMaker(context, files, phases).report(aborted);
  }

  void start() {
    phases.enter(MsuPhase.DISCOVERY);
    try {
      context.campaign().files().forEach(file -> crcs.add(FileCrc.of(file.content())));
    } catch (FileContentFault fault) {
      abort(fault.toString());
      return;
    }
    discovery.start();
  }

  private void onDiscovered() {
    if (context.campaign().assignGroup().isEmpty()) {
      connect();
      return;
    }
    phases.enter(MsuPhase.GROUPING);
    grouping = new Grouping(context, context.campaign().assignGroup().getAsInt());
    grouping.start(found(), this::connect);
  }

  private List<ClientRecord> found() {
    return context.clients().all().stream()
        .filter(client -> client.state() == ClientState.FOUND)
        .toList();
  }

  private void connect() {
    phases.enter(MsuPhase.CONNECT);
    liveness.start();
    connecting.start(found(), this::onConnected);
  }

  private void onConnected() { // MSU-035
    List<DeviceParameters> all =
        context.clients().all().stream()
            .filter(ClientRecord::isConnected)
            .map(this::parametersOf)
            .toList();
    if (all.isEmpty()) {
      finish();
      return;
    }
    parameters = Bounds.of(DeviceParameters.merge(all));
    nextFile();
  }

  private DeviceParameters parametersOf(ClientRecord client) {
    return client.parameters().orElse(context.campaign().unannounced());
  }

  private int sequenceLimit() {
    return Math.min(parameters.sequenceLimit(), context.campaign().sequenceLimit());
  }

  private void nextFile() {
    if (files.size() == context.campaign().files().size() || context.clients().connected() == 0) {
      disconnect();
      return;
    }
    int number = files.size() + 1;
    phases.enter(MsuPhase.ANNOUNCEMENT);
    context.clients().nextFile();
    statuses.announce(number);
    files.add(new AnnouncedFile(context, number, sequenceLimit(), crcs.get(number - 1)));
    file().announce(this::transferFile, liveness);
  }

  private void transferFile() {
    phases.enter(MsuPhase.TRANSFER);
    statuses.run();
    file()
        .send(
            parameters,
            connecting.profile(),
            new AnnouncedFile.Transfer(
                phases::enter, fault -> abort(fault.toString()), this::collect));
  }

  private void collect() {
    phases.enter(MsuPhase.STATUS);
    collecting = new Collecting(context, liveness, parameters.timeoutSeconds());
    collecting.start(
        () -> {
          collecting = null;
          nextFile();
        });
  }

  private void disconnect() {
    phases.enter(MsuPhase.DISCONNECT);
    stopAll();
    disconnecting = new Disconnecting(context);
    disconnecting.start(this::finish);
  }

  private void finish() {
    stopAll();
    phases.enter(MsuPhase.DONE);
    context.listener().onFinished(report());
  }

  /** Tells all clients to undo everything, and disconnects them. */
  void abort(String reason) {
    boolean isEnding = disconnecting != null || phase() == MsuPhase.DONE || !aborted.isEmpty();
    if (isEnding) {
      return;
    }
    aborted = reason;
    stopAll();
    phases.enter(MsuPhase.ABORT);
    sendAborted(1);
  }

  private void sendAborted(int copy) { // MSU-112
    Tries tries = context.campaign().repeats().abort();
    context.outbox().toData(new TransferAborted(0, context.transactionId()));
    if (copy < tries.count()) {
      context.after(tries.gap(), () -> sendAborted(copy + 1));
    } else {
      disconnect();
    }
  }

  private void stopAll() {
    discovery.stop();
    connecting.stop();
    liveness.stop();
    if (grouping != null) {
      grouping.stop();
    }
    if (!files.isEmpty()) {
      file().stop();
    }
    if (collecting != null) {
      collecting.stop();
    }
  }

  /** Clients may come late, but only before the last file is over. */
  private boolean isOpen() {
    return switch (phase()) {
      case CONNECT, ANNOUNCEMENT, TRANSFER, REPAIR -> true;
      case READY, DISCOVERY, GROUPING, STATUS, DISCONNECT, ABORT, DONE -> false;
    };
  }

  void onIAm(Endpoint from, IAm iAm) {
    discovery
        .onIAm(from, iAm)
        .filter(client -> isOpen())
        .ifPresent(
            client -> {
              if (client.isConnected()) {
                if (!client.endpoint().equals(from)) {
                  connecting.askAt(client, from);
                }
              } else {
                admit(client);
              }
            });
  }

  private void admit(ClientRecord client) {
    boolean isNew = client.state() == ClientState.FOUND;
    boolean isBack =
        client.state() == ClientState.LOST || client.state() == ClientState.UNREACHABLE;
    if (!isNew && !isBack) {
      return;
    }
    boolean canStream = client.profile().and(connecting.profile()).equals(connecting.profile());
    boolean canTake = fileNumber() == 0 || parametersOf(client).sequenceLimit() >= sequenceLimit();
    if (canStream && canTake) {
      connecting.add(client);
    } else {
      context.clients().setState(client, ClientState.UNSUITABLE);
    }
  }

  /** A client that is not connected says something as if it were. */
  void onSignOfLife(ClientRecord client) {
    if (isOpen() && client.state() == ClientState.LOST) {
      admit(client);
    }
  }

  /** Something came from a port that nobody has. */
  void onOtherPort(ClientRecord client, Endpoint from) {
    boolean mayMove = client.isConnected() || client.state() == ClientState.LOST;
    if (mayMove && disconnecting == null && phase() != MsuPhase.ABORT) {
      connecting.askAt(client, from);
    }
  }

  void onGroupAck(Endpoint from, GroupAck ack) {
    if (grouping != null) {
      grouping.onAck(from, ack);
    } else {
      context.ignore(IgnoredMessage.UNEXPECTED);
    }
  }

  void onStatus(ClientRecord client, StatusResponse status) {
    statuses.onStatus(client, status);
    if (collecting != null) {
      collecting.onStatus(client);
    }
  }

  void onDisconnected(Endpoint from, DisconnectResponse response) {
    if (disconnecting != null) {
      disconnecting.onResponse(from, response);
    } else {
      context.ignore(IgnoredMessage.UNEXPECTED);
    }
  }

  /** A connected client complains or reports, about the file that it names. */
  void onTransferMessage(ClientRecord client, int fileNumber, MsuMessage message) {
    if (files.isEmpty()) {
      context.ignore(IgnoredMessage.CLOSED);
    } else if (fileNumber != files.size()) {
      context.ignore(IgnoredMessage.WRONG_FILE);
    } else if (client.isFinished()) {
      context.ignore(IgnoredMessage.CLOSED);
    } else {
      file().onMessage(client, message);
    }
  }

  private void onFinished(ClientRecord client) {
    if (!files.isEmpty()) {
      file().onFinished(client);
    }
  }
}
