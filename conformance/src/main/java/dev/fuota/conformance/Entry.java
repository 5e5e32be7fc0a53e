package dev.fuota.conformance;

import dev.fuota.protocol.codec.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * A value in a known-answer file that knows where it stands. Reading it as what it is not is the
 * file's fault: {@link MalformedInput} with the place.
 *
 * @param place JSON pointer (RFC 6901)
 */
record Entry(String place, JsonNode node) {

  /** Whether there is a member {@code name} other than null. */
  boolean has(String name) {
    return node.hasNonNull(name);
  }

  Entry get(String name) {
    JsonNode member = node.get(name);
    if (member == null) {
      throw malformed("there is no \"" + name + "\"");
    }
    return member(name, member);
  }

  /** The member {@code name}; empty if it is absent or null. */
  Optional<Entry> find(String name) {
    return has(name) ? Optional.of(get(name)) : Optional.empty();
  }

  List<Entry> elements() {
    if (!node.isArray()) {
      throw malformed("an array is needed");
    }
    return IntStream.range(0, node.size())
        .mapToObj(index -> member(String.valueOf(index), node.get(index)))
        .toList();
  }

  /** The elements of the array {@code name}; none if there is no such member. */
  List<Entry> elementsOf(String name) {
    return find(name).map(Entry::elements).orElse(List.of());
  }

  List<String> memberNames() {
    return node.propertyStream().map(java.util.Map.Entry::getKey).toList();
  }

  boolean isArray() {
    return node.isArray();
  }

  String text() {
    return node.stringValueOpt().orElseThrow(() -> malformed("a text is needed"));
  }

  String text(String name) {
    return get(name).text();
  }

  boolean flag() {
    if (!node.isBoolean()) {
      throw malformed("true or false is needed");
    }
    return node.booleanValue();
  }

  boolean flag(String name) {
    return get(name).flag();
  }

  /** A member that may be left out when it is false. */
  boolean flagOrFalse(String name) {
    return find(name).map(Entry::flag).orElse(false);
  }

  long number() {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw malformed("a whole number is needed");
    }
    return node.longValue();
  }

  /** A whole number of 32 bits without sign. */
  long u32() {
    long number = number();
    if (number != (number & 0xffff_ffffL)) {
      throw malformed(number + " is no unsigned number of 32 bits");
    }
    return number;
  }

  /** A whole number of 64 bits without sign. */
  long u64() {
    if (!node.isIntegralNumber()
        || node.bigIntegerValue().signum() < 0
        || node.bigIntegerValue().bitLength() > Long.SIZE) {
      throw malformed("an unsigned number of 64 bits is needed");
    }
    return node.bigIntegerValue().longValue();
  }

  int integer() {
    long number = number();
    if (number != (int) number) {
      throw malformed(number + " is out of range");
    }
    return (int) number;
  }

  int integer(String name) {
    return get(name).integer();
  }

  /** A member that may be left out when it is zero. */
  int integerOrZero(String name) {
    return find(name).map(Entry::integer).orElse(0);
  }

  /** A whole number from {@code min} to {@code max}. */
  int integer(String name, int min, int max) {
    int value = integer(name);
    if (value < min || value > max) {
      throw get(name).malformed(value + " is not within " + min + ".." + max);
    }
    return value;
  }

  Bytes hex() {
    try {
      return Bytes.fromHex(text());
    } catch (IllegalArgumentException e) {
      throw malformed("hexadecimal octets are needed");
    }
  }

  Bytes hex(String name) {
    return get(name).hex();
  }

  /** The value as a report shows it. */
  String shown() {
    return node.isString() ? node.stringValue() : node.toString();
  }

  MalformedInput malformed(String sentence) {
    return new MalformedInput(place.isEmpty() ? "/" : place, sentence);
  }

  private Entry member(String name, JsonNode member) {
    return new Entry(place + "/" + name.replace("~", "~0").replace("/", "~1"), member);
  }
}
