package dev.fuota.agent.msu;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.Commissioning;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MacAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who may connect (MSU, section 9), as set at commissioning.
 *
 * @param level 0 anybody, 1 whoever knows user name and password, 2 the listed servers that know
 *     them, 3 those with the MAC address configured for them
 * @param basicOptional at level 2 and 3 user name and password are not looked at
 * @param servers the white list, with the MAC address where one is configured
 */
public record Access(
    int level,
    boolean basicOptional,
    Bytes username,
    Bytes password,
    Map<Ipv4, Optional<MacAddress>> servers) {
  static final int BASIC = 1;
  static final int WHITE_LIST = 2;
  static final int MAC = 3;

  /** Anybody may connect. Never a default: a device has this if somebody chose it for it. */
  public static final Access OPEN = new Access(0, false, Bytes.EMPTY, Bytes.EMPTY, Map.of());

  public Access {
    if (level < 0 || level > MAC) {
      throw new IllegalArgumentException("level " + level);
    }
    servers = Map.copyOf(servers);
  }

  /** What a commissioning file says (MSU-042). */
  public static Access of(Commissioning file) {
    Map<Ipv4, Optional<MacAddress>> listed = new HashMap<>();
    file.byAddress().forEach((address, server) -> listed.put(address, server.mac()));
    return new Access(file.level(), file.basicOptional(), file.username(), file.password(), listed);
  }

  boolean needsLogin() { // MSU-043
    return level >= BASIC && !(level >= WHITE_LIST && basicOptional);
  }

  /** Is a datagram of this source read at all? (MSU-041) */
  boolean isRead(Ipv4 source) {
    return level < WHITE_LIST || servers.containsKey(source);
  }

  boolean isListed(Ipv4 source) {
    return servers.containsKey(source);
  }
}
