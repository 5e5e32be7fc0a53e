package dev.fuota.agent.msu;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.Ipv4;
import java.nio.ByteBuffer;

/** The optional security profile: a trailer behind every datagram (MSU-X38). */
public interface MsuSecurity {

  /** Appends a trailer to the message that {@code out} holds up to its position. */
  void seal(ByteBuffer out, Ipv4 self, long nowMs);

  /**
   * Is the trailer of a datagram good and new?
   *
   * @param datagram position to limit, message and trailer
   */
  boolean isGood(ByteBuffer datagram, Ipv4 source);

  /** Are these the credentials, sealed for this server and transaction? */
  boolean knowsLogin(Access access, Bytes username, Bytes password, Ipv4 server, int transactionId);
}
