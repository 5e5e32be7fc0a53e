package dev.fuota.tests.wire;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.Ipv4;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * UDP datagrams out of a capture file in the classic format of tcpdump: microseconds, Ethernet, the
 * writer's byte order little-endian.
 */
final class Capture {
  private static final int MAGIC = 0xa1b2c3d4;
  private static final int FILE_HEADER = 24;
  private static final int ETHERNET = 1;
  private static final int ETHERNET_HEADER = 14;
  private static final int TYPE_IPV4 = 0x0800;
  private static final int PROTOCOL_UDP = 17;
  private static final int UDP_HEADER = 8;

  /**
   * One datagram.
   *
   * @param micros since the first one of the capture
   */
  record Packet(long micros, Ipv4 from, int fromPort, Ipv4 to, int toPort, Bytes payload) {}

  private Capture() {}

  /** All UDP datagrams over IPv4, in their order; other frames are passed over. */
  static List<Packet> read(Path file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    if (in.getInt(0) != MAGIC || in.getInt(20) != ETHERNET) {
      throw new IOException(file + " is no little-endian Ethernet capture");
    }
    List<Packet> packets = new ArrayList<>();
    long first = -1;
    in.position(FILE_HEADER);
    while (in.hasRemaining()) {
      long micros = in.getInt() * 1_000_000L + in.getInt();
      int captured = in.getInt();
      in.getInt();
      first = first < 0 ? micros : first;
      ByteBuffer frame = in.slice(in.position(), captured).order(ByteOrder.BIG_ENDIAN);
      in.position(in.position() + captured);
      if (isUdp(frame)) {
        packets.add(packet(micros - first, frame));
      }
    }
    return packets;
  }

  private static boolean isUdp(ByteBuffer frame) {
    return Short.toUnsignedInt(frame.getShort(12)) == TYPE_IPV4
        && frame.get(ETHERNET_HEADER + 9) == PROTOCOL_UDP;
  }

  private static Packet packet(long micros, ByteBuffer frame) {
    int udp = ETHERNET_HEADER + (frame.get(ETHERNET_HEADER) & 0xf) * 4;
    int length = Short.toUnsignedInt(frame.getShort(udp + 4)) - UDP_HEADER;
    byte[] payload = new byte[length];
    frame.get(udp + UDP_HEADER, payload);
    return new Packet(
        micros,
        new Ipv4(frame.getInt(ETHERNET_HEADER + 12)),
        Short.toUnsignedInt(frame.getShort(udp)),
        new Ipv4(frame.getInt(ETHERNET_HEADER + 16)),
        Short.toUnsignedInt(frame.getShort(udp + 2)),
        Bytes.of(payload));
  }
}
