package dev.fuota.cli.image;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.io.InputOctets;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageVersion;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the image commands read from files and from the command line. */
final class ImageFile {
  /** No device has more flash. */
  static final int OCTETS_MAX = 64 << 20;

  private static final Pattern VERSION =
      Pattern.compile("(\\d{1,3})(?:\\.(\\d{1,3})(?:\\.(\\d{1,5})(?:\\+(\\d{1,10}))?)?)?");
  private static final Pattern UUID =
      Pattern.compile("\\p{XDigit}{8}-?(\\p{XDigit}{4}-?){3}\\p{XDigit}{12}");
  private static final long BYTE_MAX = 0xff;
  private static final long SHORT_MAX = 0xffff;
  private static final long INT_MAX = 0xffff_ffffL;

  private ImageFile() {}

  static Bytes read(Console console, Path file) {
    byte[] octets = InputOctets.read(console, file, in -> in.readNBytes(OCTETS_MAX + 1));
    if (octets.length > OCTETS_MAX) {
      throw new InputProblem(
          "FILE_TOO_LARGE",
          InputOctets.name(file) + " has more octets than any device has flash; is it an image?");
    }
    return Bytes.of(octets);
  }

  /** As MCUboot writes it: {@code major[.minor[.revision[+build]]]}. */
  static ImageVersion version(String text) {
    Matcher matcher = VERSION.matcher(text);
    if (!matcher.matches()) {
      throw badVersion(text);
    }
    long[] parts = new long[4];
    long[] limits = {BYTE_MAX, BYTE_MAX, SHORT_MAX, INT_MAX};
    for (int i = 0; i < parts.length; i++) {
      String part = matcher.group(i + 1);
      parts[i] = part == null ? 0 : Long.parseLong(part);
      if (parts[i] > limits[i]) {
        throw badVersion(text);
      }
    }
    return new ImageVersion((int) parts[0], (int) parts[1], (int) parts[2], parts[3]);
  }

  private static InputProblem badVersion(String text) {
    return new InputProblem(
        "BAD_VERSION",
        "a version is such as 1.2.3+4 (up to 255.255.65535+4294967295), not " + text);
  }

  static Bytes uuid(String option, String text) {
    if (!UUID.matcher(text).matches()) {
      throw new InputProblem(
          "BAD_UUID", option + " takes a UUID of 32 hexadecimal digits, not " + text);
    }
    return Bytes.fromHex(text.replace("-", ""));
  }
}
