package dev.fuota.cli.io;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.protocol.codec.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Payloads as people write them: hexadecimal in either case, blanks where they like, {@code 0x}
 * before any part.
 */
public final class HexInput {
  private static final int PAYLOAD_OCTETS_MAX = 255;
  private static final int DATAGRAM_OCTETS_MAX = 65_507;
  private static final int INPUT_OCTETS_MAX = 16 << 20;

  private HexInput() {}

  /** A payload of the command line, in one or several arguments. */
  public static Bytes ofArguments(List<String> arguments) {
    return parse(String.join(" ", arguments), "HEX", PAYLOAD_OCTETS_MAX);
  }

  /** A UDP datagram of the command line. */
  public static Bytes datagramOfArguments(List<String> arguments) {
    return parse(String.join(" ", arguments), "HEX", DATAGRAM_OCTETS_MAX);
  }

  /** The payloads of a stream, one a line; blank lines are none. */
  public static List<Bytes> ofLines(InputStream in) {
    return ofLines(in, PAYLOAD_OCTETS_MAX);
  }

  /** The UDP datagrams of a stream, one a line. */
  public static List<Bytes> datagramsOfLines(InputStream in) {
    return ofLines(in, DATAGRAM_OCTETS_MAX);
  }

  private static List<Bytes> ofLines(InputStream in, int octetsMax) {
    List<Bytes> payloads = new ArrayList<>();
    int number = 0;
    for (String line : text(in).split("\\R", -1)) {
      number++;
      if (!line.isBlank()) {
        payloads.add(parse(line, "standard input, line " + number, octetsMax));
      }
    }
    if (payloads.isEmpty()) {
      throw new InputProblem("NO_PAYLOAD", "there is no payload on standard input");
    }
    return payloads;
  }

  private static String text(InputStream in) {
    try {
      byte[] octets = in.readNBytes(INPUT_OCTETS_MAX + 1);
      if (octets.length > INPUT_OCTETS_MAX) {
        throw new InputProblem("TOO_LONG", "standard input has more than 16 MiB");
      }
      return new String(octets, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new InputProblem("UNREADABLE", "standard input cannot be read: " + e.getMessage());
    }
  }

  private static Bytes parse(String text, String place, int octetsMax) {
    StringBuilder digits = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean startsPart = at == 0 || Character.isWhitespace(text.charAt(at - 1));
      if (startsPart && text.regionMatches(true, at, "0x", 0, 2)) {
        at += 2;
        continue;
      }
      if (Character.digit(c, 16) >= 0 && c < 128) {
        digits.append(c);
      } else if (!Character.isWhitespace(c)) {
        throw bad(
            place
                + ", column "
                + (at + 1)
                + ": '"
                + printable(text, at)
                + "' is no hexadecimal digit");
      }
      at++;
    }
    if (digits.length() % 2 != 0) {
      throw bad(place + ": " + digits.length() + " digits make no whole octets");
    }
    if (digits.length() > 2 * octetsMax) {
      String there = ", and here are " + digits.length() / 2;
      throw bad(place + ": a frame has no more than " + octetsMax + " octets" + there);
    }
    return Bytes.fromHex(digits.toString());
  }

  private static String printable(String text, int at) {
    int point = text.codePointAt(at);
    return Character.isISOControl(point)
        ? String.format("\\u%04x", point)
        : Character.toString(point);
  }

  private static InputProblem bad(String message) {
    return new InputProblem("BAD_HEX", message);
  }
}
