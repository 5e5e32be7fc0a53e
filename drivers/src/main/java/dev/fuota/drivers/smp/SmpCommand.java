package dev.fuota.drivers.smp;

/**
 * Which command of which group; the same one may be read and written.
 *
 * @param group 0..65535
 * @param id 0..255
 */
public record SmpCommand(int group, int id) {
  /** Group of the operating system. */
  public static final int OS = 0;

  /** Group of the images. */
  public static final int IMAGE = 1;

  public static final SmpCommand ECHO = new SmpCommand(OS, 0);
  public static final SmpCommand CONSOLE_ECHO = new SmpCommand(OS, 1);
  public static final SmpCommand RESET = new SmpCommand(OS, 5);
  public static final SmpCommand PARAMETERS = new SmpCommand(OS, 6);
  public static final SmpCommand IMAGE_STATE = new SmpCommand(IMAGE, 0);
  public static final SmpCommand IMAGE_UPLOAD = new SmpCommand(IMAGE, 1);
  public static final SmpCommand IMAGE_ERASE = new SmpCommand(IMAGE, 5);
}
