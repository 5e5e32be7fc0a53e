package dev.fuota.hal.sim;

/** The last few operations, for messages about misuse; costs next to nothing while all is well. */
final class OperationLog {
  private static final int SIZE = 6;
  private static final int ERASE = -1;

  private final int[] offsets = new int[SIZE];
  private final int[] lengths = new int[SIZE];
  private int count;

  void program(int offset, int length) {
    add(offset, length);
  }

  void erase(int sector) {
    add(sector, ERASE);
  }

  private void add(int offset, int length) {
    offsets[count % SIZE] = offset;
    lengths[count % SIZE] = length;
    count++;
  }

  /** Oldest first. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = Math.max(0, count - SIZE); i < count; i++) {
      int length = lengths[i % SIZE];
      int offset = offsets[i % SIZE];
      text.append(text.isEmpty() ? "" : ", ")
          .append(
              length == ERASE
                  ? "erase sector " + offset
                  : String.format("program 0x%x+%d", offset, length));
    }
    return text.isEmpty() ? "none" : text.toString();
  }
}
