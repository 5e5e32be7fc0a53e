package dev.fuota.linux.libc;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** A {@code /dev/spidevB.C} (linux/spi/spidev.h): mode 0, eight bits, most significant first. */
public final class SpiDevice implements AutoCloseable {
  /** {@code SPI_IOC_WR_MODE32}. */
  private static final long SET_MODE = 0x4004_6B05L;

  /** {@code SPI_IOC_MESSAGE(1)}, {@code struct spi_ioc_transfer}. */
  private static final long MESSAGE = 0x4020_6B00L;

  private static final int TRANSFER_OCTETS = 32;
  private static final int RECEIVE_AT = 8;
  private static final int LENGTH_AT = 16;
  private static final int SPEED_AT = 20;
  private static final int BITS_AT = 26;

  private final int descriptor;
  private final int hertz;
  private final Memory octets;
  private final Memory transfer = new Memory(TRANSFER_OCTETS);

  private SpiDevice(int descriptor, int hertz, int longest) {
    this.descriptor = descriptor;
    this.hertz = hertz;
    this.octets = new Memory(longest);
  }

  /**
   * Opens it.
   *
   * @param hertz of the clock, at most
   * @param longest transfer, in octets
   * @throws IOException if the system refuses
   */
  public static SpiDevice open(Path device, int hertz, int longest) throws IOException {
    int descriptor = -1;
    try (Memory mode = new Memory(4)) {
      descriptor = Libc.open(device.toString(), Libc.O_RDWR | Libc.O_CLOEXEC);
      mode.setInt(0, 0);
      Libc.ioctl(descriptor, new NativeLong(SET_MODE), mode);
      return new SpiDevice(descriptor, hertz, longest);
    } catch (LastErrorException e) {
      if (descriptor >= 0) {
        Libc.close(descriptor);
      }
      throw new IOException(e.getMessage(), e);
    }
  }

  /** One transfer out of and into the same memory. */
  static byte[] transfer(long address, int length, int hertz) {
    ByteBuffer transfer = ByteBuffer.allocate(TRANSFER_OCTETS).order(ByteOrder.nativeOrder());
    transfer.putLong(0, address).putLong(RECEIVE_AT, address);
    transfer.putInt(LENGTH_AT, length).putInt(SPEED_AT, hertz);
    transfer.put(BITS_AT, (byte) Byte.SIZE);
    return transfer.array();
  }

  /**
   * Sends, and replaces what was sent by what came.
   *
   * @throws IOException if the system reports an error
   */
  public void exchange(byte[] data, int length) throws IOException {
    octets.write(0, data, 0, length);
    long address = Pointer.nativeValue(octets);
    transfer.write(0, transfer(address, length, hertz), 0, TRANSFER_OCTETS);
    try {
      Libc.ioctl(descriptor, new NativeLong(MESSAGE), transfer);
    } catch (LastErrorException e) {
      throw new IOException(e.getMessage(), e);
    }
    octets.read(0, data, 0, length);
  }

  @Override
  public void close() {
    Libc.close(descriptor);
  }
}
