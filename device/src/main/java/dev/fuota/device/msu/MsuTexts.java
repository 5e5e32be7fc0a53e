package dev.fuota.device.msu;

import dev.fuota.agent.msu.Access;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.Commissioning;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MacAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What options and settings say of a client, in the forms that both have. */
public final class MsuTexts {
  private static final int PORT_MAX = 0xffff;

  private MsuTexts() {}

  /**
   * A multicast group with a port, as {@code 239.254.1.2:15567}; empty if it is none.
   *
   * @param port if none is given
   */
  public static Optional<Endpoint> group(String given, int port) {
    int colon = given.indexOf(':');
    String address = colon < 0 ? given : given.substring(0, colon);
    int chosen = colon < 0 ? port : number(given.substring(colon + 1));
    return Ipv4.parse(address)
        .filter(Ipv4::isMulticastGroup)
        .filter(group -> chosen >= 1 && chosen <= PORT_MAX)
        .map(group -> new Endpoint(group, chosen));
  }

  private static int number(String digits) {
    boolean plain = digits.matches("[0-9]{1,5}");
    return plain ? Integer.parseInt(digits) : 0;
  }

  /** The secret of a site, 32 octets; empty if {@code text} is not 64 hexadecimal digits. */
  public static Optional<Bytes> siteKey(String text) {
    String digits = text.strip();
    return digits.matches("[0-9a-fA-F]{64}")
        ? Optional.of(Bytes.fromHex(digits))
        : Optional.empty();
  }

  /** What a commissioning file says of servers. */
  public static Access access(Commissioning content) {
    Map<Ipv4, Optional<MacAddress>> servers = new HashMap<>();
    content.byAddress().forEach((address, server) -> servers.put(address, server.mac()));
    return new Access(
        content.level(), content.basicOptional(), content.username(), content.password(), servers);
  }
}
