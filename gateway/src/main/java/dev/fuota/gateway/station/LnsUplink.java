package dev.fuota.gateway.station;

import dev.fuota.gateway.json.Json;
import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * An uplink as the station tells it: it takes the frame apart without knowing a key.
 *
 * @param rate data rate index of the region
 */
public record LnsUplink(Bytes phyPayload, int rate, int frequencyHz, UpInfo upInfo) {
  private static final int JOIN_REQUEST = 0;
  private static final int UNCONFIRMED_UP = 2;
  private static final int CONFIRMED_UP = 4;
  private static final int REJOIN_REQUEST = 6;
  private static final int PROPRIETARY = 7;

  private static final int JOIN_LENGTH = 23;
  private static final int MIC = 4;
  private static final int HEADER = 8; // MHDR, DevAddr, FCtrl, FCnt
  private static final int FOPTS_LENGTH = 0x0f;
  private static final int NO_PORT = -1;
  private static final HexFormat UPPER = HexFormat.of().withUpperCase();

  /** The message; empty for what is no uplink. */
  public Optional<Bytes> encode() {
    return message().map(Json::write);
  }

  private Optional<ObjectNode> message() {
    if (phyPayload.isEmpty()) {
      return Optional.empty();
    }
    int length = phyPayload.length();
    return switch (phyPayload.at(0) >> 5) {
      case JOIN_REQUEST -> length == JOIN_LENGTH ? Optional.of(join("jreq")) : Optional.empty();
      // The message has room for no real rejoin-request, of 19 or 24 octets: those go whole.
      case REJOIN_REQUEST -> Optional.of(length == JOIN_LENGTH ? join("rejoin") : whole());
      case UNCONFIRMED_UP, CONFIRMED_UP -> data();
      case PROPRIETARY -> Optional.of(whole());
      default -> Optional.empty();
    };
  }

  private ObjectNode join(String type) {
    ByteBuffer in = phyPayload.asBuffer().order(ByteOrder.LITTLE_ENDIAN);
    ObjectNode message = Json.object().put("msgtype", type);
    message
        .put("MHdr", in.get() & 0xff)
        .put("JoinEui", dashed(in.getLong()))
        .put("DevEui", dashed(in.getLong()))
        .put("DevNonce", in.getShort() & 0xffff)
        .put("MIC", in.getInt());
    return addReception(message);
  }

  private Optional<ObjectNode> data() {
    int length = phyPayload.length();
    if (length < HEADER + MIC || length < HEADER + optionsLength() + MIC) {
      return Optional.empty();
    }
    ByteBuffer in = phyPayload.asBuffer().order(ByteOrder.LITTLE_ENDIAN);
    ObjectNode message = Json.object().put("msgtype", "updf");
    message
        .put("MHdr", in.get() & 0xff)
        .put("DevAddr", in.getInt())
        .put("FCtrl", in.get() & 0xff)
        .put("FCnt", in.getShort() & 0xffff);
    message.put("FOpts", hex(Bytes.take(in, optionsLength())));
    message.put("FPort", in.remaining() > MIC ? in.get() & 0xff : NO_PORT);
    message.put("FRMPayload", hex(Bytes.take(in, in.remaining() - MIC)));
    message.put("MIC", in.getInt());
    return Optional.of(addReception(message));
  }

  private int optionsLength() {
    return phyPayload.at(5) & FOPTS_LENGTH;
  }

  private ObjectNode whole() {
    ObjectNode message = Json.object().put("msgtype", "propdf");
    return addReception(message.put("FRMPayload", hex(phyPayload)));
  }

  private ObjectNode addReception(ObjectNode message) {
    message.put("RefTime", 0.0).put("DR", rate).put("Freq", frequencyHz);
    message.set("upinfo", upInfo.json());
    return message;
  }

  private static String hex(Bytes octets) {
    return UPPER.formatHex(octets.toArray());
  }

  /** An EUI-64 as 8 pairs of digits with dashes between them. */
  static String dashed(long eui) {
    String hex = String.format(Locale.ROOT, "%016X", eui);
    return hex.replaceAll("(..)(?!$)", "$1-");
  }
}
