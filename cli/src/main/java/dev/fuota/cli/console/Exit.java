package dev.fuota.cli.console;

/** Exit codes. What the shell gives for signals, 130 and 143, comes from the virtual machine. */
public final class Exit {
  public static final int DONE = 0;
  public static final int FAILED = 1;
  public static final int USAGE = 2;

  private Exit() {}
}
