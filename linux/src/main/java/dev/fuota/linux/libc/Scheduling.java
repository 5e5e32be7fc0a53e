package dev.fuota.linux.libc;

import com.sun.jna.LastErrorException;

/**
 * How the system schedules one thread (sched(7)).
 *
 * @param policy who comes first
 * @param priority 1..99 with a real-time policy, else 0
 * @param nice -20..19; less comes first, and counts only without a real-time policy
 */
public record Scheduling(Policy policy, int priority, int nice) {
  private static final int SELF = 0;
  private static final int PRIO_PROCESS = 0;

  /** Threads that this one starts are scheduled as usual. */
  private static final int RESET_ON_FORK = 0x4000_0000;

  /** Policies of the kernel that matter here. */
  public enum Policy {
    NORMAL,
    FIFO,
    ROUND_ROBIN,
    OTHER;

    private static Policy of(int number) {
      return switch (number & ~RESET_ON_FORK) {
        case 0 -> NORMAL;
        case 1 -> FIFO;
        case 2 -> ROUND_ROBIN;
        default -> OTHER;
      };
    }
  }

  /** That of the calling thread. */
  public static Scheduling ofThisThread() {
    int[] priority = new int[1];
    Libc.sched_getparam(SELF, priority);
    return new Scheduling(
        Policy.of(Libc.sched_getscheduler(SELF)),
        priority[0],
        Libc.getpriority(PRIO_PROCESS, SELF));
  }

  /**
   * Lets the calling thread run before all ordinary ones. It must never spin without limit then.
   *
   * @param priority 1..99
   * @return false if the system does not allow it: no CAP_SYS_NICE, or RLIMIT_RTPRIO is lower
   */
  public static boolean realTime(int priority) {
    return allowed(() -> Libc.sched_setscheduler(SELF, 1 | RESET_ON_FORK, new int[] {priority}));
  }

  /**
   * Gives the calling thread more or less of the processor.
   *
   * @param nice -20..19
   * @return false if the system does not allow it: no CAP_SYS_NICE, or RLIMIT_NICE is lower
   */
  public static boolean nice(int nice) {
    return allowed(() -> Libc.setpriority(PRIO_PROCESS, SELF, nice));
  }

  /** Real-time, or at least well before the others. */
  public boolean isPreferred() {
    return policy == Policy.FIFO || policy == Policy.ROUND_ROBIN || nice <= -10;
  }

  private static boolean allowed(Runnable call) {
    try {
      call.run();
      return true;
    } catch (LastErrorException e) {
      return false;
    }
  }
}
