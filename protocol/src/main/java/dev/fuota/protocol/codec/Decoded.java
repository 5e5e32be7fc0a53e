package dev.fuota.protocol.codec;

import java.util.Optional;
import java.util.function.Function;

/**
 * The outcome of decoding what a peer sent: a value that cannot be wrong, or the reason why there
 * is none. A decoder never throws, whatever the octets.
 */
public sealed interface Decoded<T> {

  /** Why octets could not be decoded; stable names, printed by the command line. */
  enum Reason {
    /** Fewer octets than the message needs. */
    TRUNCATED("truncated"),
    /** More octets than the message may have. */
    TOO_LONG("tooLong"),
    /** A command identifier that this package, version and direction does not have. */
    UNKNOWN_COMMAND("unknownCid"),
    /** A package identifier that the device does not offer. */
    UNKNOWN_PACKAGE("unknownPackage"),
    /** A field with a value that the format forbids. */
    BAD_VALUE("badValue");

    private final String kind;

    Reason(String kind) {
      this.kind = kind;
    }

    /** As known answers and JSON documents call it. */
    public String kind() {
      return kind;
    }
  }

  record Ok<T>(T get) implements Decoded<T> {}

  /**
   * There is no value.
   *
   * @param what the message or field concerned, by its name in the specification
   * @param detail one plain sentence for a person
   */
  record Malformed<T>(Reason reason, String what, String detail) implements Decoded<T> {
    /** The same defect, as the outcome of decoding something that contains this. */
    public <U> Malformed<U> as() {
      return new Malformed<>(reason, what, detail);
    }
  }

  static <T> Decoded<T> ok(T value) {
    return new Ok<>(value);
  }

  static <T> Decoded<T> truncated(String what, int needed, int there) {
    return new Malformed<>(
        Reason.TRUNCATED, what, what + " needs " + needed + " octets, " + there + " are there");
  }

  static <T> Decoded<T> badValue(String what, String detail) {
    return new Malformed<>(Reason.BAD_VALUE, what, detail);
  }

  /** The value, or empty where the octets were malformed. */
  default Optional<T> value() {
    return this instanceof Ok<T> ok ? Optional.of(ok.get()) : Optional.empty();
  }

  default <U> Decoded<U> map(Function<? super T, ? extends U> function) {
    return this instanceof Ok<T> ok
        ? new Ok<>(function.apply(ok.get()))
        : ((Malformed<T>) this).as();
  }
}
