package dev.fuota.protocol.msu;

import dev.fuota.protocol.codec.Bytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whom a device believes (MSU, section 9): what its {@link CommissioningFile} says.
 *
 * @param level of authentication: 0 none, 1 user name and password, 2 also a white list, 3 also the
 *     MAC of the server
 * @param basicOptional whether level 2 and above do without user name and password
 * @param username raw octets, up to 255, as is the password
 * @param servers the white list
 */
public record Commissioning(
    int level, boolean basicOptional, Bytes username, Bytes password, List<Server> servers) {
  public static final int LEVEL_MAX = 3;
  static final int SERVERS_MAX = 0xffff;

  /**
   * A server of the white list.
   *
   * @param mac what it must have at level 3; without it, it is refused there
   */
  public record Server(Ipv4 address, Optional<MacAddress> mac) {}

  public Commissioning {
    servers = List.copyOf(servers);
    Checks.range("level", level, 0, LEVEL_MAX);
    Checks.range("length of username", username.length(), 0, 0xff);
    Checks.range("length of password", password.length(), 0, 0xff);
    Checks.range("number of servers", servers.size(), 0, SERVERS_MAX);
  }

  /** The white list by address; of two entries for one address the first counts. */
  public Map<Ipv4, Server> byAddress() {
    Map<Ipv4, Server> byAddress = new LinkedHashMap<>();
    servers.forEach(server -> byAddress.putIfAbsent(server.address(), server));
    return byAddress;
  }
}
