package dev.fuota.junit;

import dev.fuota.hal.net.EventLoop;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;

/** What fleets in real time need of this machine. */
final class Sockets {
  private Sockets() {}

  /** A loop by the clock of this machine. */
  static EventLoop loop() {
    return new EventLoop(System::nanoTime, Instant.now());
  }

  /**
   * The address of a server. It may have a password in it: no message repeats it.
   *
   * @throws IllegalStateException if it is none
   */
  static URI address(String text) {
    try {
      URI address = new URI(text);
      if (address.getScheme() != null && address.getHost() != null) {
        return address;
      }
    } catch (URISyntaxException bad) {
      // its message repeats the address
    }
    throw new IllegalStateException(
        "the server's address is none; write udp://host:1700, ws://host:1887, mqtt://host:1883,"
            + " msu://127.0.0.1 or built-in");
  }

  /** As messages show it. */
  static String shown(URI address) {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return address.getScheme() + "://" + address.getHost() + port;
  }
}
