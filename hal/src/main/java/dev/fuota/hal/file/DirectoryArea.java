package dev.fuota.hal.file;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A directory of this machine as a {@link FileArea}. Part files and records are in its folder
 * {@value #FOLDER}, so on the same file system as what is published.
 *
 * <p>Every step below the root goes from an open directory to a name in it and refuses symbolic
 * links, so that a link put there by somebody else, before or meanwhile, leads nowhere. Where the
 * system has no such steps (Windows), {@link #open} says so.
 */
public final class DirectoryArea implements FileArea, AutoCloseable {
  private static final String FOLDER = ".fuota";
  private static final String TEMPORARY = ".new";
  private static final Path HERE = Path.of(".");

  private final Path root;
  private final long reserve;
  private final SecureDirectoryStream<Path> top;
  private final SecureDirectoryStream<Path> folder;
  private final Map<String, ChannelPart> open = new HashMap<>();

  private DirectoryArea(
      Path root,
      long reserve,
      SecureDirectoryStream<Path> top,
      SecureDirectoryStream<Path> folder) {
    this.root = root;
    this.reserve = reserve;
    this.top = top;
    this.folder = folder;
  }

  /**
   * Opens a directory that exists. A link that the operator names as the root is his choice; below
   * it there are none.
   *
   * @param reserve octets of the disk that stay free
   */
  public static FileResult<DirectoryArea> open(Path directory, long reserve) {
    try {
      Path root = directory.toRealPath();
      SecureDirectoryStream<Path> top = secure(root);
      try {
        SecureDirectoryStream<Path> folder = below(top, root, FOLDER);
        return new FileResult.Ok<>(new DirectoryArea(root, reserve, top, folder));
      } catch (IOException refused) {
        top.close();
        throw refused;
      }
    } catch (IOException refused) {
      return Problems.of(refused, directory);
    }
  }

  // What a stream of paths is when it is a secure one; who asks for it closes it.
  @SuppressWarnings({"unchecked", "StreamResourceLeak"})
  private static SecureDirectoryStream<Path> secure(Path directory) throws IOException {
    var stream = Files.newDirectoryStream(directory);
    if (stream instanceof SecureDirectoryStream) {
      return (SecureDirectoryStream<Path>) stream;
    }
    stream.close();
    throw new IOException("this system cannot open files without following links");
  }

  /**
   * The directory {@code name} in {@code parent}, made if it is not there. Java makes directories
   * by path only: whoever swaps the parent for a link in that moment gets an empty directory
   * elsewhere, but nothing is written there, because opening goes by the parent itself.
   */
  private static SecureDirectoryStream<Path> below(
      SecureDirectoryStream<Path> parent, Path parentPath, String name) throws IOException {
    try {
      return parent.newDirectoryStream(Path.of(name), NOFOLLOW_LINKS);
    } catch (NoSuchFileException missing) {
      try {
        Files.createDirectory(parentPath.resolve(name));
      } catch (FileAlreadyExistsException somebodyElseDid) {
        // fine: what it is shows when it is opened
      }
      force(parent);
      return parent.newDirectoryStream(Path.of(name), NOFOLLOW_LINKS);
    }
  }

  @Override
  public FileResult<PartFile> part(String name, long size) {
    if (!FileArea.isComponent(name)) {
      return FileResult.failed(FileProblem.OUTSIDE, name);
    }
    ChannelPart earlier = open.remove(name);
    if (earlier != null) {
      earlier.close();
    }
    try {
      FileChannel channel = channel(name, StandardOpenOption.CREATE);
      try {
        return sized(name, channel, size);
      } catch (IOException refused) {
        channel.close();
        throw refused;
      }
    } catch (IOException refused) {
      return Problems.of(refused, root);
    }
  }

  private FileResult<PartFile> sized(String name, FileChannel channel, long size)
      throws IOException {
    long more = size - channel.size();
    if (more > freeOctets()) {
      boolean created = channel.size() == 0;
      channel.close();
      if (created) {
        folder.deleteFile(Path.of(name));
      }
      return FileResult.failed(FileProblem.FULL, name + " needs " + more + " octets more");
    }
    if (more > 0) {
      channel.write(ByteBuffer.allocate(1), size - 1); // sparse: the rest is a hole
    } else {
      channel.truncate(size);
    }
    force(folder);
    ChannelPart part = new ChannelPart(channel, size, root);
    open.put(name, part);
    return new FileResult.Ok<>(part);
  }

  private FileChannel channel(String name, StandardOpenOption... more) throws IOException {
    Set<OpenOption> options = new HashSet<>(List.of(more));
    options.add(StandardOpenOption.READ);
    options.add(StandardOpenOption.WRITE);
    options.add(NOFOLLOW_LINKS); // MSU-X10
    return asFile(folder.newByteChannel(Path.of(name), options));
  }

  /** On every system that has secure streams, the channel of a file is a file channel. */
  private static FileChannel asFile(SeekableByteChannel channel) throws IOException {
    if (channel instanceof FileChannel file) {
      return file;
    }
    channel.close();
    throw new IOException("no positioned access to files here");
  }

  @Override
  public FileResult<Done> saveRecord(String name, byte[] octets) {
    if (!FileArea.isComponent(name) || name.length() > NAME_MAX - TEMPORARY.length()) {
      return FileResult.failed(FileProblem.OUTSIDE, name);
    }
    if (octets.length > freeOctets()) {
      return FileResult.failed(FileProblem.FULL, name);
    }
    String temporary = name + TEMPORARY;
    try {
      try (FileChannel channel = channel(temporary, StandardOpenOption.CREATE)) {
        channel.truncate(0);
        ByteBuffer rest = ByteBuffer.wrap(octets);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      folder.move(Path.of(temporary), folder, Path.of(name));
      force(folder);
      return FileResult.DONE;
    } catch (IOException refused) {
      return Problems.of(refused, root);
    }
  }

  @Override
  public Optional<byte[]> loadRecord(String name) {
    if (!FileArea.isComponent(name)) {
      return Optional.empty();
    }
    Set<OpenOption> options = Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS);
    try (SeekableByteChannel channel = folder.newByteChannel(Path.of(name), options)) {
      ByteBuffer octets = ByteBuffer.allocate(Math.toIntExact(channel.size()));
      while (octets.hasRemaining() && channel.read(octets) >= 0) {
        // until all is there
      }
      return octets.hasRemaining() ? Optional.empty() : Optional.of(octets.array());
    } catch (IOException | ArithmeticException unreadable) {
      return Optional.empty();
    }
  }

  // MSU-X10, MSU-X11
  @Override
  public FileResult<Done> publish(
      String part, long length, List<String> directories, String fileName) {
    boolean named =
        directories.stream().allMatch(FileArea::isPublishable)
            && FileArea.isPublishable(fileName)
            && FileArea.isComponent(part);
    if (!named) {
      return FileResult.failed(FileProblem.OUTSIDE, directories + " " + fileName);
    }
    ChannelPart handle = open.remove(part);
    if (handle != null) {
      handle.close();
    }
    try {
      if (!cut(part, length)) {
        return FileResult.failed(FileProblem.MISSING, part + " has no " + length + " octets");
      }
      move(part, directories, fileName);
      return FileResult.DONE;
    } catch (IOException refused) {
      return Problems.of(refused, root);
    }
  }

  private boolean cut(String part, long length) throws IOException {
    try (FileChannel channel = channel(part)) {
      if (channel.size() < length) {
        return false;
      }
      channel.truncate(length);
      channel.force(true);
      return true;
    }
  }

  private void move(String part, List<String> directories, String fileName) throws IOException {
    SecureDirectoryStream<Path> target = top;
    Path path = root;
    try {
      for (String name : directories) {
        SecureDirectoryStream<Path> next = below(target, path, name);
        closeUnlessTop(target);
        target = next;
        path = path.resolve(name);
      }
      if (!path.toRealPath().equals(path)) {
        throw new Problems.Outside(path.toString());
      }
      folder.move(Path.of(part), target, Path.of(fileName));
      force(target);
      force(folder);
    } finally {
      closeUnlessTop(target);
    }
  }

  private void closeUnlessTop(SecureDirectoryStream<Path> directory) throws IOException {
    if (directory != top) {
      directory.close();
    }
  }

  /** Names in a directory survive a loss of power only once the directory itself is forced. */
  private static void force(SecureDirectoryStream<Path> directory) throws IOException {
    Set<OpenOption> options = Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS);
    try (FileChannel channel = asFile(directory.newByteChannel(HERE, options))) {
      channel.force(true);
    }
  }

  @Override
  public void delete(String name) {
    ChannelPart handle = open.remove(name);
    if (handle != null) {
      handle.close();
    }
    if (exists(name)) {
      try {
        folder.deleteFile(Path.of(name));
        force(folder);
      } catch (IOException stays) {
        // Deleting is housekeeping: a file that stays is found again, and judged by its content.
      }
    }
  }

  @Override
  public boolean exists(String name) {
    if (!FileArea.isComponent(name)) {
      return false;
    }
    try {
      folder
          .getFileAttributeView(Path.of(name), BasicFileAttributeView.class, NOFOLLOW_LINKS)
          .readAttributes();
      return true;
    } catch (IOException missing) {
      return false;
    }
  }

  @Override
  public long freeOctets() {
    try {
      return Math.max(0, Files.getFileStore(root).getUsableSpace() - reserve);
    } catch (IOException unknown) {
      return 0;
    }
  }

  /** Closes what is open; the files stay. */
  @Override
  public void close() throws IOException {
    open.values().forEach(ChannelPart::close);
    open.clear();
    folder.close();
    top.close();
  }
}
