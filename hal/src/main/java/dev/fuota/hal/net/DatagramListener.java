package dev.fuota.hal.net;

import java.nio.ByteBuffer;

/** Whom a {@link DatagramPort} calls, on the loop's thread. */
public interface DatagramListener {

  /**
   * A datagram arrived.
   *
   * @param address source, IPv4
   * @param port source port
   * @param datagram position to limit; the buffer is the port's and valid within the call only. A
   *     datagram of more than 2047 octets is cut to 2048: whoever decodes sees that it is too long
   */
  void onDatagram(DatagramPort.Line line, int address, int port, ByteBuffer datagram);

  /**
   * The interface came or went, or its address changed. After it went, no line is joined any more;
   * when it is back (with {@link DatagramPort#address()} as it is now), whoever needs a line joins
   * it again.
   */
  void onInterface(boolean up);
}
