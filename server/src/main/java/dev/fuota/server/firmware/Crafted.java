package dev.fuota.server.firmware;

import dev.fuota.protocol.codec.Bytes;
import java.util.List;

/** What the workshop made of an image. */
public sealed interface Crafted {

  /**
   * Files for devices.
   *
   * @param image the new one, signed: what devices run in the end
   * @param forms none if every device is refused
   * @param refused devices that are sent nothing
   */
  record Forms(Bytes image, List<Form> forms, List<Refusal> refused) implements Crafted {
    public Forms {
      forms = List.copyOf(forms);
      refused = List.copyOf(refused);
    }
  }

  /**
   * Nothing can be made of it, for nobody.
   *
   * @param sentence one line for a person
   */
  record Unusable(Reason reason, String sentence) implements Crafted {}

  /** Why not; stable names. */
  enum Reason {
    /** No octet in it. */
    EMPTY,
    /** Not an MCUboot image, or a damaged one. */
    NOT_AN_IMAGE,
    /** Octets behind the image. */
    TRAILING_OCTETS,
    /** More than any device has flash. */
    TOO_LARGE,
    /** Not signed, and there is no key to sign it with. */
    NOT_SIGNED,
    /** A delta or a compressed image was given, where the image itself is needed. */
    NOT_WHOLE,
    /** A delta or a compressed image is wanted, and there is no key to sign it with. */
    NO_SIGNING_KEY,
    /** A delta or a compressed image is wanted, and the image is encrypted for its devices. */
    ENCRYPTED,
    /** A delta was given, and the image that it is a delta to is not here. */
    BASE_UNKNOWN,
    /** A delta or a compressed image was given, and what comes out of it is no good image. */
    WRONG_RESULT,
    /** The signing key cannot sign such an image. */
    KEY_DOES_NOT_FIT
  }
}
