package dev.fuota.protocol.commands;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.multicast.McGroupStatusAns;
import dev.fuota.protocol.multipackage.OfferedPackage;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes records out of the fields of known answers: a component has the name of its field. */
final class Fields {
  private Fields() {}

  /** The command with these fields; a field that no component has, or a lack of one, fails. */
  static Command commandOf(Class<?> record, JsonNode fields) throws ReflectiveOperationException {
    RecordComponent[] components = record.getRecordComponents();
    Set<String> names =
        Arrays.stream(components).map(RecordComponent::getName).collect(Collectors.toSet());
    if (!names.containsAll(fields.propertyNames())) {
      throw new AssertionError(record + " has not all of " + fields.propertyNames());
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = Arrays.stream(components).map(c -> valueOf(c, fields)).toArray();
    return (Command) record.getDeclaredConstructor(types).newInstance(values);
  }

  private static Object valueOf(RecordComponent component, JsonNode fields) {
    @Nullable JsonNode field = fields.get(component.getName());
    Class<?> type = component.getType();
    if (type == OptionalInt.class) {
      return absent(field) ? OptionalInt.empty() : OptionalInt.of(field.intValue());
    }
    if (type == OptionalLong.class) {
      return absent(field) ? OptionalLong.empty() : OptionalLong.of(field.longValue());
    }
    if (field == null) {
      throw new AssertionError("no field " + component.getName() + " in " + fields);
    }
    return presentValueOf(component, field);
  }

  private static Object presentValueOf(RecordComponent component, JsonNode field) {
    Class<?> type = component.getType();
    if (type == int.class) {
      return field.intValue();
    }
    if (type == long.class) {
      return field.longValue();
    }
    if (type == boolean.class) {
      return field.booleanValue();
    }
    if (type == Bytes.class) {
      return Bytes.fromHex(field.stringValue());
    }
    if (type == DevAddr.class) {
      return DevAddr.fromHex(field.stringValue());
    }
    if (type == List.class) {
      boolean groups = component.getName().equals("groups");
      return field.valueStream().map(groups ? Fields::groupOf : Fields::packageOf).toList();
    }
    throw new AssertionError("no field has a " + type);
  }

  private static McGroupStatusAns.Group groupOf(JsonNode group) {
    return new McGroupStatusAns.Group(
        group.get("mcGroupId").intValue(), DevAddr.fromHex(group.get("mcAddr").stringValue()));
  }

  private static OfferedPackage packageOf(JsonNode offered) {
    return new OfferedPackage(
        offered.get("packageIdentifier").intValue(),
        offered.get("packageVersion").intValue(),
        offered.get("fPort").intValue());
  }

  private static boolean absent(@Nullable JsonNode field) {
    return field == null || field.isNull();
  }
}
