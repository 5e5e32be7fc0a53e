package dev.fuota.protocol.msu;

import dev.fuota.protocol.codec.Bytes;
import java.util.Optional;

/**
 * The strings of a message, in the order of their lengths (decision 0021, D-14 to D-18): all
 * lengths are judged first, then one string after the other.
 */
final class LengthBytes {
  private final MsuReader in;
  private int nextLength;
  private int cursor;

  LengthBytes(MsuReader in) {
    this.in = in;
  }

  void start(int lengths, int count, int from) { // MSU-031
    nextLength = lengths;
    cursor = from;
    for (int i = 0; i < count; i++) {
      int octet = in.u8(lengths + i);
      in.require(
          isPresent(octet) || octet == 0,
          RejectReason.LENGTH_FLAG_CONFLICT,
          "a length without the flag that something is there");
    }
  }

  /** Where the strings read so far end. */
  int cursor() {
    return cursor;
  }

  Optional<String> text(String what) {
    Optional<Bytes> octets = raw(what);
    if (octets.isEmpty()) {
      return Optional.empty();
    }
    byte[] text = octets.get().toArray();
    int length = text.length;
    while (length > 0 && text[length - 1] == 0) { // some peers terminate their strings
      length--;
    }
    for (int i = 0; i < length; i++) {
      in.require(
          Text.isPrintable(text[i]), RejectReason.BAD_STRING, what + " is not printable ASCII");
    }
    return in.isGood() ? Optional.of(Text.of(text, length)) : Optional.empty();
  }

  Optional<Bytes> raw(String what) { // MSU-037
    int octet = in.u8(nextLength++);
    int length = octet & Text.LENGTH_MAX;
    if (!isPresent(octet) || !in.isGood()) {
      return Optional.empty();
    }
    in.require(
        length <= in.length() - cursor,
        RejectReason.LENGTH_OVERRUN,
        what + " is longer than what is left of the datagram");
    Bytes octets = in.data(in.isGood() ? cursor : 0, length);
    cursor += octets.length();
    return in.isGood() ? Optional.of(octets) : Optional.empty();
  }

  Optional<DeviceParameters> deviceParameters() {
    int octet = in.u8(nextLength);
    in.require(
        !isPresent(octet) || (octet & Text.LENGTH_MAX) == DeviceParameters.LENGTH,
        RejectReason.BAD_DEVICE_PARAM,
        "the Device Parameter has not " + DeviceParameters.LENGTH + " octets");
    int at = cursor;
    if (raw("Device Parameter").isEmpty()) {
      return Optional.empty();
    }
    int limit = in.u8(at + 9);
    in.require( // MSU-034
        limit >= 1 && limit <= FileGeometry.SEQUENCE_LIMIT_MAX,
        RejectReason.BAD_SEQUENCE_LIMIT,
        "the Sequence Limit of the device is not in 1.." + FileGeometry.SEQUENCE_LIMIT_MAX);
    return in.isGood()
        ? Optional.of(
            new DeviceParameters(
                in.u16(at),
                in.u16(at + 2),
                in.u16(at + 4),
                in.u8(at + 6),
                in.u8(at + 7),
                in.u8(at + 8),
                limit))
        : Optional.empty();
  }

  private static boolean isPresent(int octet) {
    return (octet & Text.PRESENT) != 0;
  }
}
