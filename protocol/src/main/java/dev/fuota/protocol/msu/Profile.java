package dev.fuota.protocol.msu;

import java.util.Optional;

/**
 * What two of our own peers may use beyond MSU 1.0. A client announces it in the MSU_Comm_Param
 * text of its I-Am; a server that found it with every client of a cycle sets it in an octet of
 * Connect that MSU reserves. Peers that know only MSU see neither.
 *
 * @param stream the file flows without a window after each chunk; clients answer polls
 * @param coded lost frames are repaired by combinations of frames; only with {@code stream}
 */
public record Profile(boolean stream, boolean coded) {
  public static final Profile NONE = new Profile(false, false);
  public static final Profile STREAM = new Profile(true, false);
  public static final Profile CODED = new Profile(true, true);

  private static final String STREAM_TEXT = "fuota:stream";
  private static final String CODED_TEXT = "fuota:stream,coded";
  private static final int STREAM_BIT = 1;
  private static final int CODED_BIT = 2;

  public Profile {
    Checks.that(stream || !coded, "coded repair needs the stream");
  }

  /** The text of an I-Am; none if nothing is announced. */
  public Optional<String> commParam() {
    return stream ? Optional.of(coded ? CODED_TEXT : STREAM_TEXT) : Optional.empty();
  }

  /** What a client announced; texts of other makers announce nothing. */
  public static Profile ofCommParam(Optional<String> text) {
    return switch (text.orElse("")) {
      case STREAM_TEXT -> STREAM;
      case CODED_TEXT -> CODED;
      default -> NONE;
    };
  }

  /** The octet of Connect. */
  public int bits() {
    return (stream ? STREAM_BIT : 0) | (coded ? CODED_BIT : 0);
  }

  /** What the octet of Connect says; coded repair without the stream says nothing. */
  public static Profile ofBits(int bits) {
    return (bits & STREAM_BIT) == 0 ? NONE : (bits & CODED_BIT) == 0 ? STREAM : CODED;
  }

  /** What both this and {@code other} can. */
  public Profile and(Profile other) {
    return ofBits(bits() & other.bits());
  }
}
