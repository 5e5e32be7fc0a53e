package dev.fuota.gateway.port;

/**
 * The gateway's side of the way to a network server: tells it what was heard, and lets the
 * concentrator send what it asks for. State machines without a wire; the wire calls them.
 */
public interface Backhaul {

  /** Begins to look for the server, and goes on for ever. */
  void start();

  /** A frame was heard: it is told to the server if that can be reached, else it is lost. */
  void onHeard(Heard heard);

  /** Says nothing more. */
  void stop();
}
