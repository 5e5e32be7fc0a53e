package dev.fuota.cli.agent;

import dev.fuota.cli.console.InputProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One agent for a state directory: two would use the same frame counters. The system takes the lock
 * from a process that ends, however it ends; the file stays, and says who had it.
 */
final class StateLock implements AutoCloseable {
  private static final int PID_MAX = 20;

  private final FileChannel channel;

  private StateLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes it.
   *
   * @throws InputProblem if another process has it, or the directory cannot be written
   */
  static StateLock take(Path state) {
    Path file = state.resolve("agent.lock");
    try {
      Files.createDirectories(state);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        String owner = owner(channel);
        channel.close();
        throw new InputProblem(
            "AGENT_RUNS",
            "another agent (pid " + owner + ") has " + state + "; stop it, or name another state");
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)),
          0);
      return new StateLock(channel);
    } catch (IOException e) {
      throw new InputProblem(
          "STATE_UNWRITABLE",
          state + " cannot be written (" + e.getMessage() + "); make it the agent's own");
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException inThisProcess) {
      return null;
    }
  }

  private static String owner(FileChannel channel) throws IOException {
    ByteBuffer octets = ByteBuffer.allocate(PID_MAX);
    channel.read(octets, 0);
    return new String(octets.array(), 0, octets.position(), StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
