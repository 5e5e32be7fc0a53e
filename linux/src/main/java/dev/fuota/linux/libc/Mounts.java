package dev.fuota.linux.libc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is mounted where (proc(5), {@code /proc/self/mounts}).
 *
 * @param all in the kernel's order: of two at one place the later one counts
 */
public record Mounts(List<Mount> all) {

  /** One line: the place, and its options. */
  public record Mount(Path place, List<String> options) {
    public Mount {
      options = List.copyOf(options);
    }
  }

  public Mounts {
    all = List.copyOf(all);
  }

  /** The mounts that this process sees; none if the kernel does not say. */
  public static Mounts ofThisMachine() {
    return read(Path.of("/proc/self/mounts"));
  }

  /** Reads such a file; lines that make no sense are left out. */
  public static Mounts read(Path file) {
    List<Mount> all = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
        String[] words = line.split(" ", 5);
        if (words.length >= 4 && words[1].startsWith("/")) {
          all.add(new Mount(Path.of(unescaped(words[1])), List.of(words[3].split(","))));
        }
      }
    } catch (IOException e) {
      return new Mounts(List.of());
    }
    return new Mounts(all);
  }

  /** True if nothing below {@code folder} may be executed, a native library neither. */
  public boolean forbidExecution(Path folder) {
    Mount holds = null;
    for (Mount mount : all) {
      boolean nearer =
          holds == null || mount.place().getNameCount() >= holds.place().getNameCount();
      if (folder.toAbsolutePath().startsWith(mount.place()) && nearer) {
        holds = mount;
      }
    }
    return holds != null && holds.options().contains("noexec");
  }

  private static String unescaped(String place) {
    return place.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
  }
}
