package dev.fuota.monitor.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;

/**
 * What is left of the body of a request that is refused.
 *
 * <p>A connection that is closed while octets of it are on their way is reset, and then the client
 * may lose the answer, too: it saw "connection reset" where the server said what was wrong. So the
 * rest is taken and thrown away, as long as it is no more than a client sends by mistake.
 */
final class Leftover {
  private static final long OCTETS_MAX = 16 << 20;
  private static final int CHUNK = 1 << 16;

  private Leftover() {}

  static void drain(HttpServletRequest request) {
    if (request.getHeader("Expect") != null || request.getContentLengthLong() > OCTETS_MAX) {
      return; // who asks first has sent nothing yet; who sends that much does not read either
    }
    try {
      InputStream in = request.getInputStream();
      byte[] chunk = new byte[CHUNK];
      long left = OCTETS_MAX;
      for (int read = in.read(chunk); read >= 0 && left > 0; read = in.read(chunk)) {
        left -= read;
      }
    } catch (IOException e) {
      // the client is gone, or too slow: it will not miss the answer
    }
  }
}
