package dev.fuota.linux.probe;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the system lets this process have (proc(5), {@code limits}; soft limits). */
record Limits(long realTimePriority, long lockedOctets) {
  private static final Pattern VALUE = Pattern.compile("^(.*?)\\s{2,}(\\d+|unlimited)\\s.*");

  /** Digits of a number that surely fits. */
  private static final int LONGEST = 18;

  private static final int PRIORITY = 10;
  private static final long LOCKED = 64L << 20;

  static Limits of(Machine machine) {
    long priority = 0;
    long locked = 0;
    for (String line : Text.lines(machine.at("/proc/self/limits"))) {
      Matcher fields = VALUE.matcher(line);
      if (fields.matches()) {
        long value = value(fields.group(2));
        priority = fields.group(1).equals("Max realtime priority") ? value : priority;
        locked = fields.group(1).equals("Max locked memory") ? value : locked;
      }
    }
    return new Limits(priority, locked);
  }

  private static long value(String word) {
    return word.length() > LONGEST || word.equals("unlimited")
        ? Long.MAX_VALUE
        : Long.parseLong(word);
  }

  /** A radio has to be in time when the machine is busy. */
  List<Finding> realTime(User user) {
    return List.of(
        user.mayBeRealTime() || realTimePriority >= PRIORITY
            ? Finding.ok("real time", "allowed")
            : Finding.warning(
                "real time",
                "not allowed: receive windows may be missed while the machine is busy",
                "CPUSchedulingPolicy=fifo and CPUSchedulingPriority=10 in the unit, or"
                    + " '@fuota - rtprio 10' in /etc/security/limits.conf"),
        user.mayLockMemory() || lockedOctets >= LOCKED
            ? Finding.ok("locked memory", "allowed")
            : Finding.warning(
                "locked memory",
                "no more than " + (lockedOctets >> 10) + " KiB: a swapped page delays a window",
                "LimitMEMLOCK=infinity in the unit, or no swap"));
  }
}
