package dev.fuota.server.msu;

import java.nio.ByteBuffer;

/** The content of a file to send. It is read anew for every repeat, so it need not be in memory. */
public interface FileContent { // MSU-134

  /** In octets. */
  long size();

  /**
   * Fills {@code into} up to its limit.
   *
   * @param offset in octets; the range asked for lies within the file
   * @throws FileContentFault if it cannot be read; the cycle ends by an abort
   */
  void read(long offset, ByteBuffer into);

  /** A file in memory. The octets belong to the content from now on. */
  static FileContent of(byte[] octets) {
    return new FileContent() {
      @Override
      public long size() {
        return octets.length;
      }

      @Override
      public void read(long offset, ByteBuffer into) {
        into.put(octets, Math.toIntExact(offset), into.remaining());
      }
    };
  }
}
