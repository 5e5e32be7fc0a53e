package dev.fuota.gateway.station;

/** Opens WebSockets; calls back on the thread that drives the gateway, never before it returns. */
public interface LnsTransport {

  /** Begins to connect. */
  Connection open(String uri, Listener listener);

  /** A WebSocket. */
  interface Connection {
    /** Sends a text; lost if the connection is not open. */
    void send(String text);

    /** Nothing is heard of the connection any more. */
    void close();
  }

  /** Whom a connection calls. */
  interface Listener {
    void onOpen();

    /** A whole text. */
    void onText(String text);

    /** The connection could not be opened, or is over. */
    void onClosed();
  }
}
