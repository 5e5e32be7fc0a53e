package dev.fuota.linux.libc;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;

/** What the kernel thinks of the time of day (adjtimex(2)). */
public final class ClockState {
  private static final int TIMEX_OCTETS = 256;
  private static final int TIME_ERROR = 5;

  private ClockState() {}

  /** Whether something, as an NTP client, keeps the clock right. */
  public static boolean isSynchronised() {
    try (Memory timex = new Memory(TIMEX_OCTETS)) {
      timex.clear();
      return Libc.adjtimex(timex) != TIME_ERROR;
    } catch (LastErrorException e) {
      return false;
    }
  }
}
