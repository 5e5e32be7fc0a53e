package dev.fuota.tests.fuzz;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.CcmCompleted;
import dev.fuota.protocol.msu.CodedTransfer;
import dev.fuota.protocol.msu.ConnectRequest;
import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.DeviceIdentity;
import dev.fuota.protocol.msu.DisconnectRequest;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MacAddress;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.Notification;
import dev.fuota.protocol.msu.NotificationKind;
import dev.fuota.protocol.msu.Poll;
import dev.fuota.protocol.msu.ScmCompleted;
import dev.fuota.protocol.msu.SetGroup;
import dev.fuota.protocol.msu.StatusRequest;
import dev.fuota.protocol.msu.TransferAborted;
import dev.fuota.protocol.msu.TransferCompleted;
import dev.fuota.protocol.msu.WhoIs;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.CRC32;

/** Messages of a server that belong together, chosen by octets: few ids, few and small files. */
final class MsuPhrases {
  static final Ipv4 SERVER = new Ipv4(0x0a00_0001);
  static final Ipv4 OTHER = new Ipv4(0x0a00_0009);
  private static final int KINDS = 13;
  private static final int SEQUENCE_SIZE = 8;

  private MsuPhrases() {}

  static StatusRequest ask(Ipv4 device) {
    return new StatusRequest(0, device);
  }

  static MsuMessage next(Octets octets, Ipv4 device) {
    int kind = octets.next() % KINDS;
    int choice = octets.next();
    int id = 1 + (choice & 1);
    int file = 1 + (choice >> 1) % 3;
    return switch (kind) {
      case 0 -> connect(id, octets.next());
      case 1 -> announced(id, file, octets.next());
      case 2, 3 -> frame(file, octets.next(), octets.next());
      case 4 -> new ScmCompleted(file, choice >> 6);
      case 5 -> new TransferCompleted(file);
      case 6 -> new CcmCompleted(file);
      case 7 -> new Poll(file, 1 + octets.next(), octets.next(), (choice & 64) != 0, 0, id);
      case 8 -> new CodedTransfer(file, 1 + octets.next() % 6, 0xc000_0000, data(octets.next()));
      case 9 -> new TransferAborted(choice >> 6, id);
      case 10 -> new DisconnectRequest(0, SERVER, id);
      case 11 -> (choice & 64) == 0 ? new SetGroup(1 + (choice & 3), 0, device) : ask(device);
      default -> WhoIs.everybody();
    };
  }

  private static MsuMessage connect(int id, int choice) {
    return new ConnectRequest(
        0,
        SERVER,
        id,
        new MacAddress(1),
        choice & 63,
        Optional.empty(),
        DeviceIdentity.NONE,
        Optional.empty(),
        Optional.empty(),
        (choice & 64) == 0 ? Optional.of("2.0") : Optional.empty(),
        Optional.empty(),
        choice >> 6);
  }

  /** One frame, all octets of which are alike. */
  private static Bytes data(int content) {
    byte[] octets = new byte[SEQUENCE_SIZE];
    Arrays.fill(octets, (byte) content);
    return Bytes.of(octets);
  }

  /** A file of whole chunks of four frames that are all zero, if the choice is even. */
  private static MsuMessage announced(int id, int file, int choice) {
    int size = (1 + (choice >> 1) % 5) * 4 * SEQUENCE_SIZE;
    CRC32 crc = new CRC32();
    crc.update(new byte[size]);
    return new Notification(
        NotificationKind.UPGRADE,
        file,
        new FileGeometry(size, 4, SEQUENCE_SIZE),
        new Endpoint(new Ipv4(0xeffe_0103), 15_568),
        Optional.empty(),
        id,
        (choice & 1) == 0 ? crc.getValue() : 1,
        OptionalInt.empty(),
        0,
        "f" + file,
        Optional.empty());
  }

  private static MsuMessage frame(int file, int where, int content) {
    return new DataTransfer(
        file, 1 + where % 5, 1 + (where >> 4) % 4, where & 0x40, data(content < 200 ? 0 : content));
  }
}
