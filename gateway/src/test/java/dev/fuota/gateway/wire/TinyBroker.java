package dev.fuota.gateway.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

/** A broker for one client: enough of MQTT 3.1.1 to be spoken to with QoS 0. */
final class TinyBroker implements AutoCloseable {
  private static final int CONNECT = 1;
  private static final int PUBLISH = 3;
  private static final int SUBSCRIBE = 8;

  private final ServerSocket server;
  private final BiFunction<String, byte[], byte[]> onPublish;
  private final List<String> subscribed = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  /**
   * A broker that listens.
   *
   * @param onPublish topic and payload to what is published on the topic that the client subscribed
   *     to last; nothing is, for an empty answer
   */
  TinyBroker(BiFunction<String, byte[], byte[]> onPublish) throws IOException {
    this.onPublish = onPublish;
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::accept, "tiny broker");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  List<String> subscribed() {
    return subscribed;
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

  /** Cuts all connections off. */
  void cut() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        sockets.add(socket);
        serve(socket);
      } catch (IOException gone) {
        sockets.removeIf(Socket::isClosed);
      }
    }
  }

  private void serve(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    while (true) {
      int type = in.readUnsignedByte() >> 4;
      byte[] packet = new byte[length(in)];
      in.readFully(packet);
      switch (type) {
        case CONNECT -> write(socket, 0x20, new byte[] {0, 0});
        case SUBSCRIBE -> {
          subscribed.add(text(packet, 2));
          write(socket, 0x90, new byte[] {packet[0], packet[1], 0});
        }
        case PUBLISH -> published(socket, packet);
        default -> {
          // pings and farewells need no answer here
        }
      }
    }
  }

  private void published(Socket socket, byte[] packet) throws IOException {
    String topic = text(packet, 0);
    int start = 2 + topic.length();
    byte[] answer = onPublish.apply(topic, Arrays.copyOfRange(packet, start, packet.length));
    if (answer.length > 0 && !subscribed.isEmpty()) {
      String to = subscribed.get(subscribed.size() - 1);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(to.length() >> 8);
      out.write(to.length());
      out.writeBytes(to.getBytes(StandardCharsets.US_ASCII));
      out.writeBytes(answer);
      write(socket, 0x30, out.toByteArray());
    }
  }

  private static String text(byte[] packet, int at) {
    int length = ((packet[at] & 0xff) << 8) | (packet[at + 1] & 0xff);
    return new String(packet, at + 2, length, StandardCharsets.US_ASCII);
  }

  private static int length(DataInputStream in) throws IOException {
    int length = 0;
    int octet;
    int shift = 0;
    do {
      octet = in.readUnsignedByte();
      length |= (octet & 0x7f) << shift;
      shift += 7;
    } while (octet > 0x7f);
    return length;
  }

  /** Packets of less than 16 KiB. */
  private static void write(Socket socket, int type, byte[] packet) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(type);
    if (packet.length > 0x7f) {
      out.write((packet.length & 0x7f) | 0x80);
      out.write(packet.length >> 7);
    } else {
      out.write(packet.length);
    }
    out.writeBytes(packet);
    socket.getOutputStream().write(out.toByteArray());
  }
}
