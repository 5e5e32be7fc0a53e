package dev.fuota.server.msu;

import dev.fuota.protocol.msu.Status;
import dev.fuota.protocol.msu.StatusResponse;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What a status says about which file. A status names no file: it concerns the one that the client
 * finished last (decision 0021, D-09), so from the second file on a PASS may still be about the
 * file before, and the server must not believe in success too early.
 */
final class StatusBook {
  private static final long ECHO = Duration.ofSeconds(2).toNanos();
  private static final long COPY_NANOS = 1_000_000_000;

  private final CycleContext context;
  private final Consumer<ClientRecord> onFinished;
  private int fileNumber;
  private boolean isRunning;

  StatusBook(CycleContext context, Consumer<ClientRecord> onFinished) {
    this.context = context;
    this.onFinished = onFinished;
  }

  /** A file is about to be announced. */
  void announce(int number) {
    fileNumber = number;
    isRunning = number == 1;
  }

  /** The frames of the file that was announced begin to flow. */
  void run() {
    isRunning = true;
  }

  /** Takes a status of a client that is connected; everything else in it is checked (MSU-X34). */
  void onStatus(ClientRecord client, StatusResponse status) {
    boolean wasAsked = mayBeAnswer(client);
    client.heard(context.now());
    if (fileNumber == 0) {
      return;
    }
    if (!isRunning) {
      lateForThePrevious(client, status);
    } else if (status.status() == Status.IN_PROGRESS) {
      onProgress(client, status);
    } else if (fileNumber > 1
        && isLateFailure(client, client.files().get(fileNumber - 2), status)) {
      lateForThePrevious(client, status);
    } else if (!client.file().isFinished() && concernsThisFile(client, status, wasAsked)) {
      finish(client, client.file(), status);
      onFinished.accept(client);
    }
  }

  /** An answer may be duplicated on its way, or the question was, so one may follow another. */
  private boolean mayBeAnswer(ClientRecord client) {
    return client.asksUnanswered() > 0 || context.now() - client.askedAt() < ECHO;
  }

  private void onProgress(ClientRecord client, StatusResponse status) {
    client.file().showsWork();
    if (!client.file().isFinished()) {
      client.file().unfinished(status.ccmRounds());
    }
  }

  /**
   * Of itself a client reports only what it has just finished. When asked, one that never heard of
   * this file answers with its old PASS, unless it has shown since that it is at work on this one.
   */
  private boolean concernsThisFile(ClientRecord client, StatusResponse status, boolean wasAsked) {
    return fileNumber == 1
        || !wasAsked
        || client.file().isAtWork()
        || status.status() == Status.FAIL;
  }

  /**
   * A client that was away gives the file before up when it hears of this one, and says so twice
   * (MSU, section 13 p). It is about to take part in this one: a failure of a client that has shown
   * no work on it is about the other one, as long as that has no result, or had it a moment ago.
   */
  private boolean isLateFailure(ClientRecord client, ClientFile previous, StatusResponse status) {
    boolean isOpen = !previous.isFinished() || context.now() - previous.finishedAt() < COPY_NANOS;
    return status.status() == Status.FAIL
        && isOpen
        && !client.file().isFinished()
        && !client.file().isAtWork();
  }

  /** Before the frames of a file flow, a result is about the file before. */
  private void lateForThePrevious(ClientRecord client, StatusResponse status) {
    ClientFile previous = client.files().get(fileNumber - 2);
    if (status.status() == Status.IN_PROGRESS) {
      client.file().showsWork();
    } else if (!previous.isFinished()) {
      finishQuietly(previous, status);
    }
  }

  private void finish(ClientRecord client, ClientFile file, StatusResponse status) {
    context.clients().finish(client, () -> finishQuietly(file, status));
  }

  private void finishQuietly(ClientFile file, StatusResponse status) {
    FileOutcome outcome = status.status() == Status.PASS ? FileOutcome.PASS : FileOutcome.FAIL;
    file.finish(outcome, status.code(), status.ccmRounds(), context.now());
  }
}
