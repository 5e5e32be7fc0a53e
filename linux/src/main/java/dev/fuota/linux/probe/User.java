package dev.fuota.linux.probe;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who this process is (proc(5)), and how it gets at devices. */
final class User {
  /** {@code CAP_IPC_LOCK} (capabilities(7)). */
  private static final int MAY_LOCK_MEMORY = 14;

  /** {@code CAP_SYS_NICE}. */
  private static final int MAY_BE_REAL_TIME = 23;

  private final Set<Integer> groups = new HashSet<>();
  private final Map<String, Integer> known = new HashMap<>();
  private final long capabilities;

  private User(long capabilities) {
    this.capabilities = capabilities;
  }

  static User of(Machine machine) {
    List<String> status = Text.lines(machine.at("/proc/self/status"));
    User user = new User(capabilities(status));
    user.groups.addAll(numbers(status, "Groups:"));
    user.groups.addAll(numbers(status, "Gid:"));
    for (String line : Text.lines(machine.at("/etc/group"))) {
      String[] fields = line.split(":", -1);
      if (fields.length >= 3 && fields[2].matches("\\d{1,9}")) {
        user.known.put(fields[0], Integer.parseInt(fields[2]));
      }
    }
    return user;
  }

  private static List<Integer> numbers(List<String> status, String field) {
    return status.stream()
        .filter(line -> line.startsWith(field))
        .flatMap(line -> Arrays.stream(line.substring(field.length()).strip().split("\\s+")))
        .filter(word -> word.matches("\\d{1,9}"))
        .map(Integer::parseInt)
        .toList();
  }

  private static long capabilities(List<String> status) {
    return status.stream()
        .filter(line -> line.matches("CapEff:\\s*[0-9a-f]{1,16}"))
        .map(line -> Long.parseUnsignedLong(line.substring("CapEff:".length()).strip(), 16))
        .findFirst()
        .orElse(0L);
  }

  boolean mayBeRealTime() {
    return (capabilities >> MAY_BE_REAL_TIME & 1) == 1;
  }

  boolean mayLockMemory() {
    return (capabilities >> MAY_LOCK_MEMORY & 1) == 1;
  }

  private boolean isIn(String group) {
    Integer number = known.get(group);
    return number != null && groups.contains(number);
  }

  /** What to type when a device that belongs to {@code group} cannot be used. */
  String advice(String group) {
    if (!known.containsKey(group)) {
      return "sudo groupadd -r " + group + ", and a udev rule that gives the device to it";
    }
    return isIn(group)
        ? "see its group with 'ls -l', and change it with a udev rule"
        : "sudo usermod -aG " + group + " $USER, then log in anew";
  }
}
