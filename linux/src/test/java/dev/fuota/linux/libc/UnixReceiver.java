package dev.fuota.linux.libc;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.nio.charset.StandardCharsets;

/** The side of the service manager: a datagram socket of the family unix. */
final class UnixReceiver implements AutoCloseable {
  static {
    Native.register(UnixReceiver.class, "c");
  }

  private final int socket;

  /**
   * @param name a path, or {@code @} and an abstract name
   */
  UnixReceiver(String name) {
    socket = Libc.socket(1, 2, 0);
    byte[] path = name.getBytes(StandardCharsets.UTF_8);
    byte[] address = new byte[2 + path.length];
    address[0] = 1;
    System.arraycopy(path, 0, address, 2, path.length);
    if (name.startsWith("@")) {
      address[2] = 0;
    }
    bind(socket, address, address.length);
  }

  String next() {
    byte[] octets = new byte[4096];
    int length = recv(socket, octets, new NativeLong(octets.length), 0).intValue();
    return new String(octets, 0, length, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    Libc.close(socket);
  }

  static native int bind(int socket, byte[] address, int length) throws LastErrorException;

  static native NativeLong recv(int socket, byte[] octets, NativeLong length, int flags)
      throws LastErrorException;
}
