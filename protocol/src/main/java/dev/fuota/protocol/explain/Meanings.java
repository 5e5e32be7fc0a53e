package dev.fuota.protocol.explain;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.codec.ReadField;
import dev.fuota.protocol.firmware.DevRebootCountdownAns;
import dev.fuota.protocol.firmware.DevRebootCountdownReq;
import dev.fuota.protocol.firmware.DevRebootTimeReq;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.protocol.multicast.McClassBSessionReq;
import dev.fuota.protocol.multicast.McSessionAns;
import dev.fuota.protocol.packages.ApplicationPackage;
import java.math.BigDecimal;
import java.util.Map;

/** What the values of fields mean, in words; a flag says something only if it is set. */
record Meanings(Command command, PackageVersion version) {
  private static final int SHOWN_OCTETS = 16;

  private static final Map<String, String> FLAGS =
      Map.ofEntries(
          Map.entry("ansRequired", "answer even if the clock is right"),
          Map.entry("notSupported", "the device cannot be told a period"),
          Map.entry("idError", "the device does not support this group id"),
          Map.entry("drError", "the device cannot use the data rate"),
          Map.entry("freqError", "the device cannot use the frequency"),
          Map.entry("mcGroupUndefined", "there is no such group"),
          Map.entry("startMissed", "the session would have begun in the past"),
          Map.entry("fragAlgoUnsupported", "the device does not know the erasure code"),
          Map.entry("notEnoughMemory", "the block is too large for the device"),
          Map.entry("fragIndexUnsupported", "the device never has a session with this index"),
          Map.entry("wrongDescriptor", "the application does not want this block"),
          Map.entry("sessionCntReplay", "this SessionCnt, or a higher one, was used before"),
          Map.entry("notEnoughMatrixMemory", "more fragments were lost than it can repair"),
          Map.entry("memoryError", "more fragments were lost than it can repair"),
          Map.entry("micError", "the rebuilt block does not match the MIC"),
          Map.entry("sessionDoesNotExist", "there is no session with this index"),
          Map.entry("ackReception", "the device reports the rebuilt block by itself"),
          Map.entry("participants", "all devices with the session answer"),
          Map.entry("errorNoValidImage", "there is no valid image"),
          Map.entry("errorInvalidVersion", "the image has another version"));

  private static final Map<String, String> CLEARED =
      Map.of(
          "ansRequired", "answer only if the clock is wrong",
          "participants", "only devices that still miss fragments answer");

  private static final Map<String, String> NOTES =
      Map.of(
          "nbFrag", "uncoded fragments of the block",
          "fragSize", "octets in a fragment",
          "padding", "octets to cut off the end of the last fragment",
          "descriptor", "has its meaning from the application",
          "sessionCnt", "must rise from session to session of this index",
          "mic", "over the block without padding",
          "mcKeyEncrypted", "McKey, wrapped with McKEKey",
          "nbFragReceived", "fragments since the setup, repeated ones too",
          "tokenReq", "the answer must carry the same",
          "tokenAns", "must be that of the request");

  /** The value as people write it. */
  String value(ReadField field) {
    if (field.name().equals("mcAddr")) {
      return new DevAddr((int) field.number().orElseThrow()).toString();
    }
    return switch (field.name()) {
      case "fwVersion", "hwVersion", "nextFirmwareVersion", "firmwareToDeleteVersion" ->
          String.format("0x%08x", field.number().orElseThrow());
      default ->
          field.number().isPresent()
              ? String.valueOf(field.number().getAsLong())
              : octets(field.octets());
    };
  }

  private static String octets(Bytes octets) {
    return octets.length() <= SHOWN_OCTETS
        ? octets.toHex()
        : octets.slice(0, SHOWN_OCTETS).toHex() + "...";
  }

  /** The meaning; empty if the value says it all. */
  String of(ReadField field) {
    String name = field.name();
    if (field.number().isEmpty()) {
      return name.equals("data")
          ? octetCount(field.octets().length())
          : NOTES.getOrDefault(name, "");
    }
    long value = field.number().getAsLong();
    if (FLAGS.containsKey(name) && field.bits().width() == 1) {
      return value == 0 ? CLEARED.getOrDefault(name, "") : FLAGS.getOrDefault(name, "");
    }
    return ofNumber(name, value);
  }

  private static String octetCount(int count) {
    return count == 1 ? "1 octet" : count + " octets";
  }

  private String ofNumber(String name, long value) {
    return switch (name) {
      case "deviceTime", "time", "sessionTime" -> Amounts.utc(value);
      case "rebootTime" -> rebootTime(value);
      case "timeCorrection" -> correction((int) value);
      case "period" -> "every " + Amounts.duration(128L << value) + ", give or take 30 s";
      case "nbTransmissions" ->
          value == 0 ? "none is sent" : "at most so many AppTimeReq, until one is answered";
      case "reqGroupMask", "ansGroupMask" -> Amounts.set(value, "group", "no group");
      case "mcGroupBitMask" ->
          "fragments by unicast" + Amounts.set(value, " and from multicast group", " only");
      case "timeToStart" -> timeToStart(value);
      case "timeOut" -> timeOut(value);
      case "periodicity" ->
          "a ping slot every "
              + BigDecimal.valueOf(96L << value, 2).stripTrailingZeros().toPlainString()
              + " s";
      case "frequencyHz" ->
          value == 0 && command instanceof McClassBSessionReq
              ? "the region's own ping channel"
              : Amounts.megahertz(value);
      case "dataRate" -> dataRate((int) value);
      default -> ofOtherNumber(name, value);
    };
  }

  private String ofOtherNumber(String name, long value) {
    return switch (name) {
      case "blockAckDelay" -> "answers wait at random, up to " + Amounts.duration(16L << value);
      case "fragAlgo" ->
          value == 0 ? "the erasure code of version " + version.number() : "not defined";
      case "missingFrag" ->
          value == 0
              ? "the block is rebuilt"
              : value == 255 ? "or more fragments are missing" : "fragments are missing";
      case "n" -> value == 0 ? "" : "number of the fragment; above NbFrag it is a coded one";
      case "countdown" -> countdown(value);
      case "timeToReboot" -> timeToReboot(value);
      case "upImageStatus" -> upImageStatus((int) value);
      case "packageIdentifier" ->
          ApplicationPackage.of((int) value)
              .map(one -> one.specification() + " " + one.title())
              .orElse("not known");
      case "baseByte" -> "where in the answers this part begins";
      case "startByte" -> "first octet of the answers that is wanted";
      case "stopByte" -> "last one; beyond the end means the end";
      default -> NOTES.getOrDefault(name, "");
    };
  }

  private String correction(int seconds) {
    boolean clipped = seconds == Integer.MAX_VALUE || seconds == Integer.MIN_VALUE;
    if (clipped && version == PackageVersion.V2) {
      return "more than fits: the device applies it and asks again";
    }
    return seconds == 0
        ? "the clock is right"
        : (seconds > 0 ? "forward by " : "back by ") + Amounts.duration(Math.abs((long) seconds));
  }

  private static String rebootTime(long value) {
    return value == 0
        ? "as soon as possible; not answered"
        : value == DevRebootTimeReq.CANCEL ? "cancels the programmed reboot" : Amounts.utc(value);
  }

  private String countdown(long value) {
    if (command instanceof DevRebootCountdownAns && value == 0) {
      return "nothing is programmed";
    }
    return switch ((int) value) {
      case DevRebootCountdownReq.NOW -> "as soon as possible; not answered";
      case DevRebootCountdownReq.CANCEL -> "cancels the programmed reboot";
      default -> "in " + Amounts.duration(value);
    };
  }

  private static String timeToReboot(long value) {
    return value == DevRebootTimeReq.CANCEL
        ? "the programmed reboot was cancelled"
        : value == 0 ? "nothing is programmed" : "in " + Amounts.duration(value);
  }

  private static String timeToStart(long value) {
    return value == McSessionAns.TIME_UNKNOWN
        ? "the device does not know the time, or the start is too far away"
        : "in " + Amounts.duration(value);
  }

  private String timeOut(long value) {
    return "the session ends after "
        + Amounts.duration(command instanceof McClassBSessionReq ? 128L << value : 1L << value);
  }

  private static String dataRate(int index) {
    return Region.EU868
        .dataRate(index)
        .map(rate -> "DR" + index + "; in EU868 that is " + modulation(rate))
        .orElse("DR" + index);
  }

  private static String modulation(DataRate rate) {
    int thousands = rate.bandwidthHz() / 1000;
    return rate.isFsk()
        ? "FSK, " + thousands + " kbit/s"
        : "SF" + rate.spreadingFactor() + ", " + thousands + " kHz";
  }

  private static String upImageStatus(int status) {
    return switch (status) {
      case 0 -> "there is no image";
      case 1 -> "the image is corrupt, or its signature is wrong";
      case 2 -> "the image is for other hardware";
      default -> "a valid image waits for the next reboot";
    };
  }
}
