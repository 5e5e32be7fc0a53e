package dev.fuota.device.flash;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Says what is wrong with a disk, and what to do. */
final class DiskTrouble {
  /** The least that a disk gives. */
  private static final long BLOCK = 4096;

  private DiskTrouble() {}

  static String sentence(Path file, IOException failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("no space") || message.contains("quota") || isFull(file)) {
      return file + " cannot be written: the disk is full; make room, the agent goes on by itself";
    }
    if (message.contains("read-only") || failure instanceof AccessDeniedException) {
      return file
          + " cannot be written: the disk is read-only; mount it for writing, or name a directory on"
          + " another disk";
    }
    return file + " cannot be written: " + failure.getMessage();
  }

  private static boolean isFull(Path file) {
    try {
      return Files.getFileStore(file).getUsableSpace() < BLOCK;
    } catch (IOException unknown) {
      return false;
    }
  }
}
