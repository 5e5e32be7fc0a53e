package dev.fuota.monitor.json;

import java.lang.reflect.Method;
import java.util.List;

/** What a JSON value looks like, and which Java type it stands for. */
public sealed interface Shape {

  /** A text. */
  enum Text implements Shape {
    ANY,
    /** An instant of ISO 8601, in UTC. */
    INSTANT,
    /** The name of a device: 16 hexadecimal digits, or 8. */
    DEVICE
  }

  /** A whole number of this Java type. */
  enum Whole implements Shape {
    INT,
    LONG
  }

  /** A number, or a duration in seconds. */
  enum Fraction implements Shape {
    NUMBER,
    SECONDS
  }

  /** True or false. */
  enum Flag implements Shape {
    FLAG
  }

  /** One of some names. */
  record Choice(Class<?> type, List<String> names) implements Shape {}

  /** An array. */
  record Many(Shape element) implements Shape {}

  /** An object whose keys are anything; read from texts, numbers and truth values as text. */
  record Named(Shape element) implements Shape {}

  /** An object with known keys, for a record. */
  record Fields(Class<?> type, String name, List<Field> fields) implements Shape {}

  /**
   * A component of a record.
   *
   * @param optional whether the key may be absent; it then has {@code Optional}, or one of its
   *     kind, as its type
   * @param accessor of the component
   */
  record Field(String name, Shape shape, boolean optional, Method accessor) {}
}
