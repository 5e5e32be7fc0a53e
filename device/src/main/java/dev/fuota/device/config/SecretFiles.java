package dev.fuota.device.config;

import dev.fuota.settings.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;

/**
 * The files that a settings file names. One that holds secrets may also be a credential of systemd:
 * then it lies in the directory that {@code CREDENTIALS_DIRECTORY} names, under the same name.
 */
final class SecretFiles {
  private static final int OCTETS_MAX = 1 << 20;
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

  private final Path folder;
  private final Map<String, String> environment;

  /**
   * Files beside a settings file.
   *
   * @param folder of the settings file
   */
  SecretFiles(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /** What a file holds that {@code value} names. */
  String text(Setting value) {
    return new String(read(value, folder.resolve(value.text())), StandardCharsets.UTF_8);
  }

  /** The same of a file that nobody but its owner can read. */
  String secret(Setting value) {
    return new String(secretOctets(value), StandardCharsets.UTF_8);
  }

  /** The octets of a file that nobody but its owner can read. */
  byte[] secretOctets(Setting value) {
    Path credential = credential(value.text());
    if (Files.exists(credential)) {
      return read(value, credential); // systemd gives it to this service alone
    }
    Path file = folder.resolve(value.text());
    byte[] octets = read(value, file);
    if (isExposed(file)) {
      throw value.problem(file + " can be read by others; take that away: chmod 600 " + file);
    }
    return octets;
  }

  private Path credential(String name) {
    String directory = environment.getOrDefault("CREDENTIALS_DIRECTORY", "");
    return directory.isEmpty()
        ? Path.of("/nonexistent")
        : Path.of(directory).resolve(String.valueOf(Path.of(name).getFileName()));
  }

  private static boolean isExposed(Path file) {
    try {
      return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
    } catch (UnsupportedOperationException | IOException noSuchPermissions) {
      return false; // a file system without them has its own ways
    }
  }

  private static byte[] read(Setting value, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(OCTETS_MAX);
    } catch (NoSuchFileException missing) {
      throw value.problem("there is no file " + file);
    } catch (IOException e) {
      throw value.problem(file + " cannot be read; check its owner and permissions");
    }
  }
}
