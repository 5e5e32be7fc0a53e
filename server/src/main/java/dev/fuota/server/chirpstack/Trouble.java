package dev.fuota.server.chirpstack;

/**
 * Something that ChirpStack did not do, for a person to read.
 *
 * @param what the call or event concerned
 * @param detail one sentence; never a token or a key
 */
public record Trouble(Kind kind, String what, String detail) {

  /** Kinds of trouble; stable names. */
  public enum Kind {
    /** ChirpStack did not answer, though asked again for as long as the settings say. */
    AWAY,
    /** The token is wrong, or has no right to this. */
    NOT_AUTHORISED,
    /** A device, gateway, group or application that ChirpStack does not know. */
    NOT_FOUND,
    /** What was to be made is there. */
    ALREADY_THERE,
    /** ChirpStack says no for another reason. */
    REFUSED,
    /** An answer or event that cannot be read. */
    GARBAGE,
    /** ChirpStack reports that it could not send a downlink. */
    NOT_SENT
  }

  @Override
  public String toString() {
    return what + ": " + detail;
  }
}
