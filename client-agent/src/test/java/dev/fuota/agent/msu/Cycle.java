package dev.fuota.agent.msu;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.CcmCompleted;
import dev.fuota.protocol.msu.ConnectRequest;
import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.DeviceIdentity;
import dev.fuota.protocol.msu.DisconnectRequest;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MacAddress;
import dev.fuota.protocol.msu.Notification;
import dev.fuota.protocol.msu.NotificationKind;
import dev.fuota.protocol.msu.ScmCompleted;
import dev.fuota.protocol.msu.StatusRequest;
import dev.fuota.protocol.msu.TransferAborted;
import dev.fuota.protocol.msu.TransferCompleted;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/**
 * What a server sends in a cycle with a file of 95 octets: chunks 1 and 2 have 4 frames of 10,
 * chunk 3 has one of 10 and one of 5.
 */
final class Cycle {
  static final Ipv4 SERVER = new Ipv4(0xc000_020f);
  static final Ipv4 OTHER = new Ipv4(0xc000_0242);
  static final int ID = 0x1122_3344;
  static final Endpoint GROUP = new Endpoint(new Ipv4(0xeffe_0203), 5000);
  static final FileGeometry GEOMETRY = new FileGeometry(95, 4, 10);
  static final Bytes FILE = random(95, 7);
  static final MacAddress MAC = new MacAddress(0x0200_0000_000fL);

  private static final int LAST_OF_FILE = 0x80;
  private static final int LAST_OF_CHUNK = 0x40;

  private Cycle() {}

  static Bytes random(int length, long seed) {
    byte[] octets = new byte[length];
    new SplittableRandom(seed).nextBytes(octets);
    return Bytes.of(octets);
  }

  static ConnectRequest connect(int id) {
    return connect(SERVER, id, 0, Optional.empty());
  }

  static ConnectRequest connect(Ipv4 server, int id, int timeout, Optional<String> version) {
    return new ConnectRequest(
        0,
        server,
        id,
        MAC,
        timeout,
        Optional.empty(),
        DeviceIdentity.NONE,
        Optional.of(Bytes.of("pw".getBytes(java.nio.charset.StandardCharsets.US_ASCII))),
        Optional.of(Bytes.of("oper".getBytes(java.nio.charset.StandardCharsets.US_ASCII))),
        version,
        Optional.empty(),
        0);
  }

  static Notification announce(int id) {
    return announce(id, 1, FILE, "fw.bin", OptionalInt.empty());
  }

  static Notification announce(int id, int number, Bytes file, String name, OptionalInt group) {
    FileGeometry geometry =
        new FileGeometry(file.length(), GEOMETRY.sequenceLimit(), GEOMETRY.sequenceSize());
    return announce(NotificationKind.UPGRADE, id, number, geometry, crc(file), name, group);
  }

  static Notification announce(
      NotificationKind kind,
      int id,
      int number,
      FileGeometry geometry,
      long crc,
      String name,
      OptionalInt group) {
    return new Notification(
        kind, number, geometry, GROUP, Optional.empty(), id, crc, group, 0, name, Optional.empty());
  }

  static long crc(Bytes file) {
    CRC32 crc = new CRC32();
    crc.update(file.toArray());
    return crc.getValue();
  }

  static DataTransfer frame(int chunk, int sequence) {
    return frame(1, FILE, chunk, sequence);
  }

  static DataTransfer frame(int number, Bytes file, int chunk, int sequence) {
    FileGeometry geometry =
        new FileGeometry(file.length(), GEOMETRY.sequenceLimit(), GEOMETRY.sequenceSize());
    boolean chunkEnds = geometry.isLast(chunk, sequence);
    int flags = chunkEnds ? LAST_OF_CHUNK : 0;
    flags |= chunkEnds && chunk == geometry.chunks() ? LAST_OF_FILE : 0;
    Bytes data =
        file.slice((int) geometry.offsetOf(chunk, sequence), geometry.lengthOf(chunk, sequence));
    return new DataTransfer(number, chunk, sequence, flags, data);
  }

  static ScmCompleted closed() {
    return new ScmCompleted(1, 0);
  }

  static ScmCompleted again() {
    return new ScmCompleted(1, 2);
  }

  static TransferCompleted sentAll() {
    return new TransferCompleted(1);
  }

  static CcmCompleted repeatedAll() {
    return new CcmCompleted(1);
  }

  static TransferAborted abort(int id) {
    return new TransferAborted(0, id);
  }

  static DisconnectRequest disconnect(int id) {
    return new DisconnectRequest(0, SERVER, id);
  }

  static StatusRequest ask() {
    return new StatusRequest(ID, MsuBench.CLIENT);
  }
}
