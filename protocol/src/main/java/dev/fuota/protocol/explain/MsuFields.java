package dev.fuota.protocol.explain;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.CcmCompleted;
import dev.fuota.protocol.msu.ChunkComplaint;
import dev.fuota.protocol.msu.CodedTransfer;
import dev.fuota.protocol.msu.ConnectRequest;
import dev.fuota.protocol.msu.ConnectResponse;
import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.DeviceIdentity;
import dev.fuota.protocol.msu.DeviceParameters;
import dev.fuota.protocol.msu.DisconnectRequest;
import dev.fuota.protocol.msu.DisconnectResponse;
import dev.fuota.protocol.msu.Endpoint;
import dev.fuota.protocol.msu.FrameBitmap;
import dev.fuota.protocol.msu.GroupAck;
import dev.fuota.protocol.msu.IAm;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MsgType;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.Notification;
import dev.fuota.protocol.msu.Passthrough;
import dev.fuota.protocol.msu.Poll;
import dev.fuota.protocol.msu.Report;
import dev.fuota.protocol.msu.ResetGroup;
import dev.fuota.protocol.msu.ResponseCode;
import dev.fuota.protocol.msu.ScmCompleted;
import dev.fuota.protocol.msu.SequenceComplaint;
import dev.fuota.protocol.msu.SetGroup;
import dev.fuota.protocol.msu.StatusRequest;
import dev.fuota.protocol.msu.StatusResponse;
import dev.fuota.protocol.msu.TransferAborted;
import dev.fuota.protocol.msu.TransferCompleted;
import dev.fuota.protocol.msu.WhoIs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The fields of an MSU message by the names of known answers: numbers without sign as {@code Long},
 * texts, flags, lists and maps of these. What is not there is left out, but the group of a
 * Notification is an empty {@code Optional} then.
 */
public final class MsuFields {
  private record MsgTypeBit(int bit, String name) {}

  private static final List<MsgTypeBit> MSG_TYPE =
      List.of(
          new MsgTypeBit(MsgType.CLIENT, "client"),
          new MsgTypeBit(MsgType.MASTER, "master"),
          new MsgTypeBit(MsgType.AUTH, "auth"),
          new MsgTypeBit(MsgType.AUTH_LEVEL, "authLevel"));

  private final Map<String, Object> fields = new LinkedHashMap<>();

  private MsuFields() {}

  /** The fields of {@code message}. */
  public static Map<String, Object> of(MsuMessage message) {
    MsuFields fields = new MsuFields();
    switch (message.type()) {
      case NOTIFY_UPGRADE, NOTIFY_DOWNGRADE, NOTIFY_FORCE_UPGRADE ->
          fields.add((Notification) message);
      case DATA -> fields.add((DataTransfer) message);
      case SCM -> fields.add((SequenceComplaint) message);
      case CCM -> fields.add((ChunkComplaint) message);
      case TRANSFER_COMPLETED -> fields.file(((TransferCompleted) message).fileNumber());
      case CCM_COMPLETED -> fields.file(((CcmCompleted) message).fileNumber());
      case TRANSFER_ABORTED -> fields.add((TransferAborted) message);
      case SCM_COMPLETED -> fields.add((ScmCompleted) message);
      case STATUS_REQ -> fields.add((StatusRequest) message);
      case STATUS_RES -> fields.add((StatusResponse) message);
      case WHO_IS -> fields.add((WhoIs) message);
      case I_AM -> fields.add((IAm) message);
      case SET_GROUP_ID, RESET_GROUP_ID, CREATE_GROUP_ACK -> fields.addGroup(message);
      case CONNECT_REQ -> fields.add((ConnectRequest) message);
      case CONNECT_RES, DISCONNECT_RES -> fields.addResponse(message);
      case DISCONNECT_REQ -> fields.add((DisconnectRequest) message);
      case PASS_REQ, PASS_RES, PASS_MSG -> fields.add((Passthrough) message);
      case USER_START, USER_STOP, USER_INIT -> {} // nothing but the header
      case POLL -> fields.add((Poll) message);
      case REPORT -> fields.add((Report) message);
      case CODED -> fields.add((CodedTransfer) message);
    }
    return fields.fields;
  }

  private void file(int fileNumber) {
    number("fileNumber", fileNumber);
  }

  private void number(String name, long value) {
    fields.put(name, value);
  }

  private void unsigned(String name, int value) {
    fields.put(name, Integer.toUnsignedLong(value));
  }

  private void text(String name, Object value) {
    fields.put(name, value.toString());
  }

  private void text(String name, Optional<String> value) {
    value.ifPresent(it -> fields.put(name, it));
  }

  private void flag(String name, boolean value) {
    fields.put(name, value);
  }

  private void address(String name, Optional<Ipv4> value) {
    fields.put(name, value.map(Ipv4::toString).orElse(""));
  }

  private void msgType(int bits) {
    List<String> set = new ArrayList<>();
    for (MsgTypeBit bit : MSG_TYPE) {
      if ((bits & bit.bit()) != 0) {
        set.add(bit.name());
      }
    }
    fields.put("msgType", set);
  }

  private void identity(DeviceIdentity identity) {
    text("hardwareId", identity.hardwareId());
    text("productId", identity.productId());
    text("productName", identity.productName());
    text("modelName", identity.modelName());
    text("vendorId", identity.vendorId());
  }

  private void add(Notification message) {
    file(message.fileNumber());
    number("fileSize", message.geometry().fileSize());
    number("chunks", message.geometry().chunks());
    number("sequenceLimit", message.geometry().sequenceLimit());
    number("sequenceSize", message.geometry().sequenceSize());
    text("multicast", message.group().address());
    number("port", message.group().port());
    address("cmMulticast", message.cmGroup().map(Endpoint::address));
    number("cmPort", message.cmGroup().map(Endpoint::port).orElse(0));
    unsigned("transactionId", message.transactionId());
    number("fileCrc", message.fileCrc());
    OptionalInt group = message.groupId();
    fields.put(
        "groupId", group.isPresent() ? Long.valueOf(group.getAsInt()) : Optional.<Long>empty());
    number("updateTimeoutSec", message.updateTimeoutSeconds());
    text("fileName", message.fileName());
    text("destPath", message.destPath());
  }

  private void add(DataTransfer message) {
    file(message.fileNumber());
    number("chunk", message.chunk());
    number("sequence", message.sequence());
    flag("endOfFile", message.endOfFile());
    flag("endOfChunk", message.endOfChunk());
    text("data", message.data());
  }

  private void add(SequenceComplaint message) {
    file(message.fileNumber());
    number("chunk", message.chunk());
    number("count", FrameBitmap.count(message.bitmap()));
    unsigned("bitmap", message.bitmap());
    fields.put("missing", message.missing());
  }

  private void add(ChunkComplaint message) {
    file(message.fileNumber());
    fields.put("chunks", message.chunks());
  }

  private void add(TransferAborted message) {
    file(message.fileNumber());
    unsigned("transactionId", message.transactionId());
  }

  private void add(ScmCompleted message) {
    file(message.fileNumber());
    number("retryFlag", message.retryFlag());
  }

  private void add(StatusRequest message) {
    status(0, 0, message.transactionId(), message.deviceId(), 0);
  }

  private void add(StatusResponse message) {
    status(
        message.status().octet(),
        message.code().number(),
        message.transactionId(),
        message.deviceId(),
        message.ccmRounds());
  }

  private void status(int status, int code, int transactionId, Ipv4 deviceId, int ccmRounds) {
    number("status", status);
    number("errorCode", code);
    unsigned("transactionId", transactionId);
    text("deviceId", deviceId);
    number("ccmRetry", ccmRounds);
  }

  private void add(WhoIs message) {
    flag("isRange", message.end().isPresent());
    msgType(message.msgType());
    address("start", message.start());
    address("end", message.end());
  }

  private void add(IAm message) {
    number("groupId", message.groupId());
    msgType(message.msgType());
    text("deviceId", message.deviceId());
    text("reservedUserField", String.format("%08x", message.userField()));
    identity(message.identity());
    text("fwSwVersion", message.fwSwVersion());
    text("majorMinorRevision", message.majorMinorRevision());
    text("deviceLocation", message.deviceLocation());
    text("msuCommParam", message.commParam());
    message.parameters().ifPresent(it -> fields.put("deviceParam", of(it)));
    if (!message.userData().isEmpty()) {
      text("userData", message.userData());
    }
  }

  /** The fields of a Device Parameter. */
  public static Map<String, Object> of(DeviceParameters parameters) {
    MsuFields fields = new MsuFields();
    fields.number("sequenceDelayMs", parameters.sequenceDelayMs());
    fields.number("scmDelayMs", parameters.scmDelayMs());
    fields.number("ccmDelayMs", parameters.ccmDelayMs());
    fields.number("ccmRetry", parameters.ccmRetry());
    fields.number("scmRetry", parameters.scmRetry());
    fields.number("timeoutSec", parameters.timeoutSeconds());
    fields.number("sequenceLimit", parameters.sequenceLimit());
    return fields.fields;
  }

  private void addGroup(MsuMessage message) {
    if (message instanceof SetGroup set) {
      number("groupId", set.groupId());
      msgType(set.msgType());
      text("deviceId", set.deviceId());
    } else if (message instanceof ResetGroup reset) {
      number("groupId", 0);
      msgType(reset.msgType());
      text("deviceId", reset.deviceId());
    } else if (message instanceof GroupAck ack) {
      number("groupId", ack.groupId());
      number("errorCode", ack.refused() ? 1 : 0);
      text("deviceId", ack.deviceId());
    }
  }

  private void add(ConnectRequest message) {
    msgType(message.msgType());
    text("serverIp", message.serverIp());
    unsigned("transactionId", message.transactionId());
    text("mac", message.mac());
    number("connectionTimeoutSec", message.connectionTimeoutSeconds());
    text("fileName", message.fileName());
    identity(message.hardware());
    message.password().ifPresent(it -> credential("password", it));
    message.username().ifPresent(it -> credential("username", it));
    text("fwVersion", message.fwVersion());
    text("swVersion", message.swVersion());
    if (message.extensionBits() != 0) {
      number("extensionBits", message.extensionBits());
    }
  }

  /** As text where it is one, else in hexadecimal under another name. */
  private void credential(String name, Bytes octets) {
    String text = new String(octets.toArray(), StandardCharsets.ISO_8859_1);
    boolean printable = text.chars().allMatch(it -> it >= 0x20 && it <= 0x7e);
    fields.put(printable ? name : name + "Hex", printable ? text : octets.toHex());
  }

  private void addResponse(MsuMessage message) {
    if (message instanceof ConnectResponse connect) {
      response(connect.code(), connect.transactionId());
    } else if (message instanceof DisconnectResponse disconnect) {
      response(disconnect.code(), disconnect.transactionId());
    }
  }

  private void response(ResponseCode code, OptionalInt transactionId) {
    number("errorCode", code.isGood() ? 0 : 1);
    number("errorSubcode", code.number());
    transactionId.ifPresent(it -> unsigned("transactionIdEcho", it));
  }

  private void add(DisconnectRequest message) {
    msgType(message.msgType());
    text("serverIp", message.serverIp());
    unsigned("transactionId", message.transactionId());
  }

  private void add(Passthrough message) {
    number("channel", message.channel());
    number("flags", message.flags());
    text("deviceId", message.deviceId());
    unsigned("correlationId", message.correlationId());
    text("data", message.data());
  }

  private void add(Poll message) {
    file(message.fileNumber());
    unsigned("poll", message.number());
    number("upTo", message.upTo());
    flag("everybody", message.everybody());
    number("spreadMs", message.spreadMs());
    unsigned("transactionId", message.transactionId());
  }

  private void add(Report message) {
    file(message.fileNumber());
    unsigned("poll", message.poll());
    unsigned("transactionId", message.transactionId());
    number("held", message.held());
    number("kernelDrops", message.kernelDrops());
    number("firstIncomplete", message.firstIncomplete());
    number("room", message.room());
    List<Map<String, Object>> missing = new ArrayList<>();
    message
        .missing()
        .forEach(
            it ->
                missing.add(
                    Map.of("chunk", it.chunk(), "missing", FrameBitmap.sequences(it.bitmap()))));
    fields.put("missing", missing);
  }

  private void add(CodedTransfer message) {
    file(message.fileNumber());
    number("chunk", message.chunk());
    fields.put("combined", FrameBitmap.sequences(message.mask()));
    text("data", message.data());
  }
}
