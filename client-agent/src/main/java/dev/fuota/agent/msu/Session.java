package dev.fuota.agent.msu;

import dev.fuota.protocol.msu.Notification;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection with what grew out of it: what the server was seen to do, and its files so far. */
final class Session {
  final Connection connection;
  final Backoff backoff;
  final Complaints.Windows windows;

  /** Files that are here and wait for the end of the cycle to be put to use. */
  final List<ReceivedFile> waiting = new ArrayList<>();

  /** Source port of the server's newest datagram (decision 0021, D-55). */
  int port;

  /** Bit n: file n of this cycle is done. */
  int done;

  /** The file that was announced last; 0 before the first. */
  int current;

  /** A file that was announced while another was being finished (M-28). */
  @Nullable Notification held;

  Session(Connection connection, int port, MsuContext context) {
    this.connection = connection;
    this.port = port;
    this.backoff = new Backoff(context.ports.random());
    this.windows = Complaints.Windows.of(context.config().times);
  }

  boolean isDone(int file) {
    return (done >>> file & 1) != 0;
  }
}
