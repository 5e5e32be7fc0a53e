package dev.fuota.agent.msu;

import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.Notification;
import dev.fuota.protocol.msu.StatusCode;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What becomes of announced files: rows M-13 to M-15 and M-26 to M-28 of the chart, and the frame
 * around the reception of each.
 */
final class Receiving implements Transfer.Owner {
  private final ClientCore core;
  private final MsuContext context;
  private final Discovery discovery;
  private final Finisher finisher;
  private final Runnable cycleTooLong;

  Receiving(ClientCore core, Discovery discovery, Runnable cycleTooLong) {
    this.core = core;
    this.context = core.context;
    this.discovery = discovery;
    this.finisher = new Finisher(core.context);
    this.cycleTooLong = cycleTooLong;
  }

  @Override
  public void onCycleTooLong() {
    cycleTooLong.run();
  }

  void onNotification(Notification announced, Ipv4 source, int port) {
    switch (core.state()) {
      case CONNECTED, UPDATE, FINALIZATION -> {
        if (!core.isPinned(source)) {
          context.drop(Drop.BAD_SOURCE);
        } else if (core.session().connection.transactionId()
            != announced.transactionId()) { // MSU-069
          context.drop(Drop.WRONG_TRANSACTION);
        } else {
          core.touch(port);
          onOurNotification(announced);
        }
      }
      case LISTENING -> context.drop(Drop.NOT_CONNECTED); // MSU-052
      case INIT, CONFIG, ABORT -> context.drop(Drop.NOT_RUNNING);
    }
  }

  private void onOurNotification(Notification announced) {
    Session connected = core.session();
    Optional<Drop> unwanted = Announcement.drop(announced, core.device.groupId(), connected);
    if (unwanted.isPresent()) { // M-15
      context.drop(unwanted.get());
      return;
    }
    switch (core.state()) {
      case CONNECTED -> consider(announced);
      case UPDATE -> {
        Transfer running = core.transfer();
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
    Session connected = core.session();
    connected.current = announced.fileNumber();
    StatusCode refusal = Announcement.refusal(announced, connected.connection, context.config());
    if (!refusal.equals(StatusCode.NONE)) { // M-14
      boolean version = refusal.equals(StatusCode.VERSION_POLICY);
      context.drop(version ? Drop.VERSION_POLICY : Drop.LOCAL_POLICY);
      core.last = LastStatus.result(refusal, connected.connection.transactionId(), 0);
      return;
    }
    Announcement.Opened opened = Announcement.open(announced, core.store, context.config().limits);
    if (opened.file().isEmpty()) {
      core.last = LastStatus.result(opened.failure(), connected.connection.transactionId(), 0);
      return;
    }
    ActiveFile file = opened.file().get();
    Transfer next =
        new Transfer(context, core.store, connected, announced, opened.slot(), file, false, this);
    core.transfer = next;
    core.become(MsuState.UPDATE); // M-13
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

  void resume(FileStore.Slot slot, Connection connection, int port) {
    StoreRecord record = slot.record();
    core.begin(connection, port == 0 ? record.port() : port);
    Session connected = core.session();
    connected.done = record.done();
    connected.current = record.notification().fileNumber();
    Optional<ActiveFile> file = Announcement.reopen(slot, core.store);
    if (file.isEmpty()) {
      core.last = LastStatus.result(StatusCode.IO, connection.transactionId(), 0);
      core.become(MsuState.CONNECTED);
      return;
    }
    Transfer next =
        new Transfer(
            context,
            core.store,
            connected,
            record.notification(),
            slot.number(),
            file.get(),
            true,
            this);
    core.transfer = next;
    core.become(MsuState.UPDATE);
    next.resume(port == 0 ? record.heardMs() : context.now());
    if (file.get().map.isComplete()) {
      over(StatusCode.NONE);
    } else {
      next.join();
    }
  }

  // ---- the file: section 7.5 and 7.7 ---------------------------------------------------------

  void onFrame(Ipv4 source, int port, ByteBuffer datagram) {
    if (!core.isPinned(source)) { // MSU-X04
      context.drop(Drop.BAD_SOURCE);
    } else if (core.transfer().isFrame(datagram)) {
      core.touch(port);
      core.transfer().onFrame(datagram);
    }
  }

  /** A frame while no file is received: the server is there, and nothing else (MSU-050). */
  void onStrayFrame(Ipv4 source, int port) {
    context.drop(Drop.NOT_IN_UPDATE);
    core.touchIfPinned(source, port);
  }

  /** The transfer that a message of the server is about; counts and touches. */
  Optional<Transfer> transferFor(int fileNumber, Ipv4 source, int port) {
    return switch (core.state()) {
      case UPDATE -> {
        if (!core.isPinned(source)) {
          context.drop(Drop.BAD_SOURCE);
          yield Optional.empty();
        }
        if (core.transfer().file().number != fileNumber) {
          context.drop(Drop.WRONG_FILE);
          yield Optional.empty();
        }
        core.touch(port);
        yield Optional.of(core.transfer());
      }
      case INIT, CONFIG, LISTENING, CONNECTED, FINALIZATION, ABORT -> {
        context.drop(Drop.NOT_IN_UPDATE);
        core.touchIfPinned(source, port);
        yield Optional.empty();
      }
    };
  }

  @Override
  public void over(StatusCode result) { // M-26
    Session connected = core.session();
    Transfer done = core.transfer();
    done.stop();
    core.become(MsuState.FINALIZATION);
    Finisher.Outcome outcome =
        finisher.finish(done, connected, result, core.device.securityVersion());
    if (outcome.askAgain()) {
      core.become(MsuState.UPDATE);
      done.askAgain();
      return;
    }
    core.last =
        LastStatus.result(outcome.code(), connected.connection.transactionId(), done.file().rounds);
    core.transfer = null;
    core.fresh = outcome.received();
    context.ports.listener().onResult(done.file().number, core.last.response(context.self()));
    core.sender.sendTwice(connected, core.last, () -> onReported(connected)); // MSU-115
  }

  private void onReported(Session connected) { // M-27
    core.fresh.ifPresent(file -> put(connected, file));
    core.fresh = Optional.empty();
    core.become(MsuState.CONNECTED);
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
      core.activate(file);
    }
  }

  @Override
  public void onCannotJoin() { // U-32
    core.last = core.result(StatusCode.JOIN_FAILED);
    core.leaveFile(false);
    core.become(MsuState.CONNECTED);
  }

  @Override
  public void send(MsuMessage message) {
    Session connected = core.session();
    context.send(connected.connection.server(), connected.port, message);
  }

  @Override
  public boolean rejoin() {
    return core.transfer().rejoin();
  }

  @Override
  public void announce() {
    send(discovery.iAm(core.device.groupId()));
  }

  @Override
  public void substateChanged(MsuSubstate now) {
    context.ports.listener().onState(core.state(), Optional.of(now));
  }

  @Override
  public void chunkComplete() {
    core.transfer().chunkComplete();
  }
}
