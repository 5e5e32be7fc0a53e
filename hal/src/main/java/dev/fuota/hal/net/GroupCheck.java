package dev.fuota.hal.net;

import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Finds out how an interface of this machine treats groups: whether multicast sent here is heard
 * here, and whether a socket hears groups that another socket of the host joined at the same port.
 */
public final class GroupCheck {
  /** What was found. */
  public enum Finding {
    /** A socket hears its own group only. */
    SEPARATE,
    /** Datagrams of other groups arrive too. */
    MIXED,
    /** Nothing arrives, or the interface cannot be used. */
    SILENT
  }

  // The last but one group of the range for use within an organisation, and its neighbour.
  private static final int OWN = 0xEFFF_FFFD;
  private static final int OTHER = 0xEFFF_FFFC;
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final NetworkOptions OPTIONS =
      new NetworkOptions(0, 0, true, 1 << 16, 0); // hops 0: stays on this host

  private final EventLoop loop;
  private boolean own;
  private boolean other;

  private GroupCheck(EventLoop loop) {
    this.loop = loop;
  }

  /** Asks with two datagrams that do not leave the host; takes half a second at most. */
  public static Finding of(Interfaces.State on, LongSupplier nanos) {
    try (EventLoop loop = new EventLoop(nanos, Instant.EPOCH)) {
      NetworkInterface found = NetworkInterface.getByName(on.name());
      if (found == null || !on.isUsable()) {
        return Finding.SILENT;
      }
      return new GroupCheck(loop).run(on, found);
    } catch (IOException refused) {
      return Finding.SILENT;
    }
  }

  private Finding run(Interfaces.State on, NetworkInterface found) throws IOException {
    UdpLine sender =
        UdpLine.unicast(loop, found, on.address(), OPTIONS, (address, port, datagram) -> {});
    UdpLine mine = null;
    UdpLine foreign = null;
    try {
      int port = sender.port();
      mine = UdpLine.group(loop, found, OWN, port, OPTIONS, (a, p, datagram) -> hear(datagram));
      foreign = UdpLine.group(loop, found, OTHER, port, OPTIONS, (a, p, datagram) -> {});
      sender.send(OTHER, port, ByteBuffer.wrap(new byte[] {1}));
      sender.send(OWN, port, ByteBuffer.wrap(new byte[] {0}));
      loop.after(PATIENCE, loop::stop);
      loop.run();
    } finally {
      sender.close();
      if (mine != null) {
        mine.close();
      }
      if (foreign != null) {
        foreign.close();
      }
    }
    return !own ? Finding.SILENT : other ? Finding.MIXED : Finding.SEPARATE;
  }

  /** The datagram of the other group left first: when ours is here, it would be too. */
  private void hear(ByteBuffer datagram) {
    if (datagram.get(0) == 1) {
      other = true;
    } else {
      own = true;
      loop.stop();
    }
  }
}
