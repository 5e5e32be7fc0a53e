package dev.fuota.server.msu;

import dev.fuota.server.port.Timers.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Asks clients one and the same thing, again if they are silent, few of them at a time. */
final class Requests {

  /** What is asked. */
  interface Question {
    /**
     * Sends the question.
     *
     * @param attempt 1, 2, …
     */
    void ask(ClientRecord client, int attempt);

    /** The client did not answer the last attempt. */
    void onSilence(ClientRecord client);
  }

  private final CycleContext context;
  private final Tries tries;
  private final boolean isDoubling;
  private final int outstandingMax;
  private final Question question;
  private final Set<ClientRecord> waiting = new LinkedHashSet<>();
  private final Map<ClientRecord, Outstanding> outstanding = new HashMap<>();
  private Runnable whenIdle = () -> {};

  private record Outstanding(int attempt, Timer timer) {}

  /**
   * Nobody is asked yet.
   *
   * @param isDoubling whether the gap doubles from try to try
   * @param outstandingMax clients that may owe an answer at a time
   */
  Requests(
      CycleContext context,
      Tries tries,
      boolean isDoubling,
      int outstandingMax,
      Question question) {
    this.context = context;
    this.tries = tries;
    this.isDoubling = isDoubling;
    this.outstandingMax = outstandingMax;
    this.question = question;
  }

  /** Asks a client when it is its turn; one that is being asked is not asked twice. */
  void add(ClientRecord client) {
    if (!outstanding.containsKey(client) && waiting.add(client)) {
      fill();
    }
  }

  /** Calls {@code action} once, when nobody is waiting or owes an answer: perhaps now. */
  void whenIdle(Runnable action) {
    whenIdle = action;
    settle();
  }

  boolean isOutstanding(ClientRecord client) {
    return outstanding.containsKey(client);
  }

  /** The attempt that is out; 0 if none is. */
  int attempt(ClientRecord client) {
    Outstanding now = outstanding.get(client);
    return now == null ? 0 : now.attempt();
  }

  /** The client need not be asked any more. Whoever says so has dealt with its answer before. */
  void settled(ClientRecord client) {
    waiting.remove(client);
    Outstanding done = outstanding.remove(client);
    if (done != null) {
      done.timer().cancel();
    }
    fill();
    settle();
  }

  void stop() {
    whenIdle = () -> {};
    waiting.clear();
    outstanding.values().forEach(o -> o.timer().cancel());
    outstanding.clear();
  }

  private void fill() {
    while (outstanding.size() < outstandingMax && !waiting.isEmpty()) {
      ClientRecord client = waiting.iterator().next();
      waiting.remove(client);
      ask(client, 1);
    }
  }

  private void ask(ClientRecord client, int attempt) {
    int factor = isDoubling ? 1 << (attempt - 1) : 1;
    Duration gap = tries.gap().multipliedBy(factor);
    Timer timer = context.after(gap, () -> onTimeout(client, attempt));
    outstanding.put(client, new Outstanding(attempt, timer));
    question.ask(client, attempt);
  }

  private void onTimeout(ClientRecord client, int attempt) {
    if (attempt < tries.count()) {
      ask(client, attempt + 1);
      return;
    }
    outstanding.remove(client);
    question.onSilence(client);
    fill();
    settle();
  }

  private void settle() {
    if (outstanding.isEmpty() && waiting.isEmpty()) {
      Runnable action = whenIdle;
      whenIdle = () -> {};
      action.run();
    }
  }
}
