package dev.fuota.monitor.json;

import dev.fuota.monitor.json.Shape.Choice;
import dev.fuota.monitor.json.Shape.Field;
import dev.fuota.monitor.json.Shape.Fields;
import dev.fuota.monitor.json.Shape.Flag;
import dev.fuota.monitor.json.Shape.Fraction;
import dev.fuota.monitor.json.Shape.Many;
import dev.fuota.monitor.json.Shape.Named;
import dev.fuota.monitor.json.Shape.Text;
import dev.fuota.monitor.json.Shape.Whole;
import dev.fuota.server.port.DeviceId;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Derives shapes from types. */
public final class Shapes {
  private static final Map<Class<?>, Shape> SIMPLE =
      Map.ofEntries(
          Map.entry(String.class, Text.ANY),
          Map.entry(Instant.class, Text.INSTANT),
          Map.entry(DeviceId.class, Text.DEVICE),
          Map.entry(int.class, Whole.INT),
          Map.entry(Integer.class, Whole.INT),
          Map.entry(long.class, Whole.LONG),
          Map.entry(Long.class, Whole.LONG),
          Map.entry(double.class, Fraction.NUMBER),
          Map.entry(Double.class, Fraction.NUMBER),
          Map.entry(Duration.class, Fraction.SECONDS),
          Map.entry(boolean.class, Flag.FLAG),
          Map.entry(Boolean.class, Flag.FLAG));

  private Shapes() {}

  /**
   * The shape of a type.
   *
   * @throws IllegalArgumentException if the type has none
   */
  public static Shape of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic(generic);
    }
    if (!(type instanceof Class<?> plain)) {
      throw new IllegalArgumentException(type + " has no shape");
    }
    Shape simple = SIMPLE.get(plain);
    if (simple != null) {
      return simple;
    }
    if (plain.isEnum()) {
      return new Choice(
          plain, Arrays.stream(plain.getEnumConstants()).map(it -> ((Enum<?>) it).name()).toList());
    }
    if (plain.isRecord()) {
      return new Fields(plain, name(plain), fields(plain));
    }
    throw new IllegalArgumentException(type + " has no shape");
  }

  /** An array of a type. */
  public static Shape many(Class<?> element) {
    return new Many(of(element));
  }

  /** An object with keys of any name. */
  public static Shape named(Shape element) {
    return new Named(element);
  }

  private static Shape generic(ParameterizedType type) {
    Type raw = type.getRawType();
    Type[] arguments = type.getActualTypeArguments();
    if (raw == List.class || raw == Set.class) {
      return new Many(of(arguments[0]));
    }
    if (raw == Map.class && arguments[0] == String.class) {
      return new Named(of(arguments[1]));
    }
    throw new IllegalArgumentException(type + " has no shape");
  }

  private static String name(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return outer == null ? type.getSimpleName() : name(outer) + type.getSimpleName();
  }

  private static List<Field> fields(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(Shapes::field).toList();
  }

  private static Field field(RecordComponent component) {
    component.getAccessor().setAccessible(true); // of a record that its package keeps to itself
    Type type = component.getGenericType();
    Optional<Type> wrapped = wrapped(type);
    return new Field(
        component.getName(),
        of(wrapped.orElse(type)),
        wrapped.isPresent(),
        component.getAccessor());
  }

  private static Optional<Type> wrapped(Type type) {
    if (type == OptionalInt.class) {
      return Optional.of(int.class);
    }
    if (type == OptionalLong.class) {
      return Optional.of(long.class);
    }
    return type instanceof ParameterizedType generic && generic.getRawType() == Optional.class
        ? Optional.of(generic.getActualTypeArguments()[0])
        : Optional.empty();
  }
}
