package dev.fuota.device.flash;

import java.io.IOException;
import java.nio.ByteBuffer;

/** One file, as far as a {@link FlashStore} uses it. Offsets and lengths are octets. */
interface Disk extends AutoCloseable {
  long length() throws IOException;

  /** Fills {@code into} from {@code at} on; the octets are there. */
  void read(long at, ByteBuffer into) throws IOException;

  /** Writes all of {@code from}. After a failure, and before {@link #force}, any of it may be. */
  void write(long at, ByteBuffer from) throws IOException;

  /** When this returns, all that was written and cut outlives a loss of power. */
  void force() throws IOException;

  /** Cuts the file to this length. */
  void truncate(long length) throws IOException;

  @Override
  void close() throws IOException;
}
