package dev.fuota.hal.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files with secrets: nobody but their owner can read them, from the moment they are there. */
public final class OwnerOnly {
  private OwnerOnly() {}

  /** What a new file is made with; nothing where the system has no such permissions. */
  public static FileAttribute<?>[] attributes(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Makes an empty file if it is not there; one that is there keeps its permissions. */
  public static void create(Path file) throws IOException {
    try {
      Files.createFile(file, attributes(file));
    } catch (FileAlreadyExistsException there) {
      // it is its owner's business who may read it
    }
  }
}
