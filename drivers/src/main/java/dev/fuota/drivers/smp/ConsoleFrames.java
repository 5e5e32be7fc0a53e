package dev.fuota.drivers.smp;

import dev.fuota.protocol.codec.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * SMP over a console (Zephyr, "SMP transport", UART/serial and console): u16 length of what
 * follows, the message, CRC-16/XMODEM of the message; all of it in base64, cut into lines of 127
 * octets at most with 06 09 before the first, 04 14 before every further one, and a line feed.
 */
public final class ConsoleFrames {
  static final int START_1 = 0x06;
  static final int START_2 = 0x09;
  static final int MORE_1 = 0x04;
  static final int MORE_2 = 0x14;

  /** Octets of length and CRC. */
  static final int OVERHEAD = 4;

  /** Base64 in a line: 127 octets less the two marks and the line feed. */
  private static final int LINE = 124;

  private ConsoleFrames() {}

  /** The lines that carry {@code message}. */
  public static byte[] encode(Bytes message) {
    ByteBuffer packet = ByteBuffer.allocate(message.length() + OVERHEAD);
    packet.putShort((short) (message.length() + Short.BYTES));
    message.putTo(packet);
    packet.putShort((short) Crc16.of(message.toArray(), message.length()));
    byte[] text = Base64.getEncoder().encode(packet.array());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < text.length; at += LINE) {
      out.write(at == 0 ? START_1 : MORE_1);
      out.write(at == 0 ? START_2 : MORE_2);
      out.write(text, at, Math.min(LINE, text.length - at));
      out.write('\n');
    }
    return out.toByteArray();
  }
}
