package dev.fuota.hal.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** IPv4 addresses as the int that the ports use, and as Java has them. */
final class Addresses {
  private Addresses() {}

  static InetAddress of(int address) {
    try {
      return InetAddress.getByAddress(ByteBuffer.allocate(Integer.BYTES).putInt(address).array());
    } catch (UnknownHostException e) {
      throw new AssertionError("four octets are an address", e);
    }
  }

  static InetSocketAddress of(int address, int port) {
    return new InetSocketAddress(of(address), port);
  }

  /** The address; 0 for anything but IPv4. */
  static int bits(InetAddress address) {
    return address instanceof Inet4Address ? ByteBuffer.wrap(address.getAddress()).getInt() : 0;
  }
}
