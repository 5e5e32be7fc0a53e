package dev.fuota.emulators.modem;

import java.util.ArrayDeque;

/** What the modem has to tell. The host fetches one after the other while EVENT is high. */
final class HwEvents {
  static final int RESET = 0x00;
  static final int JOINED = 0x02;
  static final int TX_DONE = 0x03;
  static final int DOWN_DATA = 0x04;
  static final int JOIN_FAIL = 0x0a;
  static final int LINK_CHECK = 0x10;
  static final int CLASS_B_STATUS = 0x14;
  static final int MAC_TIME = 0x19;
  static final int NO_MORE_CLASS_C = 0x1b;
  static final int NO_MORE_CLASS_B = 0x1c;
  static final int NEW_CLASS_C = 0x1d;
  static final int NEW_CLASS_B = 0x1e;

  private static final int KEPT = 16;

  @SuppressWarnings("ArrayRecordComponent") // goes out once, never compared
  private record Event(int type, byte[] data) {}

  private final ArrayDeque<Event> queue = new ArrayDeque<>();
  private final Runnable changed;
  private int missed;
  private boolean losing;

  HwEvents(Runnable changed) {
    this.changed = changed;
  }

  void add(int type, byte... data) {
    if (losing || queue.size() == KEPT) {
      losing = false;
      missed++;
      return;
    }
    queue.add(new Event(type, data));
    changed.run();
  }

  boolean pending() {
    return !queue.isEmpty();
  }

  /** Type, how many were missed before it, and its data. */
  HwAnswer next() {
    Event event = queue.poll();
    if (event == null) {
      return HwAnswer.of(HwResult.NO_EVENT);
    }
    byte[] data = new byte[2 + event.data.length];
    data[0] = (byte) event.type;
    data[1] = (byte) Math.min(missed, 255);
    System.arraycopy(event.data, 0, data, 2, event.data.length);
    missed = 0;
    changed.run();
    return HwAnswer.ok(data);
  }

  void clear() {
    queue.clear();
    missed = 0;
    changed.run();
  }

  /** The next one never gets to the queue. */
  void loseNext() {
    losing = true;
  }
}
