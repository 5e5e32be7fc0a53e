package dev.fuota.hal.file;

import java.util.List;
import java.util.Optional;

/**
 * A directory that the product may write to, and nothing else. Every method answers with a value;
 * nothing throws for what disks or names do.
 *
 * <p>Part files and records live in a folder of their own, apart from what is published, so that no
 * announced name can meet them. Names are one path component of printable ASCII, checked again
 * here: not empty, not {@code .} or {@code ..}, without slash and backslash.
 */
public interface FileArea {
  /** Octets that the name of a file may have on the file systems that there are. */
  int NAME_MAX = 255;

  /** Is {@code name} one component of a path, and nothing that leads elsewhere? */
  static boolean isComponent(String name) {
    return !name.isEmpty()
        && name.length() <= NAME_MAX
        && !name.equals(".")
        && !name.equals("..")
        && name.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '/' && c != '\\');
  }

  /**
   * May {@code name} be a published file or a directory on the way to it? Hidden names may not: one
   * of them is the folder of the part files.
   */
  static boolean isPublishable(String name) {
    return isComponent(name) && !name.startsWith(".");
  }

  /**
   * Opens the part file, or creates it as a sparse file of {@code size} octets. A file there
   * already keeps what it holds and gets this size.
   *
   * @param size above {@link #freeOctets()}: {@link FileProblem#FULL}
   */
  FileResult<PartFile> part(String name, long size);

  /**
   * Replaces a small record as a whole: whoever loads it later, after a loss of power too, gets the
   * old or the new one, and the new one if this returned {@code Ok}.
   */
  FileResult<Done> saveRecord(String name, byte[] octets);

  /** The record saved last; empty if there is none or it cannot be read. */
  Optional<byte[]> loadRecord(String name);

  /**
   * Makes a part file a published one: cut to {@code length}, forced, and moved below the root in
   * one step, over a file that was there. Makes the directories on the way. No symbolic link is
   * followed at any component.
   *
   * @param directories below the root, from the top; empty for the root itself
   */
  FileResult<Done> publish(String part, long length, List<String> directories, String fileName);

  /** Deletes a part file or record; without effect if there is none. */
  void delete(String name);

  /** Is there a part file or record of this name? */
  boolean exists(String name);

  /** Octets that may still be written: free on the disk, less the reserve; 0 if unknown. */
  long freeOctets();
}
