package dev.fuota.gateway.wire;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parts of a server's address.
 *
 * @param scheme in lower case
 * @param port -1 if it is not said
 * @param user what stands in front of the host
 * @param options what stands behind the question mark
 */
record ServerAddress(
    String scheme, String host, int port, Optional<String> user, Map<String, String> options) {

  /** Takes an address apart; one without scheme or host is refused. */
  static ServerAddress of(URI uri) {
    if (uri.getScheme() == null || uri.getHost() == null) {
      throw new IllegalArgumentException("\"" + uri + "\" names no server");
    }
    return new ServerAddress(
        uri.getScheme().toLowerCase(Locale.ROOT),
        uri.getHost(),
        uri.getPort(),
        Optional.ofNullable(uri.getUserInfo()),
        options(uri));
  }

  private static Map<String, String> options(URI uri) {
    return Optional.ofNullable(uri.getRawQuery()).stream()
        .flatMap(query -> Stream.of(query.split("&", -1)))
        .map(option -> option.split("=", 2))
        .filter(option -> option.length == 2)
        .collect(
            Collectors.toUnmodifiableMap(
                option -> option[0],
                option -> URLDecoder.decode(option[1], StandardCharsets.UTF_8),
                (first, second) -> second));
  }

  int port(int usual) {
    return port < 0 ? usual : port;
  }

  Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  InetSocketAddress resolved(int usualPort) throws UnknownHostException {
    InetSocketAddress address = new InetSocketAddress(host, port(usualPort));
    if (address.isUnresolved()) {
      throw new UnknownHostException(host);
    }
    return address;
  }
}
