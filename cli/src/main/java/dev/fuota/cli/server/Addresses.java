package dev.fuota.cli.server;

import dev.fuota.settings.Setting;
import java.net.InetSocketAddress;
import java.net.URI;

/** Addresses in settings files. */
final class Addresses {
  private static final int PORT_MAX = 65_535;

  private Addresses() {}

  /** An address and a port to listen on, as {@code 127.0.0.1:1700}. */
  static InetSocketAddress socket(Setting value) {
    int colon = value.text().lastIndexOf(':');
    try {
      int port = Integer.parseInt(value.text().substring(colon + 1));
      InetSocketAddress address =
          new InetSocketAddress(value.text().substring(0, Math.max(0, colon)), port);
      if (colon > 0 && port <= PORT_MAX && !address.isUnresolved()) {
        return address;
      }
    } catch (IllegalArgumentException notThat) {
      throw none(value);
    }
    throw none(value);
  }

  private static RuntimeException none(Setting value) {
    return value.problem("'" + value.text() + "' is no address and port, as 127.0.0.1:1700 is");
  }

  /** An address of a server that speaks {@code scheme}, or the same over TLS. */
  static URI uri(Setting value, String scheme) {
    try {
      URI uri = URI.create(value.text());
      boolean known = scheme.equals(uri.getScheme()) || (scheme + "s").equals(uri.getScheme());
      if (known && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException notThat) {
      throw noUri(value, scheme);
    }
    throw noUri(value, scheme);
  }

  private static RuntimeException noUri(Setting value, String scheme) {
    // with a password in it, perhaps: it does not come back in a message
    return value.problem("an address with " + scheme + ":// or " + scheme + "s:// belongs here");
  }
}
