package dev.fuota.fleet.lan;

/**
 * A datagram under way.
 *
 * @param octets not changed by anybody
 */
@SuppressWarnings("ArrayRecordComponent") // one array serves all receivers of a multicast
record Datagram(int from, int fromPort, int to, int toPort, byte[] octets) {}
