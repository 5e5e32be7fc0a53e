package dev.fuota.linux.serial;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Why a serial port does not open, and what to type. */
final class OpenProblem {
  private static final int EPERM = 1;
  private static final int ENOENT = 2;
  private static final int EIO = 5;
  private static final int ENXIO = 6;
  private static final int EAGAIN = 11;
  private static final int EACCES = 13;
  private static final int EBUSY = 16;
  private static final int ENODEV = 19;
  private static final int ENOTTY = 25;

  private OpenProblem() {}

  /** The device file is not there. */
  static String missing(Path device) {
    if (Files.isSymbolicLink(device)) {
      return device + " leads nowhere: the device is unplugged; plug it in";
    }
    Path folder = device.getParent();
    if (folder != null && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return device
          + " does not exist: plug the device in, or see with"
          + " 'fuota doctor --mode serial' what is there";
    }
    return device
        + " does not exist, nor does its folder: no serial device of that kind is plugged in";
  }

  /**
   * The system refused.
   *
   * @param error errno (errno(3))
   */
  static String refused(Path device, int error) {
    return switch (error) {
      case EACCES, EPERM ->
          device
              + ": no permission; type 'sudo usermod -aG dialout $USER', then log in anew (or"
              + " restart the service)";
      // jSerialComm says ENOENT too of a port that this process has open already.
      case ENOENT -> Files.exists(device) ? busy(device) : missing(device);
      case ENXIO, ENODEV -> missing(device);
      case EBUSY, EAGAIN -> busy(device);
      case ENOTTY -> device + " is not a serial port; give one, such as /dev/ttyUSB0";
      case EIO -> device + ": the device does not answer the system; unplug it and plug it in";
      default ->
          device + ": the system refuses to open it (errno " + error + "); see 'dmesg | tail'";
    };
  }

  private static String busy(Path device) {
    return device
        + ": another program has it open; see which with 'sudo fuser -v "
        + device
        + "' and end it (a login console: 'sudo systemctl disable --now serial-getty@"
        + device.getFileName()
        + "')";
  }
}
