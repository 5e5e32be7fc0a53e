package dev.fuota.cli.agent;

import dev.fuota.cli.console.InputProblem;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells on a local socket how the agent is: whoever connects gets one JSON document. It waits on a
 * thread of its own, so that nobody who asks disturbs a receive window; the document is made on the
 * device's thread. Users of the socket's group may ask.
 */
final class StatusServer implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 2;

  private final Path socket;
  private final ServerSocketChannel server;
  private final Consumer<Runnable> device;
  private final Supplier<String> document;

  private StatusServer(
      Path socket,
      ServerSocketChannel server,
      Consumer<Runnable> device,
      Supplier<String> document) {
    this.socket = socket;
    this.server = server;
    this.device = device;
    this.document = document;
  }

  /**
   * Begins to answer. What an agent that was killed left under the same name goes: the lock of the
   * state directory says that there is no other.
   *
   * @param device takes questions to the device's thread
   * @throws InputProblem if there cannot be such a socket
   */
  static StatusServer open(Path socket, Consumer<Runnable> device, Supplier<String> document) {
    try {
      Files.createDirectories(socket.toAbsolutePath().getParent());
      Files.deleteIfExists(socket);
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(socket));
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw----"));
      StatusServer status = new StatusServer(socket, server, device, document);
      Thread thread = new Thread(status::serve, "status");
      thread.setDaemon(true);
      thread.start();
      return status;
    } catch (IOException e) {
      throw new InputProblem(
          "STATUS_SOCKET",
          socket + " cannot be a socket (" + e.getMessage() + "); name another one with status:");
    }
  }

  private void serve() {
    while (server.isOpen()) {
      try (SocketChannel client = server.accept()) {
        client.write(ByteBuffer.wrap(ask().getBytes(StandardCharsets.UTF_8)));
      } catch (IOException gone) {
        // the client, or this server
      }
    }
  }

  private String ask() {
    CompletableFuture<String> answer = new CompletableFuture<>();
    device.accept(() -> answer.complete(document.get()));
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    } catch (ExecutionException | TimeoutException busy) {
      return "";
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(socket);
  }
}
