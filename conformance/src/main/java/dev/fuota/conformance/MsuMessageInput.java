package dev.fuota.conformance;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.CcmCompleted;
import dev.fuota.protocol.msu.ChunkComplaint;
import dev.fuota.protocol.msu.ConnectRequest;
import dev.fuota.protocol.msu.ConnectResponse;
import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.DeviceIdentity;
import dev.fuota.protocol.msu.DisconnectRequest;
import dev.fuota.protocol.msu.DisconnectResponse;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.GroupAck;
import dev.fuota.protocol.msu.IAm;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.LocalCommand;
import dev.fuota.protocol.msu.MsgType;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.MsuType;
import dev.fuota.protocol.msu.Notification;
import dev.fuota.protocol.msu.NotificationKind;
import dev.fuota.protocol.msu.Passthrough;
import dev.fuota.protocol.msu.ResetGroup;
import dev.fuota.protocol.msu.ResponseCode;
import dev.fuota.protocol.msu.ScmCompleted;
import dev.fuota.protocol.msu.SequenceComplaint;
import dev.fuota.protocol.msu.SetGroup;
import dev.fuota.protocol.msu.Status;
import dev.fuota.protocol.msu.StatusCode;
import dev.fuota.protocol.msu.StatusRequest;
import dev.fuota.protocol.msu.StatusResponse;
import dev.fuota.protocol.msu.TransferAborted;
import dev.fuota.protocol.msu.TransferCompleted;
import dev.fuota.protocol.msu.WhoIs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Makes messages out of the fields of an MSU file.
 *
 * @param fields of a message
 */
record MsuMessageInput(Entry fields) {
  private static final Map<String, Integer> MSG_TYPE =
      Map.of(
          "client", MsgType.CLIENT,
          "master", MsgType.MASTER,
          "auth", MsgType.AUTH,
          "authLevel", MsgType.AUTH_LEVEL);

  /**
   * The message of a type.
   *
   * @throws IllegalArgumentException if no message may have these fields
   */
  MsuMessage message(MsuType type) {
    return switch (type) {
      case NOTIFY_UPGRADE -> notification(NotificationKind.UPGRADE);
      case NOTIFY_DOWNGRADE -> notification(NotificationKind.DOWNGRADE);
      case NOTIFY_FORCE_UPGRADE -> notification(NotificationKind.FORCE_UPGRADE);
      case DATA -> new DataTransfer(file(), chunk(), number("sequence"), flags(), data());
      case SCM -> new SequenceComplaint(file(), chunk(), token("bitmap"));
      case CCM -> new ChunkComplaint(file(), chunks());
      case TRANSFER_COMPLETED -> new TransferCompleted(file());
      case TRANSFER_ABORTED -> new TransferAborted(file(), transaction());
      case CCM_COMPLETED -> new CcmCompleted(file());
      case SCM_COMPLETED -> new ScmCompleted(file(), number("retryFlag"));
      case STATUS_REQ -> new StatusRequest(transaction(), deviceId());
      case STATUS_RES -> status();
      case WHO_IS -> new WhoIs(msgType(), addressOrEmpty("start"), addressOrEmpty("end"));
      case I_AM -> iAm();
      case SET_GROUP_ID -> new SetGroup(number("groupId"), msgType(), deviceId());
      case RESET_GROUP_ID -> new ResetGroup(msgType(), deviceId());
      case CREATE_GROUP_ACK ->
          new GroupAck(number("groupId"), number("errorCode") == 1, deviceId());
      case CONNECT_REQ -> connect();
      case CONNECT_RES -> new ConnectResponse(responseCode(), echo());
      case DISCONNECT_REQ -> new DisconnectRequest(msgType(), serverIp(), transaction());
      case DISCONNECT_RES -> new DisconnectResponse(responseCode(), echo());
      case PASS_REQ, PASS_RES, PASS_MSG -> passthrough(type);
      case USER_START, USER_STOP, USER_INIT -> new LocalCommand(type);
      case CODED, POLL, REPORT -> throw fields.malformed("MSU has no " + type);
    };
  }

  private int number(String name) {
    return fields.integer(name);
  }

  private int token(String name) {
    return MsuInput.token(fields.get(name));
  }

  private int file() {
    return number("fileNumber");
  }

  private long chunk() {
    return fields.get("chunk").u32();
  }

  private int transaction() {
    return token("transactionId");
  }

  private Ipv4 deviceId() {
    return MsuInput.address(fields.get("deviceId"));
  }

  private Ipv4 serverIp() {
    return MsuInput.address(fields.get("serverIp"));
  }

  private Optional<Ipv4> addressOrEmpty(String name) {
    return fields.text(name).isEmpty()
        ? Optional.empty()
        : Optional.of(MsuInput.address(fields.get(name)));
  }

  private Optional<String> text(String name) {
    return fields.find(name).map(Entry::text);
  }

  private Bytes data() {
    return fields.hex("data");
  }

  private List<Long> chunks() {
    return fields.get("chunks").elements().stream().map(Entry::u32).toList();
  }

  private int flags() {
    return (fields.flag("endOfFile") ? DataTransfer.END_OF_FILE : 0)
        | (fields.flag("endOfChunk") ? DataTransfer.END_OF_CHUNK : 0);
  }

  private int msgType() {
    int bits = 0;
    for (Entry bit : fields.get("msgType").elements()) {
      bits |=
          Optional.ofNullable(MSG_TYPE.get(bit.text()))
              .orElseThrow(() -> bit.malformed("Msg_type has no such bit"));
    }
    return bits;
  }

  private ResponseCode responseCode() {
    return new ResponseCode(number("errorSubcode"));
  }

  private OptionalInt echo() {
    return fields
        .find("transactionIdEcho")
        .map(it -> OptionalInt.of(MsuInput.token(it)))
        .orElse(OptionalInt.empty());
  }

  private Notification notification(NotificationKind kind) {
    Optional<Ipv4> cmAddress = addressOrEmpty("cmMulticast");
    return new Notification(
        kind,
        file(),
        MsuInput.geometry(fields),
        new Endpoint(MsuInput.address(fields.get("multicast")), number("port")),
        cmAddress.map(it -> new Endpoint(it, number("cmPort"))),
        transaction(),
        fields.get("fileCrc").u32(),
        fields.find("groupId").map(it -> OptionalInt.of(it.integer())).orElse(OptionalInt.empty()),
        number("updateTimeoutSec"),
        fields.text("fileName"),
        text("destPath"));
  }

  private StatusResponse status() {
    int octet = number("status");
    Status status =
        Stream.of(Status.values())
            .filter(it -> it.octet() == octet)
            .findFirst()
            .orElseThrow(() -> fields.get("status").malformed("there is no such status"));
    return new StatusResponse(
        status, new StatusCode(number("errorCode")), transaction(), deviceId(), number("ccmRetry"));
  }

  private DeviceIdentity identity() {
    return new DeviceIdentity(
        text("hardwareId"),
        text("productId"),
        text("productName"),
        text("modelName"),
        text("vendorId"));
  }

  private IAm iAm() {
    return new IAm(
        number("groupId"),
        msgType(),
        deviceId(),
        identity(),
        text("fwSwVersion"),
        text("majorMinorRevision"),
        text("deviceLocation"),
        text("msuCommParam"),
        fields.find("deviceParam").map(MsuInput::parameters),
        fields.hex("reservedUserField").asBuffer().getInt(),
        fields.find("userData").map(Entry::hex).orElse(Bytes.EMPTY));
  }

  private ConnectRequest connect() {
    return new ConnectRequest(
        msgType(),
        serverIp(),
        transaction(),
        MsuInput.mac(fields.get("mac")),
        number("connectionTimeoutSec"),
        text("fileName"),
        identity(),
        credential("password"),
        credential("username"),
        text("fwVersion"),
        text("swVersion"),
        0);
  }

  private Optional<Bytes> credential(String name) {
    return fields
        .find(name + "Hex")
        .map(Entry::hex)
        .or(() -> text(name).map(it -> Bytes.of(it.getBytes(StandardCharsets.US_ASCII))));
  }

  private Passthrough passthrough(MsuType type) {
    return new Passthrough(
        type, number("channel"), number("flags"), deviceId(), token("correlationId"), data());
  }
}
