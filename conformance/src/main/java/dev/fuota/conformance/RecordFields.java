package dev.fuota.conformance;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DevAddr;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Records whose components are named as the fields of known-answer files. */
final class RecordFields {
  private RecordFields() {}

  /**
   * Makes a record out of fields.
   *
   * @throws IllegalArgumentException if the record does not allow these values
   */
  static <R> R toRecord(Class<R> type, Entry fields) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = Stream.of(components).map(component -> expected(component, fields)).toArray();
    Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(type.getSimpleName() + ": " + e.getCause(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Compares each component of a record with the field of its name, both ways round. */
  static void compare(Check check, Entry fields, Object got) {
    Set<String> unknown = new HashSet<>(fields.memberNames());
    for (RecordComponent component : got.getClass().getRecordComponents()) {
      unknown.remove(component.getName());
      check.same(component.getName(), expected(component, fields), value(component, got));
    }
    unknown.forEach(name -> check.failed(name, fields.get(name).shown(), "no such field"));
  }

  private static Object value(RecordComponent component, Object record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object expected(RecordComponent component, Entry fields) {
    String name = component.getName();
    Class<?> type = component.getType();
    if (type == OptionalInt.class) {
      Optional<Integer> value = fields.find(name).map(Entry::integer);
      return value.map(OptionalInt::of).orElse(OptionalInt.empty());
    }
    if (type == OptionalLong.class) {
      Optional<Long> value = fields.find(name).map(Entry::number);
      return value.map(OptionalLong::of).orElse(OptionalLong.empty());
    }
    return convert(component.getGenericType(), fields.get(name));
  }

  private static Object convert(Type type, Entry value) {
    if (type == int.class) {
      return value.integer();
    }
    if (type == long.class) {
      return value.number();
    }
    if (type == boolean.class) {
      return value.flag();
    }
    if (type == Bytes.class) {
      return value.hex();
    }
    if (type == DevAddr.class) {
      return LorawanFields.address(value);
    }
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      Type element = list.getActualTypeArguments()[0];
      return value.elements().stream().map(entry -> convert(element, entry)).toList();
    }
    if (type instanceof Class<?> nested && nested.isRecord()) {
      return toRecord(nested, value);
    }
    throw new IllegalStateException("no field of a file becomes a " + type);
  }
}
