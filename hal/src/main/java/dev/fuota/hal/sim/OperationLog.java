package dev.fuota.hal.sim;

/** The last few operations, for messages about misuse; costs next to nothing while all is well. */
final class OperationLog {
  private static final int SIZE = 8;
  private static final int ERASE = -1;
  private static final int[] EMPTY = new int[2 * SIZE];

  /** Offset or sector, then length or {@link #ERASE}. */
  private int[] entries = EMPTY;

  /** Whether a fork or nobody has these entries too. */
  private boolean shared = true;

  private int count;

  /** A log that begins with the same operations. */
  OperationLog fork() {
    OperationLog fork = new OperationLog();
    shared = true;
    fork.entries = entries;
    fork.count = count;
    return fork;
  }

  void program(int offset, int length) {
    add(offset, length);
  }

  void erase(int sector) {
    add(sector, ERASE);
  }

  private void add(int offset, int length) {
    if (shared) {
      entries = entries.clone();
      shared = false;
    }
    int at = count % SIZE * 2;
    entries[at] = offset;
    entries[at + 1] = length;
    count++;
  }

  /** Oldest first. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = Math.max(0, count - SIZE); i < count; i++) {
      int offset = entries[i % SIZE * 2];
      int length = entries[i % SIZE * 2 + 1];
      text.append(text.isEmpty() ? "" : ", ")
          .append(
              length == ERASE
                  ? "erase sector " + offset
                  : String.format("program 0x%x+%d", offset, length));
    }
    return text.isEmpty() ? "none" : text.toString();
  }
}
