package dev.fuota.cli;

/** Exit codes. What the shell gives for signals, 130 and 143, comes from the virtual machine. */
final class Exit {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;

  private Exit() {}
}
