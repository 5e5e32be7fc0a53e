package dev.fuota.server.service;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is kept of a part that runs by MSU, besides its devices.
 *
 * @param began its first cycle
 * @param cycles so far, with the one that runs
 * @param stage index of the stage that it is at
 * @param earlier chunks that were sent in the cycles before this one
 * @param sent chunks that were sent in this cycle
 * @param total chunks of the file
 * @param octets on the wire, in all cycles
 */
record MsuKept(
    Instant began, int cycles, int stage, int earlier, int sent, int total, long octets) {
  private static final Pattern TEXT =
      Pattern.compile(
          "msu1 ([0-9]{1,15}) ([0-9]{1,9}) ([0-9]) ([0-9]{1,9}) ([0-9]{1,9}) ([0-9]{1,9})"
              + " ([0-9]{1,18})");

  String encode() {
    return "msu1 "
        + began.toEpochMilli()
        + ' '
        + cycles
        + ' '
        + stage
        + ' '
        + earlier
        + ' '
        + sent
        + ' '
        + total
        + ' '
        + octets;
  }

  /**
   * Reads it.
   *
   * @param stages how many there are
   * @return empty if it is no such text
   */
  static Optional<MsuKept> decode(String text, int stages) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches() || Integer.parseInt(parts.group(3)) >= stages) {
      return Optional.empty();
    }
    return Optional.of(
        new MsuKept(
            Instant.ofEpochMilli(Long.parseLong(parts.group(1))),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)),
            Integer.parseInt(parts.group(4)),
            Integer.parseInt(parts.group(5)),
            Integer.parseInt(parts.group(6)),
            Long.parseLong(parts.group(7))));
  }

  MsuKept at(int newStage) {
    return new MsuKept(began, cycles, newStage, earlier, sent, total, octets);
  }

  MsuKept sent(int chunks) {
    return new MsuKept(began, cycles, stage, earlier, Math.max(sent, chunks), total, octets);
  }

  MsuKept of(int chunks) {
    return new MsuKept(began, cycles, stage, earlier, sent, chunks, octets);
  }

  MsuKept withOctets(long all) {
    return new MsuKept(began, cycles, stage, earlier, sent, total, all);
  }

  /** Another cycle begins. */
  MsuKept again() {
    return new MsuKept(began, cycles + 1, 0, earlier + sent, 0, total, octets);
  }
}
