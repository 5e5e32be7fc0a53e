package dev.fuota.monitor;

import dev.fuota.monitor.guard.ApiToken;
import dev.fuota.monitor.guard.MonitorFault;
import dev.fuota.monitor.guard.TlsFiles;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where and to whom the server answers.
 *
 * @param listen port 0 chooses one
 * @param tokens who may ask; none: whoever is on this machine, and {@code listen} is loopback
 * @param tls the server's identity; empty: plain HTTP
 * @param fileMax octets of an uploaded file, 1..2^30
 * @param answer how long a request waits for the service's thread, more than zero
 */
public record MonitorSettings(
    InetSocketAddress listen,
    List<ApiToken> tokens,
    Optional<TlsFiles> tls,
    int fileMax,
    Duration answer) {
  public static final int FILE_MAX = 4 << 20;
  public static final Duration ANSWER = Duration.ofSeconds(5);
  private static final int FILE_MAX_MAX = 1 << 30;

  public MonitorSettings {
    tokens = List.copyOf(tokens);
    if (listen.isUnresolved()) {
      throw new MonitorFault(
          "the address "
              + listen.getHostString()
              + " is unknown; listen on an address of this host");
    }
    if (tokens.isEmpty() && !listen.getAddress().isLoopbackAddress()) {
      throw new MonitorFault(
          "without tokens the server listens on loopback only, not on "
              + listen.getHostString()
              + "; configure tokens, or listen on 127.0.0.1");
    }
    if (fileMax < 1 || fileMax > FILE_MAX_MAX) {
      throw new MonitorFault("the largest file is " + fileMax + "; allowed are 1.." + FILE_MAX_MAX);
    }
    if (answer.isNegative() || answer.isZero()) {
      throw new MonitorFault("the time to answer is " + answer + "; give it more than zero");
    }
  }

  /** Plain HTTP for whoever is on this machine. */
  public static MonitorSettings loopback(int port) {
    return new MonitorSettings(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        List.of(),
        Optional.empty(),
        FILE_MAX,
        ANSWER);
  }
}
