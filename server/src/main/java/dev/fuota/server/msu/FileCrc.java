package dev.fuota.server.msu;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** The CRC-32 of a whole file, as a Notification carries it (MSU-072; decision 0021, D-40). */
final class FileCrc {
  private static final int BLOCK = 1 << 16;

  private FileCrc() {}

  static long of(FileContent content) {
    CRC32 crc = new CRC32();
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    for (long offset = 0; offset < content.size(); offset += BLOCK) {
      block.clear().limit((int) Math.min(BLOCK, content.size() - offset));
      content.read(offset, block);
      crc.update(block.flip());
    }
    return crc.getValue();
  }
}
