package dev.fuota.linux.libc;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One line of a {@code /dev/gpiochipN}, by the second version of the kernel's API (linux/gpio.h).
 * The kernel stamps each edge when it happens.
 */
public final class GpioLine implements AutoCloseable {

  /** How it is used. */
  public enum Use {
    INPUT(INPUT_FLAG),
    INPUT_RISING(INPUT_FLAG | RISING_FLAG),
    INPUT_BOTH(INPUT_FLAG | RISING_FLAG | FALLING_FLAG),
    OUTPUT_LOW(OUTPUT_FLAG),
    OUTPUT_HIGH(OUTPUT_FLAG);

    private final long flags;

    Use(long flags) {
      this.flags = flags;
    }

    private boolean isOutput() {
      return this == OUTPUT_LOW || this == OUTPUT_HIGH;
    }
  }

  /** Hears of edges. */
  public interface Listener {
    /**
     * Hears of one.
     *
     * @param nanosAgo how long ago the kernel saw it
     */
    void onEdge(boolean rising, long nanosAgo);
  }

  private static final long INPUT_FLAG = 1L << 2 | 1L << 10; // without a resistor
  private static final long OUTPUT_FLAG = 1L << 3;
  private static final long RISING_FLAG = 1L << 4;
  private static final long FALLING_FLAG = 1L << 5;

  /** {@code GPIO_V2_GET_LINE_IOCTL}, {@code struct gpio_v2_line_request}. */
  private static final long GET_LINE = 0xC250_B407L;

  private static final int REQUEST_OCTETS = 592;
  private static final int CONSUMER_AT = 256;
  private static final int FLAGS_AT = 288;
  private static final int ATTRIBUTES_AT = 296;
  private static final int ATTRIBUTE_ID_AT = 320;
  private static final int ATTRIBUTE_VALUES_AT = 328;
  private static final int ATTRIBUTE_MASK_AT = 336;
  private static final int LINES_AT = 560;
  private static final int DESCRIPTOR_AT = 588;
  private static final int OUTPUT_VALUES = 2;

  /** {@code GPIO_V2_LINE_GET_VALUES_IOCTL}, {@code struct gpio_v2_line_values}. */
  private static final long GET_VALUES = 0xC010_B40EL;

  /** {@code GPIO_V2_LINE_SET_VALUES_IOCTL}. */
  private static final long SET_VALUES = 0xC010_B40FL;

  private static final int MASK_AT = 8;

  private final int descriptor;
  private final Memory values = new Memory(16);
  private @Nullable EdgeThread thread;

  private GpioLine(int descriptor) {
    this.descriptor = descriptor;
    values.clear();
    values.setLong(MASK_AT, 1);
  }

  /**
   * Takes a line.
   *
   * @param offset of the line in the chip
   * @param consumer who has it, for whoever asks the kernel; up to 31 octets
   * @throws IOException if somebody else has it, or the chip is not for us
   */
  public static GpioLine take(Path chip, int offset, String consumer, Use use) throws IOException {
    byte[] octets = request(offset, consumer, use);
    int descriptor = -1;
    try (Memory request = new Memory(REQUEST_OCTETS)) {
      request.write(0, octets, 0, octets.length);
      descriptor = Libc.open(chip.toString(), Libc.O_RDWR | Libc.O_CLOEXEC);
      Libc.ioctl(descriptor, new NativeLong(GET_LINE), request);
      return new GpioLine(request.getInt(DESCRIPTOR_AT));
    } catch (LastErrorException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      if (descriptor >= 0) {
        Libc.close(descriptor);
      }
    }
  }

  static byte[] request(int offset, String consumer, Use use) {
    ByteBuffer request = ByteBuffer.allocate(REQUEST_OCTETS).order(ByteOrder.nativeOrder());
    request.putInt(0, offset);
    byte[] name = consumer.getBytes(StandardCharsets.US_ASCII);
    request.put(CONSUMER_AT, name, 0, Math.min(name.length, FLAGS_AT - CONSUMER_AT - 1));
    request.putLong(FLAGS_AT, use.flags);
    request.putInt(LINES_AT, 1);
    if (use.isOutput()) {
      request.putInt(ATTRIBUTES_AT, 1);
      request.putInt(ATTRIBUTE_ID_AT, OUTPUT_VALUES);
      request.putLong(ATTRIBUTE_VALUES_AT, use == Use.OUTPUT_HIGH ? 1 : 0);
      request.putLong(ATTRIBUTE_MASK_AT, 1);
    }
    return request.array();
  }

  /**
   * Its level.
   *
   * @throws IOException if the kernel does not say
   */
  public boolean get() throws IOException {
    ask(GET_VALUES);
    return (values.getLong(0) & 1) == 1;
  }

  /**
   * Drives it.
   *
   * @throws IOException if the kernel does not
   */
  public void set(boolean high) throws IOException {
    values.setLong(0, high ? 1 : 0);
    ask(SET_VALUES);
  }

  private void ask(long request) throws IOException {
    try {
      Libc.ioctl(descriptor, new NativeLong(request), values);
    } catch (LastErrorException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Says who hears of edges, on a thread of the line's own. Once only. */
  public void onEdge(Listener listener) {
    thread = new EdgeThread(descriptor, listener);
    thread.start();
  }

  /** Gives it back; the kernel leaves an output as it is. */
  @Override
  public void close() {
    if (thread != null) {
      thread.end();
    }
    Libc.close(descriptor);
  }
}
