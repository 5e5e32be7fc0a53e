package dev.fuota.linux.libc;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * Tells the service manager how this service is (sd_notify(3)): datagrams to the socket that {@code
 * NOTIFY_SOCKET} names, in the file system or, behind an {@code @}, in the abstract name space.
 * Without that variable nothing is told.
 */
public final class Notify {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;

  /** {@code sun_path} of a {@code struct sockaddr_un}. */
  private static final int PATH_MAX = 108;

  private static final int FAMILY_OCTETS = 2;

  private final byte[] address;
  private final Map<String, String> environment;

  private Notify(byte[] address, Map<String, String> environment) {
    this.address = address;
    this.environment = environment;
  }

  /**
   * Tells whom the environment of this process names.
   *
   * @param environment variables, as of {@link System#getenv()}
   */
  public static Notify of(Map<String, String> environment) {
    String socket = environment.getOrDefault("NOTIFY_SOCKET", "");
    byte[] path = socket.getBytes(StandardCharsets.UTF_8);
    boolean known = socket.startsWith("/") || socket.startsWith("@");
    if (!known || path.length < 2 || path.length > PATH_MAX) {
      return new Notify(new byte[0], Map.copyOf(environment));
    }
    byte[] address = new byte[FAMILY_OCTETS + path.length];
    // Each machine that this runs on has the low octet first.
    address[0] = AF_UNIX;
    System.arraycopy(path, 0, address, FAMILY_OCTETS, path.length);
    if (socket.startsWith("@")) {
      address[FAMILY_OCTETS] = 0;
    }
    return new Notify(address, Map.copyOf(environment));
  }

  /** Whether anybody listens. */
  public boolean isListened() {
    return address.length > 0;
  }

  /** It is up; what depends on it may start. */
  public boolean ready(String status) {
    return send("READY=1\nSTATUS=" + oneLine(status), 0);
  }

  /** What it does now, for {@code systemctl status}. */
  public boolean status(String status) {
    return send("STATUS=" + oneLine(status), MSG_DONTWAIT);
  }

  /** It lives. To be said at half of {@link #watchdog} at least. */
  public boolean alive() {
    return send("WATCHDOG=1", MSG_DONTWAIT);
  }

  /** It begins to end. */
  public boolean stopping() {
    return send("STOPPING=1", 0);
  }

  /**
   * How long the service manager waits for {@link #alive} before it kills this process; empty if it
   * does not.
   *
   * @param pid this process; a variable meant for another is not ours
   */
  public Optional<Duration> watchdog(long pid) {
    String meant = environment.getOrDefault("WATCHDOG_PID", "");
    if (!meant.isEmpty() && !meant.equals(Long.toString(pid))) {
      return Optional.empty();
    }
    try {
      long micros = Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", ""));
      return micros > 0 ? Optional.of(Duration.of(micros, ChronoUnit.MICROS)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String oneLine(String status) {
    return status.replaceAll("\\R", " ");
  }

  /** False if nobody listens, or it did not get there: a beat is said again soon. */
  private boolean send(String text, int flags) {
    if (!isListened()) {
      return false;
    }
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    int socket = -1;
    try {
      socket = Libc.socket(AF_UNIX, SOCK_DGRAM | Libc.O_CLOEXEC, 0);
      NativeLong length = new NativeLong(octets.length);
      Libc.sendto(socket, octets, length, flags | MSG_NOSIGNAL, address, address.length);
      return true;
    } catch (LastErrorException e) {
      return false;
    } finally {
      if (socket >= 0) {
        Libc.close(socket);
      }
    }
  }
}
