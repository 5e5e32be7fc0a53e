package dev.fuota.gateway.wire;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A network server for one station: enough of RFC 6455 to be spoken to. */
final class TinyLns implements AutoCloseable {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final ServerSocket server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile boolean authorised = true;

  TinyLns() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::accept, "tiny LNS");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  /** The first lines of the requests, without the version of HTTP. */
  List<String> requests() {
    return requests;
  }

  boolean isAuthorised() {
    return authorised;
  }

  /** Cuts all connections off. */
  void cut() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      cut();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        sockets.add(socket);
        Thread thread = new Thread(() -> serve(socket), "tiny LNS line");
        thread.setDaemon(true);
        thread.start();
      }
    } catch (IOException closed) {
      requests.add("GET /closed");
    }
  }

  private void serve(Socket socket) {
    try {
      String path = handshake(socket);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      read(in);
      if (path.equals("/router-info")) {
        write(socket, "{\"uri\":\"ws://127.0.0.1:" + port() + "/traffic\"}");
      } else {
        write(
            socket,
            "{\"msgtype\":\"router_config\",\"DRs\":[[12,125,0],[7,125,0]],\"region\":\"EU863\"}");
        write(
            socket,
            "{\"msgtype\":\"dnmsg\",\"dC\":2,\"diid\":1,\"pdu\":\"6001\","
                + "\"RX2DR\":1,\"RX2Freq\":869525000}");
      }
      while (socket.getInputStream().read() >= 0) {
        // until the station goes
      }
    } catch (IOException gone) {
      requests.add("GET /gone");
    }
  }

  private String handshake(Socket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII), 1);
    String first = in.readLine();
    String key = "";
    boolean token = false;
    for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
      key = line.startsWith("Sec-WebSocket-Key: ") ? line.substring(19) : key;
      token |= line.equals("Authorization: Bearer secret");
    }
    authorised &= token;
    requests.add(first.replace(" HTTP/1.1", ""));
    String answer =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + accept(key)
            + "\r\n\r\n";
    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    return first.split(" ", 3)[1];
  }

  private static String accept(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Reads a masked frame of less than 64 KiB; what it says does not matter here. */
  private static void read(DataInputStream in) throws IOException {
    in.readByte();
    int length = in.readByte() & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    }
    in.readFully(new byte[Integer.BYTES + length]);
  }

  private static void write(Socket socket, String text) throws IOException {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    OutputStream out = socket.getOutputStream();
    out.write(0x81);
    if (octets.length < 126) {
      out.write(octets.length);
    } else {
      out.write(126);
      out.write(octets.length >> 8);
      out.write(octets.length);
    }
    out.write(octets);
    out.flush();
  }
}
