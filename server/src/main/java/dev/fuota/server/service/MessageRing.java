package dev.fuota.server.service;

import dev.fuota.protocol.codec.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The newest messages to and from one device, packed, since there is one for each of many devices:
 * 64 at most, and {@value #OCTETS_MAX} octets at most with all their heads.
 *
 * <pre>
 * 0      octets of the payload that are kept
 * 1      FPort
 * 2..8   milliseconds since 1970, big-endian; the highest bit is set for downlinks
 * 9..    payload, {@value #PAYLOAD_MAX} octets at most
 * </pre>
 */
final class MessageRing {
  static final int MESSAGES_MAX = 64;

  /** What a downlink on the slowest data rate carries; commands are not longer. */
  static final int PAYLOAD_MAX = 51;

  private static final int OCTETS_MAX = 1024;
  private static final int OCTETS_AT_FIRST = 96;
  private static final int TIME_AT = 2;
  private static final int TIME_OCTETS = 7;
  private static final int HEAD = TIME_AT + TIME_OCTETS;
  private static final long DOWN = 1L << (Byte.SIZE * TIME_OCTETS - 1);

  private byte[] octets = new byte[OCTETS_AT_FIRST];
  private int used;
  private int count;

  /** A message as it is kept. */
  record Kept(Instant at, boolean down, int fPort, Bytes payload) {}

  void add(Kept message) {
    int payload = Math.min(PAYLOAD_MAX, message.payload().length());
    while (count == MESSAGES_MAX || used + HEAD + payload > OCTETS_MAX) {
      dropOldest();
    }
    if (used + HEAD + payload > octets.length) {
      octets = Arrays.copyOf(octets, Math.min(OCTETS_MAX, 2 * octets.length));
    }
    octets[used] = (byte) payload;
    octets[used + 1] = (byte) message.fPort();
    long time = message.at().toEpochMilli() | (message.down() ? DOWN : 0);
    for (int i = 0; i < TIME_OCTETS; i++) {
      octets[used + TIME_AT + i] = (byte) (time >>> (Byte.SIZE * (TIME_OCTETS - 1 - i)));
    }
    message.payload().copyTo(0, octets, used + HEAD, payload);
    used += HEAD + payload;
    count++;
  }

  private void dropOldest() {
    int length = HEAD + octets[0];
    System.arraycopy(octets, length, octets, 0, used - length);
    used -= length;
    count--;
  }

  /** The oldest first. */
  List<Kept> messages() {
    List<Kept> messages = new ArrayList<>(count);
    for (int at = 0; at < used; at += HEAD + octets[at]) {
      long time = 0;
      for (int i = 0; i < TIME_OCTETS; i++) {
        time = time << Byte.SIZE | Byte.toUnsignedInt(octets[at + TIME_AT + i]);
      }
      messages.add(
          new Kept(
              Instant.ofEpochMilli(time & ~DOWN),
              (time & DOWN) != 0,
              Byte.toUnsignedInt(octets[at + 1]),
              Bytes.of(octets, at + HEAD, octets[at])));
    }
    return messages;
  }
}
