package dev.fuota.emulators.sx126x;

/**
 * The interrupt flags and DIO1, which is high while a flag is set that is routed to it (SX1261/2
 * data sheet, section 13.3). DIO2 and DIO3 have other uses here.
 */
final class Interrupts {
  static final int TX_DONE = 0x0001;
  static final int RX_DONE = 0x0002;
  static final int PREAMBLE_DETECTED = 0x0004;
  static final int HEADER_VALID = 0x0010;
  static final int HEADER_ERR = 0x0020;
  static final int CRC_ERR = 0x0040;
  static final int CAD_DONE = 0x0080;
  static final int TIMEOUT = 0x0200;

  private int mask;
  private int dio1Mask;
  private int flags;
  private boolean level;
  private int edgesToLose;
  private Runnable rising = () -> {};

  void onRising(Runnable listener) {
    rising = listener;
  }

  void loseNextEdge() {
    edgesToLose++;
  }

  void reset() {
    mask = 0;
    dio1Mask = 0;
    flags = 0;
    level = false;
  }

  /** Takes what SetDioIrqParams says. */
  void route(int newMask, int newDio1Mask) {
    mask = newMask;
    dio1Mask = newDio1Mask;
    follow();
  }

  /** Sets those of the flags that are enabled. */
  void raise(int raised) {
    flags |= raised & mask;
    follow();
  }

  void clear(int cleared) {
    flags &= ~cleared;
    follow();
  }

  int flags() {
    return flags;
  }

  boolean dio1() {
    return level;
  }

  private void follow() {
    boolean before = level;
    level = (flags & dio1Mask) != 0;
    if (before || !level) {
      return;
    }
    if (edgesToLose > 0) {
      edgesToLose--;
    } else {
      rising.run();
    }
  }
}
