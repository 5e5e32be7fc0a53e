package dev.fuota.boot.qemu;

import dev.fuota.protocol.image.ImageVersion;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What firmware says of itself on its UART, as far as it does: its version, as {@code version
 * 1.2.3} or {@code ver=1.2.3}, and a line {@code reset reason: …}.
 *
 * @param version major, minor and revision
 */
public record FirmwareStatement(Optional<String> version, Optional<String> resetReason) {
  private static final Pattern VERSION =
      Pattern.compile("\\bver(?:sion)?[ =](\\d{1,3}\\.\\d{1,3}\\.\\d{1,5})\\b");
  private static final Pattern REASON = Pattern.compile("(?m)^reset reason: (.{1,60}?)\\r?$");

  /** Finds the first of each in {@code output}. */
  public static FirmwareStatement in(String output) {
    return new FirmwareStatement(first(VERSION, output), first(REASON, output));
  }

  private static Optional<String> first(Pattern pattern, String output) {
    Matcher matcher = pattern.matcher(output);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /**
   * Where the firmware says something else than the bootloader believes, one sentence; what it does
   * not say contradicts nothing.
   *
   * @param reason why the bootloader started it, in the firmware's words
   */
  public Optional<String> contradiction(ImageVersion started, String reason) {
    String expected = started.major() + "." + started.minor() + "." + started.revision();
    return differs("is version", version, expected)
        .or(() -> differs("was reset by", resetReason, reason));
  }

  private static Optional<String> differs(String verb, Optional<String> said, String expected) {
    return said.filter(text -> !text.equals(expected))
        .map(
            text ->
                "the firmware says that it "
                    + verb
                    + " "
                    + text
                    + ", the bootloader says "
                    + expected);
  }
}
