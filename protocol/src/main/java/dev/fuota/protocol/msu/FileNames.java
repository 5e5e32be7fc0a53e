package dev.fuota.protocol.msu;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which names a server may give to files and folders: none that leaves the folder meant for it, is
 * hidden, or names a device on some system.
 */
public final class FileNames { // MSU-X09
  private static final Set<String> DEVICES = devices();

  private FileNames() {}

  private static Set<String> devices() {
    Set<String> names = new TreeSet<>(Set.of("CON", "PRN", "AUX", "NUL"));
    for (int number = 1; number <= 9; number++) {
      names.add("COM" + number);
      names.add("LPT" + number);
    }
    return names;
  }

  /** Whether {@code name} is one component, and one that may be used. */
  public static boolean isFileName(String name) {
    return !name.isEmpty()
        && isEdge(name.charAt(0), false)
        && isEdge(name.charAt(name.length() - 1), false)
        && name.chars().allMatch(character -> isEdge(character, true))
        && !DEVICES.contains(stem(name));
  }

  /** Whether {@code path} has only such components; a slash in front or at the end is allowed. */
  public static boolean isDestPath(String path) {
    int from = path.startsWith("/") ? 1 : 0;
    int to = path.endsWith("/") ? path.length() - 1 : path.length();
    return from >= to
        ? path.length() < 2
        : Arrays.stream(path.substring(from, to).split("/", -1)).allMatch(FileNames::isFileName);
  }

  /** Letters, digits, _ + -; inside a name also points and blanks. */
  private static boolean isEdge(int character, boolean inside) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || character == '_'
        || character == '+'
        || character == '-'
        || (inside && (character == '.' || character == ' '));
  }

  private static String stem(String name) {
    int point = name.indexOf('.');
    return (point < 0 ? name : name.substring(0, point)).strip().toUpperCase(Locale.ROOT);
  }
}
