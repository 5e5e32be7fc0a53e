package dev.fuota.agent.msu;

import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.Profile;
import java.util.Optional;

/**
 * What a Connect agreed on.
 *
 * @param server whose datagrams count (MSU-X04)
 * @param transactionId of the cycle, not 0
 * @param timeoutSeconds of silence that end the connection, above 0
 * @param offered the version that the server brings, if it said so
 * @param profile what beyond MSU both sides use
 */
record Connection(
    Ipv4 server, int transactionId, int timeoutSeconds, Optional<String> offered, Profile profile) {

  boolean isOf(Ipv4 source, int id) {
    return server.equals(source) && transactionId == id;
  }

  long timeoutMs() {
    return timeoutSeconds * 1000L;
  }
}
