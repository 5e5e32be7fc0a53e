package dev.fuota.drivers.smp;

import dev.fuota.protocol.codec.Bytes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The part of CBOR (RFC 8949) that SMP needs; what else there is reads as {@link Other}. */
public sealed interface Cbor {

  /** An integer of 64 bits at most, with sign. */
  record Int(long value) implements Cbor {}

  /** A byte string. */
  record Octets(Bytes value) implements Cbor {}

  /** A text string. */
  record Text(String value) implements Cbor {}

  /** True or false. */
  record Flag(boolean value) implements Cbor {}

  /** An array. */
  record Items(List<Cbor> values) implements Cbor {
    public Items {
      values = List.copyOf(values);
    }
  }

  /** Null, undefined, a floating-point number, or an integer too large: nothing SMP asks for. */
  record Other() implements Cbor {}

  /** A map whose keys are text; of two equal keys the later one counts. */
  record Fields(Map<String, Cbor> values) implements Cbor {
    public static final Fields NONE = new Fields(Map.of());

    public Fields {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The same and one more, in this order. */
    public Fields with(String key, Cbor value) {
      Map<String, Cbor> more = new LinkedHashMap<>(values);
      more.put(key, value);
      return new Fields(more);
    }

    public Fields with(String key, long value) {
      return with(key, new Int(value));
    }

    public Fields with(String key, String value) {
      return with(key, new Text(value));
    }

    public Fields with(String key, Bytes value) {
      return with(key, new Octets(value));
    }

    public Fields with(String key, boolean value) {
      return with(key, new Flag(value));
    }

    /** The integer of this name; empty if there is none, or something else. */
    public OptionalLong number(String key) {
      return values.get(key) instanceof Int number
          ? OptionalLong.of(number.value())
          : OptionalLong.empty();
    }

    public Optional<Bytes> octets(String key) {
      return values.get(key) instanceof Octets octets
          ? Optional.of(octets.value())
          : Optional.empty();
    }

    public Optional<String> text(String key) {
      return values.get(key) instanceof Text text ? Optional.of(text.value()) : Optional.empty();
    }

    /** Whether it is there and true; servers leave out what is false. */
    public boolean flag(String key) {
      return values.get(key) instanceof Flag flag && flag.value();
    }

    /** The maps in the array of this name; what is no map in it is passed over. */
    public List<Fields> maps(String key) {
      return values.get(key) instanceof Items items
          ? items.values().stream()
              .filter(Fields.class::isInstance)
              .map(Fields.class::cast)
              .toList()
          : List.of();
    }

    public Optional<Fields> map(String key) {
      return values.get(key) instanceof Fields fields ? Optional.of(fields) : Optional.empty();
    }
  }
}
