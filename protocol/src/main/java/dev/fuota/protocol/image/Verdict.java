package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import java.util.Optional;

/** Whether a device may install or run an image. */
public sealed interface Verdict {

  /** Why not. Names are stable: devices report them, the command line prints them. */
  enum Reason {
    /** No image at all, or its structure is broken. */
    MALFORMED,
    /** It does not fit the slot. */
    TOO_LARGE,
    /** The payload is encrypted, and there is no key; or flags and content key do not fit. */
    ENCRYPTED,
    /** The content key does not open. */
    BAD_CONTENT_KEY,
    /** The payload is compressed where it must run as it lies, or in a way not known here. */
    COMPRESSED,
    /** Marked as data, not as a program. */
    NOT_BOOTABLE,
    /** Linked to run from RAM or from a fixed address. */
    FIXED_ADDRESS,
    /** A flag that this product does not know. */
    UNKNOWN_FLAG,
    /** A TLV outside the area where its type belongs. */
    FORBIDDEN_TLV,
    /** A TLV too often, too seldom, or with a value of the wrong form. */
    BAD_TLV,
    /** Something else than erased flash or a trailer lies behind the image. */
    TRAILING_OCTETS,
    /** The octets are not those that were hashed. */
    BAD_HASH,
    /** No trusted key has signed. */
    NO_TRUSTED_SIGNATURE,
    /** Signed by a key that is no longer trusted, and by none that is. */
    REVOKED_KEY,
    /** A signature in the name of a trusted key is not this key's. */
    BAD_SIGNATURE,
    /** For other hardware, or the image does not say for which. */
    WRONG_HARDWARE,
    /** The device counts security updates, the image does not. */
    SECURITY_COUNTER_MISSING,
    /** Older than the device's security counter allows. */
    SECURITY_COUNTER_TOO_LOW,
    /** Only to be installed from a later version than the running one. */
    NEEDS_OTHER_VERSION,
    /** It depends on an image that is not there. */
    UNMET_DEPENDENCY,
    /** Compressed or made as a delta in a way that this product does not expand. */
    UNKNOWN_EXPANSION,
    /** A compressed payload or a delta whose octets break the rules of its format. */
    BAD_EXPANSION,
    /** To be expanded it needs more memory than the device has for that. */
    RAM_BUDGET,
    /** A delta to another image than the installed one. */
    WRONG_BASE,
    /** Expanded, it is not what its maker says. */
    WRONG_RESULT
  }

  /**
   * Every check held.
   *
   * @param digest of the image as computed, not as carried
   * @param cipher reads the payload where the source holds it encrypted
   */
  record Accepted(Image image, Bytes digest, Optional<PayloadCipher> cipher) implements Verdict {

    /** The image in plain text, as it is in {@code source}. */
    public ImageSource plain(ImageSource source) {
      return cipher.map(it -> it.plain(image, source)).orElse(source);
    }
  }

  /**
   * Some check did not hold; the first one is named.
   *
   * @param sentence for a person, without a line break
   */
  record Refused(Reason reason, String sentence) implements Verdict {
    static Optional<Refused> when(boolean wrong, Reason reason, String sentence) {
      return wrong ? Optional.of(new Refused(reason, sentence)) : Optional.empty();
    }

    @Override
    public String toString() {
      return reason + ": " + sentence;
    }
  }

  default boolean isAccepted() {
    return this instanceof Accepted;
  }

  default Optional<Refused> refused() {
    return this instanceof Refused refused ? Optional.of(refused) : Optional.empty();
  }
}
