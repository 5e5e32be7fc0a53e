package dev.fuota.agent.msu;

import dev.fuota.hal.file.Done;
import dev.fuota.hal.file.FileProblem;
import dev.fuota.hal.file.FileResult;
import dev.fuota.hal.net.DatagramPort.Line;
import dev.fuota.protocol.msu.CodedTransfer;
import dev.fuota.protocol.msu.DataView;
import dev.fuota.protocol.msu.FileContext;
import dev.fuota.protocol.msu.Notification;
import dev.fuota.protocol.msu.Poll;
import dev.fuota.protocol.msu.StatusCode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One file from its announcement on: reception, chunk store and time-outs. */
final class Transfer {
  private static final Duration SAVE_LATE = Duration.ofSeconds(1);
  private static final Duration JOIN_AGAIN = Duration.ofSeconds(1);
  private static final int JOIN_ATTEMPTS = 3;
  private static final int LAST_OF_CHUNK = 0x40;

  private final MsuContext context;
  private final FileStore store;
  private final Session session;
  private final Notification notification;
  private final FileContext fileContext;
  private final int slot;
  private final ActiveFile file;
  private final Owner owner;
  private final Reception reception;
  private final Deadline silence;
  private final TimerSlot cycle;
  private final TimerSlot save;
  private final TimerSlot join;
  private @Nullable StreamHooks stream;
  private long savedMs;
  private long heardMs;
  private boolean running = true;

  /** What a transfer tells the client. */
  interface Owner extends UpdateHost {
    /** T_cycle. */
    void onCycleTooLong();

    /** The group cannot be joined (U-32). */
    void onCannotJoin();
  }

  /** Of a file whose store is open in {@code slot}. */
  Transfer(
      MsuContext context,
      FileStore store,
      Session session,
      Notification notification,
      int slot,
      ActiveFile file,
      boolean resumed,
      Owner owner) {
    this.context = context;
    this.store = store;
    this.session = session;
    this.notification = notification;
    this.fileContext = new FileContext(notification.fileNumber(), notification.geometry());
    this.slot = slot;
    this.file = file;
    this.owner = owner;
    this.silence = context.deadline(this::onSilence);
    this.cycle = context.timer();
    this.save = context.timer();
    this.join = context.timer();
    this.reception =
        resumed
            ? Reception.resuming(context, owner, file, session.backoff, session.windows)
            : Reception.joining(context, owner, file, session.backoff, session.windows);
    if (session.connection.profile().stream()) {
      StreamHooks hooks = new StreamReception(new TransferStream(context, session, this));
      stream = hooks;
      reception.streamTo(hooks);
    }
    cycle.set(Duration.ofSeconds(context.config().times.cycleSeconds()), owner::onCycleTooLong);
  }

  Notification notification() {
    return notification;
  }

  FileContext fileContext() {
    return fileContext;
  }

  FileProgress progress() {
    return new FileProgress(
        file.number,
        notification.fileName(),
        notification.group(),
        file.map.chunks(),
        file.map.chunksHeld());
  }

  ActiveFile file() {
    return file;
  }

  int slot() {
    return slot;
  }

  Reception reception() {
    return reception;
  }

  /** T_upd: what the server announced or we wait anyway, never less than we said (MSU-145). */
  private long silenceMs() {
    MsuTimes times = context.config().times;
    int announced = notification.updateTimeoutSeconds();
    int wait = announced > 0 ? announced : times.updateTimeoutSeconds();
    return 1000L * Math.max(wait, context.config().parameters.timeoutSeconds());
  }

  /** A valid datagram of the server. */
  void touch(long nowMs) {
    heardMs = nowMs;
    if (running) {
      silence.extend(nowMs, silenceMs());
      saveSoon();
    }
  }

  // ---- the group ---------------------------------------------------------------------------

  /** Joins the announced group; if that fails, again after a second, three times in all. */
  void join() {
    join(1);
  }

  private void join(int attempt) {
    if (rejoin()) {
      return;
    }
    if (attempt == JOIN_ATTEMPTS) {
      owner.onCannotJoin();
    } else {
      join.set(JOIN_AGAIN, () -> join(attempt + 1));
    }
  }

  boolean rejoin() { // MSU-070
    context.ports.network().leave(Line.DATA);
    return context
        .ports
        .network()
        .join(Line.DATA, notification.group().address().bits(), notification.group().port());
  }

  // ---- frames ------------------------------------------------------------------------------

  /** Is the datagram a frame of this file? If not, it is counted. */
  boolean isFrame(ByteBuffer datagram) {
    int answer = DataView.check(datagram, context.config().limits, fileContext);
    if (answer > 0) {
      context.counters.reject(DataView.reason(answer), context.now());
    }
    return answer == DataView.GOOD;
  }

  /** A frame that {@link #isFrame}; the buffer is moved to its data. */
  void onFrame(ByteBuffer datagram) {
    int chunk = (int) DataView.chunk(datagram);
    int sequence = DataView.sequence(datagram);
    boolean end = (DataView.flags(datagram) & LAST_OF_CHUNK) != 0;
    int from = DataView.dataOffset(datagram);
    datagram.limit(from + DataView.dataLength(datagram)).position(from);
    reception.onFrame(chunk, sequence, end, datagram);
  }

  void onPoll(Poll poll) {
    if (stream == null || poll.transactionId() != session.connection.transactionId()) {
      context.drop(stream == null ? Drop.NOT_ENABLED : Drop.WRONG_TRANSACTION);
    } else {
      stream.onPoll(poll);
    }
  }

  void onCoded(CodedTransfer coded) {
    if (stream == null || !session.connection.profile().coded()) {
      context.drop(Drop.NOT_ENABLED);
    } else {
      stream.onCoded(coded);
    }
  }

  /** Goes on after a restart: the server was heard last when the record says. */
  void resume(long lastHeardMs) {
    silence.extend(context.now(), silenceMs());
    heardMs = lastHeardMs;
  }

  private void onSilence() {
    if (reception.onSilence() && running) {
      silence.extend(context.now(), silenceMs());
    }
  }

  // ---- the chunk store ---------------------------------------------------------------------

  /** A chunk is whole. */
  void chunkComplete() {
    if (context.now() - savedMs >= SAVE_LATE.toMillis()) {
      save();
    } else {
      saveSoon();
    }
  }

  private void saveSoon() {
    if (!save.isSet()) {
      save.set(SAVE_LATE, this::save);
    }
  }

  private void save() {
    failure(saveNow()).ifPresent(owner::over);
  }

  /** Forces the octets, and only then writes down which there are (MSU-X23). */
  FileResult<Done> saveNow() {
    save.cancel();
    savedMs = context.now();
    FileResult<Done> forced = file.force();
    return forced.isOk() ? store.save(new FileStore.Slot(slot, record(true))) : forced;
  }

  /** What the server is told of a disk that fails (U-30). */
  static Optional<StatusCode> failure(FileResult<?> result) {
    if (result instanceof FileResult.Failed<?> failed) {
      return Optional.of(failed.problem() == FileProblem.FULL ? StatusCode.STORAGE : StatusCode.IO);
    }
    return Optional.empty();
  }

  private StoreRecord record(boolean open) {
    return new StoreRecord(
        open,
        session.connection,
        session.port,
        heardMs,
        notification,
        file.phase,
        file.rounds,
        session.done,
        file.map.toWords());
  }

  // ---- the end -----------------------------------------------------------------------------

  /** No timer fires any more, and the group is left (MSU-X13). */
  void stop() {
    running = false;
    reception.stop();
    silence.cancel();
    cycle.cancel();
    save.cancel();
    join.cancel();
    context.ports.network().leave(Line.DATA);
  }

  /** Goes on after all: suspect chunks are to come again. */
  void askAgain() {
    running = true;
    rejoin();
    touch(context.now());
    cycle.set(Duration.ofSeconds(context.config().times.cycleSeconds()), owner::onCycleTooLong);
    reception.askAgain();
  }

  /**
   * Keeps what is held.
   *
   * @param open whether the cycle may still go on with it; else it is there for a later one
   */
  void keep(boolean open) {
    if (file.force().isOk()) {
      store.save(new FileStore.Slot(slot, record(open)));
    }
    file.octets.close();
  }

  /** Nothing is left of the file. */
  void discard() {
    file.octets.close();
    store.delete(slot);
  }
}
