package dev.fuota.linux.probe;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who this process is (proc(5)), and how it gets at devices. */
final class User {
  private static final int ROOT = 0;

  private final Set<Integer> groups = new HashSet<>();
  private final Map<String, Integer> known = new HashMap<>();
  private final boolean root;

  private User(boolean root) {
    this.root = root;
  }

  static User of(Machine machine) {
    List<String> status = Text.lines(machine.at("/proc/self/status"));
    List<Integer> users = numbers(status, "Uid:");
    User user = new User(users.size() > 1 && users.get(1) == ROOT);
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

  boolean isRoot() {
    return root;
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
