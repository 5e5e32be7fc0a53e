package dev.fuota.linux.libc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where native libraries are unpacked: a folder that nobody else may write, gone once they are
 * loaded. Both JNA and jSerialComm would use folders at known places, where another user of the
 * machine could put code before us; an installed service has its libraries beside it and unpacks
 * nothing.
 */
public final class PrivateLibraries {
  private static final String JNA_FOLDER = "jna.tmpdir";
  private static final List<String> JNA_PLACES =
      List.of(JNA_FOLDER, "jna.boot.library.path", "jna.nounpack");

  private PrivateLibraries() {}

  /**
   * Loads JNA from a folder of its own, before anybody else does, unless a property already says
   * where its library is.
   */
  public static void ofJna() {
    if (JNA_PLACES.stream().anyMatch(name -> System.getProperty(name) != null)) {
      return;
    }
    Path folder = folder();
    System.setProperty(JNA_FOLDER, folder.toString());
    try {
      // JNA deletes its file as soon as it is loaded.
      com.sun.jna.Native.getNativeSize(int.class);
    } finally {
      System.clearProperty(JNA_FOLDER);
      remove(folder);
    }
  }

  /**
   * Loads with a library unpacked from a resource.
   *
   * @param property names the folder of the library to whoever loads it; what the user has set
   *     stays
   * @param resource the library; empty if there is none for this machine, and then the property is
   *     left alone
   * @param load loads it
   * @throws UncheckedIOException if no folder can be made
   */
  public static void unpacked(String property, Optional<String> resource, Runnable load) {
    if (resource.isEmpty() || System.getProperty(property) != null) {
      load.run();
      return;
    }
    Path folder = folder();
    try (InputStream in = PrivateLibraries.class.getResourceAsStream(resource.get())) {
      if (in != null) {
        String name = resource.get().substring(resource.get().lastIndexOf('/') + 1);
        Files.copy(in, folder.resolve(name));
        System.setProperty(property, folder.toString());
      }
      load.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      System.clearProperty(property);
      remove(folder);
    }
  }

  /** This machine among the names of jSerialComm's folders; empty if it is none we know. */
  public static Optional<String> machine() {
    return switch (System.getProperty("os.arch", "").toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> Optional.of("x86_64");
      case "aarch64", "arm64" -> Optional.of("armv8_64");
      default -> Optional.empty();
    };
  }

  private static Path folder() {
    for (Path parent : places()) {
      if (Files.isDirectory(parent) && !Mounts.ofThisMachine().forbidExecution(parent)) {
        try {
          return Files.createTempDirectory(
              parent,
              "fuota-",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
          // The next place may do.
        }
      }
    }
    throw new UncheckedIOException(
        new IOException(
            "no folder to unpack native libraries to: "
                + places()
                + " cannot be written or are mounted noexec; set -Djava.io.tmpdir to one that is"
                + " not"));
  }

  private static List<Path> places() {
    return Stream.of(
            System.getenv("RUNTIME_DIRECTORY"),
            System.getProperty("java.io.tmpdir"),
            System.getenv("XDG_RUNTIME_DIR"),
            System.getProperty("user.home"))
        .filter(place -> place != null && place.startsWith("/"))
        .map(Path::of)
        .toList();
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      // It is empty or ours alone: nothing is lost, and nothing can be done.
    }
  }
}
