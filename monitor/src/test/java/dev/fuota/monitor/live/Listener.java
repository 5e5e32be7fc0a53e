package dev.fuota.monitor.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the event stream, over a socket of its own; HTTP/1.0 has no chunks. */
final class Listener implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int PATIENCE_MS = 20_000;
  private static final int SMALL_BUFFER = 4096;

  private final Socket socket = new Socket();
  private final BufferedReader reader;

  /** An event, with the octets of its data. */
  record Event(String name, JsonNode data, int length) {}

  Listener(int port, String query) throws IOException {
    socket.setReceiveBufferSize(SMALL_BUFFER); // so that who does not read is soon noticed
    socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setSoTimeout(PATIENCE_MS);
    String request = "GET /events" + query + " HTTP/1.0\r\nHost: localhost\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    reader =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), SMALL_BUFFER);
  }

  /** The first line of the answer. */
  String status() throws IOException {
    return reader.readLine();
  }

  /** The next event; comments are passed over. */
  Event next() throws IOException {
    String name = "";
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.startsWith("event: ")) {
        name = line.substring("event: ".length());
      } else if (line.startsWith("data: ")) {
        String data = line.substring("data: ".length());
        return new Event(name, MAPPER.readTree(data), data.length());
      }
    }
    throw new IOException("the stream has ended");
  }

  /** Reads to the end of the stream. */
  long drain() throws IOException {
    long octets = 0;
    for (int c = reader.read(); c >= 0; c = reader.read()) {
      octets++;
    }
    return octets;
  }

  /** Waits for a comment. */
  void comment() throws IOException {
    String line = reader.readLine();
    while (!line.equals(":")) {
      line = reader.readLine();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
