package dev.fuota.hal.sim;

import dev.fuota.hal.file.Done;
import dev.fuota.hal.file.FileArea;
import dev.fuota.hal.file.FileProblem;
import dev.fuota.hal.file.FileResult;
import dev.fuota.hal.file.PartFile;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory. It outlives the client on it: who starts again finds the files as they were, or
 * after {@link #losePower()} as they were forced.
 */
public final class MemoryArea implements FileArea {
  private final Map<String, MemoryFile> parts = new TreeMap<>();
  private final Map<String, byte[]> records = new TreeMap<>();
  private final Map<String, MemoryFile> published = new TreeMap<>();
  private final SharedPages shared;
  private long capacity;
  private @Nullable FileProblem problem;

  /**
   * An empty disk.
   *
   * @param capacity octets that fit on it
   */
  public MemoryArea(long capacity) {
    this(capacity, new SharedPages());
  }

  /**
   * An empty disk of a fleet.
   *
   * @param shared where pages go that other disks may hold as well
   */
  public MemoryArea(long capacity, SharedPages shared) {
    this.capacity = capacity;
    this.shared = shared;
  }

  /** From now on this many octets fit; files that are there stay. */
  public void setCapacity(long octets) {
    capacity = octets;
  }

  /** From now on everything that writes fails with {@code why}, until {@link #mend()}. */
  public void fail(FileProblem why) {
    problem = why;
  }

  /** Writing works again. */
  public void mend() {
    problem = null;
  }

  /** What was written to part files and not forced is lost, and their handles are dead. */
  public void losePower() {
    parts.values().forEach(MemoryFile::losePower);
  }

  /** Content of the published files by path, directories parted by slashes. */
  public Map<String, byte[]> published() {
    return published.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                file -> file.getValue().content(Math.toIntExact(file.getValue().size())),
                (a, b) -> a,
                TreeMap::new));
  }

  /** Octets of the file published at {@code path}; empty if there is none. */
  public OptionalLong size(String path) {
    MemoryFile file = published.get(path);
    return file == null ? OptionalLong.empty() : OptionalLong.of(file.size());
  }

  /** Whether the file published at {@code path} is these octets. */
  public boolean holds(String path, byte[] octets) {
    MemoryFile file = published.get(path);
    return file != null && file.size() == octets.length && file.startsWith(octets);
  }

  @Override
  public FileResult<PartFile> part(String name, long size) {
    if (!FileArea.isComponent(name)) {
      return FileResult.failed(FileProblem.OUTSIDE, name);
    }
    if (problem != null) {
      return FileResult.failed(problem, name);
    }
    MemoryFile file = parts.get(name);
    long more = file == null ? size : size - file.size();
    if (more > freeOctets()) {
      return FileResult.failed(FileProblem.FULL, name + " needs " + more + " octets more");
    }
    MemoryFile opened = parts.computeIfAbsent(name, created -> new MemoryFile(shared));
    opened.resize(size);
    return new FileResult.Ok<>(new Handle(opened, opened.open()));
  }

  @Override
  public FileResult<Done> saveRecord(String name, byte[] octets) {
    if (!FileArea.isComponent(name)) {
      return FileResult.failed(FileProblem.OUTSIDE, name);
    }
    if (problem != null) {
      return FileResult.failed(problem, name);
    }
    // Old and new are both there until one replaces the other.
    if (octets.length > freeOctets()) {
      return FileResult.failed(FileProblem.FULL, name);
    }
    records.put(name, octets.clone());
    return FileResult.DONE;
  }

  @Override
  public Optional<byte[]> loadRecord(String name) {
    return Optional.ofNullable(records.get(name)).map(byte[]::clone);
  }

  @Override
  public FileResult<Done> publish(
      String part, long length, List<String> directories, String fileName) {
    MemoryFile file = parts.get(part);
    boolean named =
        directories.stream().allMatch(FileArea::isPublishable) && FileArea.isPublishable(fileName);
    if (!named) {
      return FileResult.failed(FileProblem.OUTSIDE, directories + " " + fileName);
    }
    if (problem != null) {
      return FileResult.failed(problem, fileName);
    }
    if (file == null || length > file.size()) {
      return FileResult.failed(FileProblem.MISSING, part);
    }
    String folder = directories.stream().map(name -> name + "/").collect(Collectors.joining());
    if (isTaken(folder, fileName)) {
      return FileResult.failed(FileProblem.IO, folder + fileName + " cannot be there");
    }
    file.resize(length);
    file.force();
    file.close();
    published.put(folder + fileName, file);
    parts.remove(part);
    return FileResult.DONE;
  }

  /** A file stands where a directory is needed, or the other way round. */
  private boolean isTaken(String folder, String fileName) {
    String below = folder + fileName + "/";
    return published.keySet().stream()
        .anyMatch(path -> path.startsWith(below) || folder.startsWith(path + "/"));
  }

  @Override
  public void delete(String name) {
    MemoryFile file = parts.remove(name);
    if (file != null) {
      file.close();
    }
    records.remove(name);
  }

  @Override
  public boolean exists(String name) {
    return parts.containsKey(name) || records.containsKey(name);
  }

  @Override
  public long freeOctets() {
    long used = parts.values().stream().mapToLong(MemoryFile::size).sum();
    used += records.values().stream().mapToLong(octets -> octets.length).sum();
    used += published.values().stream().mapToLong(MemoryFile::size).sum();
    return Math.max(0, capacity - used);
  }

  /** Dead once the file is opened again, deleted, published, or power was lost. */
  private final class Handle implements PartFile {
    private final MemoryFile file;
    private final int opening;

    Handle(MemoryFile file, int opening) {
      this.file = file;
      this.opening = opening;
    }

    @Override
    public FileResult<Done> write(long offset, ByteBuffer octets) {
      if (!file.isOpen(opening)) {
        return FileResult.failed(FileProblem.IO, "closed");
      }
      if (offset < 0 || offset > file.size() - octets.remaining()) {
        return FileResult.failed(FileProblem.OUTSIDE, "offset " + offset);
      }
      if (problem != null) {
        return FileResult.failed(problem, "offset " + offset);
      }
      file.write(offset, octets);
      return FileResult.DONE;
    }

    @Override
    public FileResult<Done> read(long offset, ByteBuffer into) {
      if (!file.isOpen(opening)) {
        return FileResult.failed(FileProblem.IO, "closed");
      }
      if (offset < 0 || offset > file.size() - into.remaining()) {
        return FileResult.failed(FileProblem.MISSING, "offset " + offset);
      }
      file.read(offset, into);
      return FileResult.DONE;
    }

    @Override
    public FileResult<Done> force() {
      if (!file.isOpen(opening)) {
        return FileResult.failed(FileProblem.IO, "closed");
      }
      if (problem != null) {
        return FileResult.failed(problem, "force");
      }
      file.force();
      return FileResult.DONE;
    }

    @Override
    public void close() {
      if (file.isOpen(opening)) {
        file.close();
      }
    }
  }
}
