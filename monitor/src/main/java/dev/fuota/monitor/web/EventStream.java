package dev.fuota.monitor.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * What one client is sent while it stays. Nobody ever waits for a client: what it does not take at
 * once is kept, and a client for whom too much is kept is dropped. Thread-safe.
 */
public final class EventStream {
  private final ServletOutputStream out;
  private final int backlogMax;
  private final Runnable disconnect;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private long backlog;
  private boolean flushed = true;

  /**
   * @param disconnect closes the connection, whatever still waits in it
   */
  EventStream(ServletOutputStream out, int backlogMax, Runnable disconnect) {
    this.out = out;
    this.backlogMax = backlogMax;
    this.disconnect = disconnect;
    out.setWriteListener(
        new WriteListener() {
          @Override
          public void onWritePossible() {
            drain();
          }

          @Override
          public void onError(Throwable reason) {
            close();
          }
        });
  }

  /**
   * Sends something; drops the client if it lags too far behind.
   *
   * @param octets shared with other clients, and never changed
   */
  public void send(byte[] octets) {
    synchronized (this) {
      waiting.add(octets);
      backlog += octets.length;
    }
    drain();
    synchronized (this) {
      if (backlog <= backlogMax) {
        return;
      }
      waiting.clear();
    }
    disconnect.run(); // to end the answer in order, its write that is under way would have to end
    close();
  }

  private void drain() {
    try {
      synchronized (this) {
        while (!ended.isDone() && out.isReady() && (!waiting.isEmpty() || !flushed)) {
          step();
        }
      }
    } catch (IOException e) {
      close();
    }
  }

  private void step() throws IOException {
    byte[] next = waiting.poll();
    if (next == null) {
      flushed = true;
      out.flush();
    } else {
      backlog -= next.length;
      flushed = false;
      out.write(next);
    }
  }

  /** Whether the client is gone, or was sent away. */
  public boolean isClosed() {
    return ended.isDone();
  }

  /** Ends the answer. */
  public void close() {
    ended.complete(true);
  }

  /** Ends when the client does. */
  CompletableFuture<Boolean> ended() {
    return ended;
  }
}
