package dev.fuota.protocol.msu;

import dev.fuota.protocol.codec.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A message of each type, and ways to spoil it. */
final class Samples {
  static final Ipv4 DEVICE = address("192.0.2.20");
  static final Ipv4 SERVER = address("192.0.2.15");
  static final int ID = 0x11223344;
  static final FileGeometry GEOMETRY = new FileGeometry(95, 4, 10);
  static final FileContext CONTEXT = new FileContext(1, GEOMETRY);
  static final MsuLimits EVERYTHING = MsuLimits.defaults().fromLocal().withProfile(Profile.CODED);

  static final Notification NOTIFICATION =
      new Notification(
          NotificationKind.UPGRADE,
          1,
          GEOMETRY,
          new Endpoint(address("239.254.1.2"), 15567),
          Optional.of(new Endpoint(address("239.254.1.3"), 15568)),
          ID,
          0xdeadbeefL,
          OptionalInt.of(7),
          10,
          "App2.out",
          Optional.of("/fw"));
  static final DataTransfer DATA = new DataTransfer(1, 3, 2, 0xc0, text("abcde"));
  static final SequenceComplaint SCM = new SequenceComplaint(1, 3, 0x40000000);
  static final ChunkComplaint CCM = new ChunkComplaint(1, List.of(1L, 3L));
  static final StatusResponse STATUS =
      new StatusResponse(Status.FAIL, StatusCode.INCOMPLETE, ID, DEVICE, 3);
  static final WhoIs WHO_IS = new WhoIs(MsgType.CLIENT, Optional.of(SERVER), Optional.of(DEVICE));
  static final DeviceIdentity IDENTITY =
      new DeviceIdentity(
          Optional.of("HW7A"),
          Optional.of(""),
          Optional.empty(),
          Optional.of("AX200"),
          Optional.of("ACME"));
  static final IAm I_AM =
      new IAm(
          5,
          MsgType.CLIENT | MsgType.AUTH,
          DEVICE,
          IDENTITY,
          Optional.of("1.4.2"),
          Optional.empty(),
          Optional.of("Lab/Rack 3"),
          Optional.of("fuota:stream"),
          Optional.of(DeviceParameters.DEFAULT),
          0x01020304,
          text("more"));
  static final ConnectRequest CONNECT =
      new ConnectRequest(
          MsgType.AUTH,
          SERVER,
          ID,
          new MacAddress(0x02000000000fL),
          60,
          Optional.of("App2.out"),
          IDENTITY,
          Optional.of(Bytes.fromHex("00ff")),
          Optional.of(text("oper")),
          Optional.of("1.5.0"),
          Optional.empty(),
          1);
  static final Passthrough PASSTHROUGH =
      new Passthrough(MsuType.PASS_REQ, 1, 2, DEVICE, 99, text("ping"));
  static final Poll POLL = new Poll(1, 1, 3, true, 200, ID);
  static final Report REPORT =
      new Report(
          1, 1, ID, 7, 2, 2, 500, List.of(new MissingFrames(2, 0xf0000000), missingOfLast()));
  static final CodedTransfer CODED = new CodedTransfer(1, 3, 0xc0000000, text("0123456789"));

  private Samples() {}

  private static MissingFrames missingOfLast() {
    return new MissingFrames(3, 0x40000000);
  }

  static List<MsuMessage> all() {
    return List.of(
        NOTIFICATION,
        DATA,
        SCM,
        CCM,
        new TransferCompleted(1),
        new TransferAborted(0, ID),
        new CcmCompleted(1),
        new ScmCompleted(1, 2),
        new StatusRequest(ID, DEVICE),
        STATUS,
        WHO_IS,
        WhoIs.everybody(),
        I_AM,
        new SetGroup(7, MsgType.CLIENT, DEVICE),
        new ResetGroup(MsgType.CLIENT, DEVICE),
        new GroupAck(7, true, DEVICE),
        CONNECT,
        ConnectResponse.to(ID, ResponseCode.LOGIN_INFO),
        new DisconnectRequest(0, SERVER, ID),
        DisconnectResponse.to(ID, ResponseCode.GOOD),
        PASSTHROUGH,
        LocalCommand.START,
        POLL,
        REPORT,
        CODED);
  }

  static Ipv4 address(String text) {
    return Ipv4.parse(text).orElseThrow();
  }

  static Bytes text(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** The message with other octets from an offset on. */
  static Bytes with(MsuMessage message, int at, String hex) {
    byte[] octets = message.encoded().toArray();
    byte[] other = Bytes.fromHex(hex).toArray();
    System.arraycopy(other, 0, octets, at, other.length);
    return Bytes.of(octets);
  }

  /** The message with other characters, and NUL behind them, where an address is. */
  static Bytes withAddress(MsuMessage message, int at, String address) {
    return with(message, at, Bytes.of(Arrays.copyOf(text(address).toArray(), 40)).toHex());
  }

  static Bytes cut(MsuMessage message, int octets) {
    Bytes encoded = message.encoded();
    return encoded.slice(0, encoded.length() - octets);
  }

  static Bytes longer(MsuMessage message, int octets) {
    return message.encoded().concat(Bytes.of(new byte[octets]));
  }
}
