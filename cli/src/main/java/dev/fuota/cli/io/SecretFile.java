package dev.fuota.cli.io;

import dev.fuota.cli.console.InputProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A secret in a file of one line that nobody else may read. */
public final class SecretFile {
  private static final int OCTETS_MAX = 8192;

  private SecretFile() {}

  public static String read(Path file) {
    try {
      refuseIfExposed(file);
      try (var in = Files.newInputStream(file)) {
        return new String(in.readNBytes(OCTETS_MAX), StandardCharsets.US_ASCII).strip();
      }
    } catch (IOException e) {
      throw new InputProblem(
          "FILE_UNREADABLE", file + " cannot be read; check the path and its permissions");
    }
  }

  private static void refuseIfExposed(Path file) throws IOException {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (permissions.contains(PosixFilePermission.GROUP_READ)
          || permissions.contains(PosixFilePermission.OTHERS_READ)) {
        throw new InputProblem(
            "SECRET_EXPOSED", "others may read " + file + "; chmod 600 keeps the secret");
      }
    } catch (UnsupportedOperationException noPosix) {
      // a file system without such permissions has its own ways
      return;
    }
  }
}
