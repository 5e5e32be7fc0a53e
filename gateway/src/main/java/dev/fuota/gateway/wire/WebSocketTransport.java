package dev.fuota.gateway.wire;

import dev.fuota.gateway.station.LnsTransport;
import dev.fuota.hal.net.EventLoop;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The JDK's WebSockets; what happens on their threads is handed over to the loop. */
final class WebSocketTransport implements LnsTransport {
  /** More than any message of a server. */
  private static final int TEXT_MAX = 1 << 16;

  /** Texts that wait for a slow server; more are lost. */
  private static final int WAITING_MAX = 1000;

  private final HttpClient client;
  private final Optional<String> token;
  private final EventLoop loop;

  WebSocketTransport(HttpClient client, Optional<String> token, EventLoop loop) {
    this.client = client;
    this.token = token;
    this.loop = loop;
  }

  @Override
  public Connection open(String uri, Listener listener) {
    Line line = new Line(listener);
    try {
      WebSocket.Builder builder = client.newWebSocketBuilder();
      token.ifPresent(secret -> builder.header("Authorization", "Bearer " + secret));
      var unused =
          builder
              .buildAsync(URI.create(uri), line)
              .whenComplete((socket, fault) -> loop.post(() -> line.opened(socket)));
    } catch (IllegalArgumentException noAddress) {
      loop.post(() -> line.opened(null)); // the server itself said where to connect to
    }
    return line;
  }

  /** One connection. Its fields belong to the loop, but for the text that is being collected. */
  private final class Line implements Connection, WebSocket.Listener {
    private final Listener listener;
    private final Deque<String> waiting = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable WebSocket socket;
    private boolean sending;
    private boolean closed;

    Line(Listener listener) {
      this.listener = listener;
    }

    void opened(@Nullable WebSocket opened) {
      if (closed) {
        if (opened != null) {
          opened.abort();
        }
      } else if (opened == null) {
        ended();
      } else {
        socket = opened;
        listener.onOpen();
        opened.request(1);
      }
    }

    @Override
    public void send(String message) {
      if (socket != null && !closed && waiting.size() < WAITING_MAX) {
        waiting.add(message);
        sendNext();
      }
    }

    /** The JDK takes one text at a time. */
    private void sendNext() {
      String next = sending || socket == null ? null : waiting.poll();
      if (next != null && socket != null) {
        sending = true;
        var unused =
            socket
                .sendText(next, true)
                .whenComplete((sent, fault) -> loop.post(() -> sent(fault == null)));
      }
    }

    private void sent(boolean well) {
      sending = false;
      if (well) {
        sendNext();
      } else {
        ended();
      }
    }

    @Override
    public void close() {
      closed = true;
      waiting.clear();
      if (socket != null) {
        socket.abort();
      }
    }

    private void ended() {
      if (!closed) {
        close();
        listener.onClosed();
      }
    }

    /** Nothing is to come before the loop knows of the connection. */
    @Override
    public void onOpen(WebSocket webSocket) {}

    @Override
    public @Nullable CompletionStage<?> onText(
        WebSocket webSocket, CharSequence data, boolean last) {
      text.append(data);
      if (text.length() > TEXT_MAX) {
        loop.post(this::ended);
        return null;
      }
      if (last) {
        String whole = text.toString();
        text.setLength(0);
        loop.post(() -> said(webSocket, whole));
      } else {
        webSocket.request(1);
      }
      return null;
    }

    /** The next text is asked for when this one is done with: a fast server has to wait. */
    private void said(WebSocket from, String whole) {
      if (!closed) {
        listener.onText(whole);
        from.request(1);
      }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
      loop.post(this::ended);
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable fault) {
      loop.post(this::ended);
    }
  }
}
