package dev.fuota.hal.file;

import java.nio.ByteBuffer;

/** A file that is being filled in any order. */
public interface PartFile {

  /**
   * Writes position to limit of {@code octets} at {@code offset}, all or {@code Failed}.
   *
   * @param offset 0 to the size given at {@link FileArea#part}; what would go beyond fails with
   *     {@link FileProblem#OUTSIDE}
   */
  FileResult<Done> write(long offset, ByteBuffer octets);

  /**
   * Fills {@code into} from {@code offset}; {@link FileProblem#MISSING} if the file ends before.
   */
  FileResult<Done> read(long offset, ByteBuffer into);

  /** What was written so far survives a loss of power. */
  FileResult<Done> force();

  /** Gives the file back to the system; it stays on the disk. Operations after it fail. */
  void close();
}
