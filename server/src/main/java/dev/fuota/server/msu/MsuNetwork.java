package dev.fuota.server.msu;

import dev.fuota.protocol.msu.Ipv4;
import java.nio.ByteBuffer;

/** How the server sends. Interface, time to live and DSCP are the transport's own business. */
public interface MsuNetwork {

  /** The server's address on the interface: it stands in the messages, and clients compare it. */
  Ipv4 address();

  /** Sends position..limit to a group. The buffer is the caller's again after the call. */
  void multicast(Ipv4 group, int port, ByteBuffer datagram);

  /** Sends position..limit to one client. The buffer is the caller's again after the call. */
  void unicast(Ipv4 to, int port, ByteBuffer datagram);
}
