package dev.fuota.tests.msu;

import dev.fuota.fleet.lan.LanPort;
import dev.fuota.fleet.msu.VirtualGround;
import dev.fuota.hal.net.DatagramPort;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.CcmCompleted;
import dev.fuota.protocol.msu.ChunkComplaint;
import dev.fuota.protocol.msu.CodedTransfer;
import dev.fuota.protocol.msu.ConnectRequest;
import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.DeviceIdentity;
import dev.fuota.protocol.msu.DisconnectRequest;
import dev.fuota.protocol.msu.IAm;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MacAddress;
import dev.fuota.protocol.msu.MsgType;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.Poll;
import dev.fuota.protocol.msu.Profile;
import dev.fuota.protocol.msu.ScmCompleted;
import dev.fuota.protocol.msu.SequenceComplaint;
import dev.fuota.protocol.msu.Status;
import dev.fuota.protocol.msu.StatusCode;
import dev.fuota.protocol.msu.StatusResponse;
import dev.fuota.protocol.msu.TransferAborted;
import dev.fuota.protocol.msu.TransferCompleted;
import dev.fuota.protocol.msu.WhoIs;
import dev.fuota.server.msu.MsuEndpoints;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A node that belongs to nobody and sends to everybody, from its own address: messages that look
 * right, with the id of the cycle, and octets that mean nothing.
 */
final class Stranger {
  static final int ADDRESS = 0x0a09_0909;
  private static final MsuEndpoints GROUPS = MsuEndpoints.DEFAULTS;
  private static final int FIRST_PORT = 49_152;
  private static final int GAP_MAX_MS = 1500;
  private static final int DATAGRAM_MAX = 120;

  private final VirtualGround ground;
  private final ServerHost server;
  private final List<Node> nodes;
  private final RandomGenerator random;
  private final LanPort port;
  private final boolean mayConnect;
  private boolean active = true;

  /**
   * A stranger who begins at once.
   *
   * @param mayConnect whether it tries to: who lets anybody connect cannot complain of it
   */
  Stranger(
      VirtualGround ground,
      ServerHost server,
      List<Node> nodes,
      RandomGenerator random,
      boolean mayConnect) {
    this.mayConnect = mayConnect;
    this.ground = ground;
    this.server = server;
    this.nodes = nodes;
    this.random = random;
    this.port = ground.lan().attach(ADDRESS);
    port.join(DatagramPort.Line.UNICAST, 0, 0);
    again();
  }

  void stop() {
    active = false;
  }

  private void again() {
    if (active) {
      ground
          .scheduler()
          .after(
              Duration.ofMillis(1 + random.nextInt(GAP_MAX_MS)),
              () -> {
                act();
                again();
              });
    }
  }

  private void act() {
    int id = server.cycle().map(cycle -> cycle.transactionId()).orElse(1);
    Node victim = nodes.get(random.nextInt(nodes.size()));
    ByteBuffer datagram =
        random.nextInt(3) == 0 ? noise() : message(id, victim).encoded().asBuffer();
    switch (random.nextInt(4)) {
      case 0 -> port.send(GROUPS.dataGroup().bits(), GROUPS.dataPort(), datagram);
      case 1 -> port.send(GROUPS.discoveryGroup().bits(), GROUPS.discoveryPort(), datagram);
      case 2 -> port.send(victim.address(), FIRST_PORT + random.nextInt(4), datagram);
      default -> port.send(ServerHost.ADDRESS, FIRST_PORT + random.nextInt(4), datagram);
    }
  }

  private ByteBuffer noise() {
    byte[] octets = new byte[random.nextInt(DATAGRAM_MAX)];
    random.nextBytes(octets);
    if (octets.length > 4) {
      octets[3] = 0x10;
    }
    return ByteBuffer.wrap(octets);
  }

  private MsuMessage message(int id, Node victim) {
    int file = 1 + random.nextInt(3);
    long chunk = 1L + random.nextInt(9);
    int bits = random.nextInt() | 0xc000_0000;
    Bytes data = Bytes.of(new byte[1 + random.nextInt(40)]);
    Ipv4 device = new Ipv4(victim.address());
    return switch (random.nextInt(mayConnect ? 14 : 13)) {
      case 0 -> new TransferAborted(random.nextInt(4), id);
      case 1 -> new DataTransfer(file, chunk, 1 + random.nextInt(4), 0x40, data);
      case 3 -> new DisconnectRequest(MsgType.CLIENT, new Ipv4(ServerHost.ADDRESS), id);
      case 4 -> new Poll(file, 1_000_000, chunk, true, 0, id);
      case 5 -> new CodedTransfer(file, chunk, bits, data);
      case 6 -> new ScmCompleted(file, random.nextInt(3));
      case 7 -> new TransferCompleted(file);
      case 8 -> new CcmCompleted(file);
      case 9 -> new SequenceComplaint(file, chunk, bits);
      case 10 -> new ChunkComplaint(file, List.of(chunk, chunk + 1));
      case 11 -> new StatusResponse(Status.PASS, StatusCode.NONE, id, device, 0);
      case 12 -> WhoIs.everybody();
      case 2 ->
          new IAm(
              0,
              MsgType.CLIENT,
              new Ipv4(ADDRESS + random.nextInt(3)),
              DeviceIdentity.NONE,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Profile.CODED.commParam(),
              Optional.empty(),
              0,
              Bytes.EMPTY);
      default ->
          new ConnectRequest(
              MsgType.CLIENT,
              new Ipv4(ADDRESS),
              id,
              new MacAddress(1),
              1,
              Optional.empty(),
              DeviceIdentity.NONE,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              0);
    };
  }
}
