package dev.fuota.monitor.web;

import dev.fuota.monitor.guard.FailureLimit;
import dev.fuota.monitor.guard.Loopback;
import dev.fuota.monitor.guard.Role;
import dev.fuota.monitor.guard.TokenBook;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Lets requests in. Without tokens whoever reaches the loopback address may do everything; what has
 * to be kept out then is a page from elsewhere in a browser on this machine: it shows by its name
 * in Host, if that was rebound, and by its Origin.
 */
public final class Guard {
  private static final String BEARER = "bearer ";
  private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
  private static final int HEADER_MAX = 1024;

  private final TokenBook tokens;
  private final FailureLimit failures;

  public Guard(TokenBook tokens, FailureLimit failures) {
    this.tokens = tokens;
    this.failures = failures;
  }

  /**
   * What every request must fulfil.
   *
   * @throws Refusal if it does not
   */
  void admit(HttpServletRequest request) {
    String host = Optional.ofNullable(request.getHeader("Host")).orElse("");
    if (tokens.isEmpty() && !Loopback.isNamedBy(host)) {
      throw new Refusal(
          403,
          "HOST_UNKNOWN",
          "without tokens the server answers to localhost only; ask it by that name");
    }
    if (request.getHeader("X-HTTP-Method-Override") != null) {
      throw new Refusal(400, "METHOD_OVERRIDE", "a request has the method in its first line");
    }
    String origin = request.getHeader("Origin");
    if (origin != null && !HARMLESS.contains(request.getMethod()) && !isSame(origin, host)) {
      throw new Refusal(
          403,
          "ORIGIN_FOREIGN",
          "a page from elsewhere changes nothing here; open the server's own");
    }
  }

  /** Whatever ends TLS before this server changes the scheme, not the authority. */
  private static boolean isSame(String origin, String host) {
    String lower = origin.toLowerCase(Locale.ROOT);
    String ours = host.toLowerCase(Locale.ROOT);
    return lower.equals("http://" + ours) || lower.equals("https://" + ours);
  }

  /**
   * Whether the sender may do what {@code needed} may.
   *
   * @throws Refusal if not
   */
  void authorize(HttpServletRequest request, Role needed) {
    if (tokens.isEmpty()) {
      return;
    }
    InetAddress place = place(request);
    if (!failures.allows(place)) {
      throw new Refusal(
          429, "TOO_MANY_FAILURES", "too many wrong tokens came from there; wait a minute");
    }
    String header = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
    if (header.length() > HEADER_MAX || !header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      throw new Refusal(
          401, "TOKEN_MISSING", "send a token in the header Authorization: Bearer TOKEN");
    }
    Optional<Role> role = tokens.role(header.substring(BEARER.length()).strip());
    if (role.isEmpty()) {
      failures.failed(place);
      throw new Refusal(401, "TOKEN_UNKNOWN", "this token is not known");
    }
    if (!role.get().covers(needed)) {
      throw new Refusal(403, "ROLE_TOO_LOW", "this token may look, and change nothing");
    }
  }

  /** The peer of the connection; what a header says about it anybody can write. */
  private static InetAddress place(HttpServletRequest request) {
    try {
      return InetAddress.getByName(request.getRemoteAddr());
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // it is a literal
    }
  }
}
