package dev.fuota.monitor.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;

/** What every answer tells browsers: load from here only, guess no types, frame nothing. */
final class SecurityHeaders {
  private static final String POLICY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";
  private static final Map<String, String> ALWAYS =
      Map.of(
          "Content-Security-Policy", POLICY,
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Cache-Control", "no-store");
  private static final String ONE_YEAR = "max-age=31536000";

  private SecurityHeaders() {}

  static void put(HttpServletResponse response, boolean tls) {
    ALWAYS.forEach(response::setHeader);
    if (tls) {
      response.setHeader("Strict-Transport-Security", ONE_YEAR);
    }
  }
}
