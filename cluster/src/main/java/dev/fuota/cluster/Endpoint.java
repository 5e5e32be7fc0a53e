package dev.fuota.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a node listens.
 *
 * @param host name or address, IPv6 without brackets
 * @param port 0..65535; 0: any that is free
 */
record Endpoint(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9a-fA-F:.]{2,45})\\]|([A-Za-z0-9._-]{1,255})):(\\d{1,5})");

  private static final int PORT_MAX = 65_535;

  /** Reads {@code host:port}; empty if it is none. */
  static Optional<Endpoint> parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches() || Integer.parseInt(parts.group(3)) > PORT_MAX) {
      return Optional.empty();
    }
    String host = parts.group(1) == null ? parts.group(2) : parts.group(1);
    return Optional.of(new Endpoint(host, Integer.parseInt(parts.group(3))));
  }

  /** Whether only this machine reaches it; a name that nobody knows is not so. */
  boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
