package dev.fuota.linux.libc;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import java.nio.file.Path;
import java.util.Optional;

/** What the kernel says of a {@code /dev/gpiochipN} (linux/gpio.h, second version of the API). */
public final class GpioChip {
  /** {@code GPIO_GET_CHIPINFO_IOCTL}, {@code struct gpiochip_info}. */
  private static final long CHIP_INFO = 0x8044_B401L;

  private static final int CHIP_INFO_OCTETS = 68;
  private static final int LABEL_AT = 32;

  /** {@code GPIO_V2_GET_LINEINFO_IOCTL}, {@code struct gpio_v2_line_info}. */
  private static final long LINE_INFO = 0xC100_B405L;

  private static final int LINE_INFO_OCTETS = 256;
  private static final int CONSUMER_AT = 32;
  private static final int OFFSET_AT = 64;
  private static final int FLAGS_AT = 72;
  private static final int FLAG_USED = 1;

  private GpioChip() {}

  /** Its label, as {@code pinctrl-bcm2711}; empty if it cannot be asked. */
  public static Optional<String> label(Path chip) {
    try (Memory info = new Memory(CHIP_INFO_OCTETS)) {
      info.clear();
      return ask(chip, CHIP_INFO, info) ? Optional.of(info.getString(LABEL_AT)) : Optional.empty();
    }
  }

  /**
   * Who has a line.
   *
   * @param offset of the line in the chip: its BCM number on a Raspberry Pi
   * @return empty if nobody has it, or the chip cannot be asked
   */
  public static Optional<String> user(Path chip, int offset) {
    try (Memory info = new Memory(LINE_INFO_OCTETS)) {
      info.clear();
      info.setInt(OFFSET_AT, offset);
      boolean used = ask(chip, LINE_INFO, info) && (info.getLong(FLAGS_AT) & FLAG_USED) != 0;
      return used ? Optional.of(info.getString(CONSUMER_AT)) : Optional.empty();
    }
  }

  private static boolean ask(Path chip, long request, Memory argument) {
    int descriptor = -1;
    try {
      descriptor = Libc.open(chip.toString(), Libc.O_RDWR | Libc.O_CLOEXEC);
      Libc.ioctl(descriptor, new NativeLong(request), argument);
      return true;
    } catch (LastErrorException e) {
      return false;
    } finally {
      if (descriptor >= 0) {
        Libc.close(descriptor);
      }
    }
  }
}
