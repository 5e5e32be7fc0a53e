package dev.fuota.tests.msu;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How large the largest collection is that the product keeps below an object. */
final class MapSizes {
  private static final Map<Class<?>, List<Field>> FIELDS = new HashMap<>();

  private MapSizes() {}

  static int largest(Object root) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> left = new ArrayDeque<>();
    left.add(root);
    int largest = 0;
    while (!left.isEmpty()) {
      Object next = left.remove();
      if (!seen.add(next)) {
        continue;
      }
      if (next instanceof Map<?, ?> map) {
        largest = Math.max(largest, map.size());
        map.values().stream().filter(MapSizes::isWalked).forEach(left::add);
      } else if (next instanceof Collection<?> collection) {
        largest = Math.max(largest, collection.size());
        collection.stream().filter(MapSizes::isWalked).forEach(left::add);
      } else {
        for (Field field : fields(next.getClass())) {
          Object value = value(field, next);
          if (value != null && isWalked(value)) {
            left.add(value);
          }
        }
      }
    }
    return largest;
  }

  private static boolean isWalked(Object value) {
    String name = value.getClass().getName();
    return value instanceof Map
        || value instanceof Collection
        || name.startsWith("dev.fuota.agent")
        || name.startsWith("dev.fuota.server")
        || name.startsWith("dev.fuota.protocol.msu.repair");
  }

  private static List<Field> fields(Class<?> type) {
    return FIELDS.computeIfAbsent(
        type,
        of -> {
          List<Field> found = new ArrayList<>();
          for (Class<?> at = of; at != null; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
              if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                open(field, found);
              }
            }
          }
          return found;
        });
  }

  private static void open(Field field, List<Field> to) {
    try {
      field.setAccessible(true);
      to.add(field);
    } catch (InaccessibleObjectException e) {
      // Of the platform: not what is counted here.
    }
  }

  private static Object value(Field field, Object of) {
    try {
      return field.get(of);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
