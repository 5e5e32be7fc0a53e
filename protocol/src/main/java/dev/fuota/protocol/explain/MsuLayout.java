package dev.fuota.protocol.explain;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.FrameBitmap;
import dev.fuota.protocol.msu.MsuDecoded;
import dev.fuota.protocol.msu.MsuType;
import dev.fuota.protocol.msu.ResponseCode;
import dev.fuota.protocol.msu.SecurityTrailer;
import dev.fuota.protocol.msu.StatusCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the fields of an MSU message lie: one line a type, each field by its length and name. */
final class MsuLayout {
  private static final String FILE = "2 File Number,1 version";
  private static final String NAMES =
      "1 length of HW_ID,1 length of Product_ID,1 length of Product_Name,1 length of Model_Name,"
          + "1 length of Vendor_ID,1 length of FW_SW_Ver,1 length of Major_Minor_Revision,"
          + "1 length of Device_Loc,1 length of MSU_Comm_Param,1 length of Device Parameter";
  private static final String CONNECT_NAMES =
      "1 length of Filename,1 length of HardwareId,1 length of ProductId,1 length of ModelName,"
          + "1 length of Password,1 length of Username,1 length of F/w version,"
          + "1 length of S/w version,1 length of Vendor_Id,1 length of Product_Name";
  private static final String PARAMETERS =
      "2 Sequence_Delay,2 SCM_Delay,2 CCM_Delay,1 CCM_Retry,1 SCM_Retry,1 Timeout_Val,"
          + "1 Sequence Limit";
  private static final String LENGTH_OF = "length of ";
  private static final int PRESENT = 0x80;

  private final Bytes octets;
  private final int end;
  private final List<ExplainedField> fields = new ArrayList<>();

  /** Strings that are there: name and length. */
  private final List<String> strings = new ArrayList<>();

  private int at;

  private MsuLayout(Bytes octets, int end) {
    this.octets = octets;
    this.end = end;
  }

  /** The fields of a message that was decoded from {@code datagram}. */
  static List<ExplainedField> of(Bytes datagram, MsuDecoded.Ok decoded) {
    int trailer = decoded.trailer().map(it -> SecurityTrailer.length(it.suite())).orElse(0);
    MsuLayout layout = new MsuLayout(datagram, datagram.length() - trailer);
    MsuType type = decoded.message().type();
    layout.opcode(type);
    layout.add(layout(type));
    layout.strings.forEach(layout::addString);
    layout.addRest(rest(type));
    if (trailer > 0) {
      layout.field(trailer, "security trailer");
    }
    return layout.fields;
  }

  private static String layout(MsuType type) {
    return switch (type) {
      case NOTIFY_UPGRADE, NOTIFY_DOWNGRADE, NOTIFY_FORCE_UPGRADE ->
          FILE
              + ",4 File Size,4 Number of Chunks,2 Sequence Number Limit,2 Sequence Size Limit,"
              + "40 Multicast Address,40 CM Multicast Address,2 Port Number,2 CM Port Number,"
              + "4 Transaction ID,4 File CRC,1 length of File Name,1 length of Dest Path,1 GroupID,"
              + "1 Update Timeout";
      case DATA -> FILE + ",4 CN,1 SN,2 Data Length,1 flags";
      case SCM -> FILE + ",4 CN,1 Number of Sequences,3 reserved,4 bitmap";
      case CCM -> FILE + ",4 Number of Chunks";
      case TRANSFER_COMPLETED, CCM_COMPLETED -> FILE;
      case TRANSFER_ABORTED -> FILE + ",4 Transaction ID";
      case SCM_COMPLETED -> FILE + ",1 SCM_Retry_Flag,3 reserved";
      case STATUS_REQ, STATUS_RES ->
          "1 Status,1 Error Code,1 version,4 Transaction ID,40 Device ID,1 CCM Retry,3 reserved";
      case WHO_IS -> "1 IsRange,1 Msg_type,1 version,40 Start of range,40 End of range";
      case I_AM ->
          "1 GroupID,1 Msg_type,1 version,40 Device ID," + NAMES + ",2 reserved,4 for users";
      case SET_GROUP_ID, RESET_GROUP_ID -> "1 GroupID,1 Msg_type,1 version,40 Device ID";
      case CREATE_GROUP_ACK -> "1 GroupID,1 result,1 version,40 Device ID";
      case CONNECT_REQ ->
          "1 reserved,1 Msg_type,1 version,40 Server IP,4 Transaction ID,6 MAC,"
              + "1 Connection_timeout,"
              + CONNECT_NAMES
              + ",1 reserved,2 reserved";
      case CONNECT_RES, DISCONNECT_RES -> "1 error code,1 error subcode,1 version";
      case DISCONNECT_REQ -> "1 reserved,1 Msg_type,1 version,40 Server IP,4 Transaction ID";
      case PASS_REQ, PASS_RES, PASS_MSG ->
          "1 channel,1 flags,1 version,40 Device ID,4 correlation id,2 Data Length,2 reserved";
      case USER_START, USER_STOP, USER_INIT -> "2 reserved,1 version";
      case POLL ->
          FILE + ",4 poll,4 up to CN,1 flags,1 reserved,2 answer within ms,4 Transaction ID";
      case REPORT ->
          FILE
              + ",4 poll,4 Transaction ID,4 frames held,4 lost in the kernel,"
              + "4 first incomplete CN,2 receive room,2 Number of Chunks";
      case CODED -> FILE + ",4 CN,4 bitmap,2 Data Length,2 reserved";
    };
  }

  /** What the octets behind the fixed part and the strings are. */
  private static String rest(MsuType type) {
    return switch (type) {
      case I_AM -> "user data";
      case CCM -> "4 CN";
      case REPORT -> "8 CN and bitmap";
      case CONNECT_RES, DISCONNECT_RES -> "4 Transaction ID";
      default -> "data";
    };
  }

  private void opcode(MsuType type) {
    Bytes octet = octets.slice(at++, 1);
    fields.add(
        new ExplainedField(
            0, octet, Optional.empty(), "opcode", "0x" + octet.toHex(), type.name()));
  }

  private void add(String layout) {
    for (String part : layout.split(",", -1)) {
      int blank = part.indexOf(' ');
      field(Integer.parseInt(part, 0, blank, 10), part.substring(blank + 1));
    }
  }

  private void field(int length, String name) {
    Bytes field = octets.slice(at, Math.min(length, octets.length() - at));
    if (name.startsWith(LENGTH_OF)) {
      if ((field.at(0) & PRESENT) != 0) {
        strings.add((field.at(0) & ~PRESENT) + " " + name.substring(LENGTH_OF.length()));
      }
    }
    if (!name.equals("reserved") || !isZero(field)) {
      fields.add(
          new ExplainedField(
              at, field, Optional.empty(), name, value(name, field), meaning(name, field)));
    }
    at += field.length();
  }

  private void addString(String string) {
    if (string.endsWith("Device Parameter")) {
      add(PARAMETERS);
    } else {
      add(string);
    }
  }

  private void addRest(String what) {
    int blank = what.indexOf(' ');
    boolean repeated = Character.isDigit(what.charAt(0));
    int step = repeated ? Integer.parseInt(what, 0, blank, 10) : Math.max(1, end - at);
    while (at < end) {
      field(Math.min(step, end - at), repeated ? what.substring(blank + 1) : what);
    }
  }

  private static boolean isZero(Bytes field) {
    return field.equals(Bytes.of(new byte[field.length()]));
  }

  private static String value(String name, Bytes field) {
    if (name.startsWith(LENGTH_OF)) {
      return Integer.toString(field.at(0) & ~PRESENT);
    }
    return switch (name) {
      case "data",
          "user data",
          "security trailer",
          "for users",
          "Password",
          "Username",
          "CN and bitmap",
          "reserved" ->
          field.length() > 8 ? field.length() + " octets" : field.toHex();
      case "MAC" -> field.toHex().replaceAll("(..)(?=.)", "$1:");
      case "Transaction ID", "File CRC", "bitmap", "flags", "Msg_type", "version" ->
          "0x" + field.toHex();
      default -> field.length() <= 4 && !isText(name) ? number(field) : text(field);
    };
  }

  /** Strings of variable length, of which some are as short as a number. */
  private static boolean isText(String name) {
    return switch (name) {
      case "HW_ID",
          "Product_ID",
          "Product_Name",
          "Model_Name",
          "Vendor_ID",
          "FW_SW_Ver",
          "Major_Minor_Revision",
          "Device_Loc",
          "MSU_Comm_Param",
          "Filename",
          "HardwareId",
          "ProductId",
          "ModelName",
          "F/w version",
          "S/w version",
          "Vendor_Id",
          "File Name",
          "Dest Path" ->
          true;
      default -> false;
    };
  }

  private static String number(Bytes field) {
    return Long.toString(field.isEmpty() ? 0 : Long.parseLong(field.toHex(), 16));
  }

  private static String text(Bytes field) {
    String text = new String(field.toArray(), StandardCharsets.US_ASCII);
    int nul = text.indexOf(0);
    return "\"" + (nul < 0 ? text : text.substring(0, nul)) + "\"";
  }

  private static String meaning(String name, Bytes field) {
    if (name.startsWith(LENGTH_OF)) {
      return (field.at(0) & PRESENT) == 0 ? "absent" : "present";
    }
    return switch (name) {
      case "bitmap" -> "frames " + FrameBitmap.sequences(field.asBuffer().getInt());
      case "error subcode" -> new ResponseCode(field.at(0)).meaning();
      case "Error Code" -> new StatusCode(field.at(0)).meaning();
      case "Status" -> field.at(0) == 0 ? "PASS" : field.at(0) == 1 ? "FAIL" : "IN_PROGRESS";
      case "SCM_Retry_Flag" -> field.at(0) == 0 ? "the chunk is closed" : "another window";
      case "Sequence_Delay", "SCM_Delay", "CCM_Delay" -> "ms";
      case "Connection_timeout", "Update Timeout", "Timeout_Val" -> "s";
      default -> "";
    };
  }
}
