package dev.fuota.drivers.lbm;

import dev.fuota.drivers.modem.Outcome;
import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import java.util.Locale;

/**
 * What came of a command.
 *
 * @param rc of the answer; of no interest without one
 */
record LbmReply(Kind kind, int rc, Bytes data) {
  static final int OK = 0x00;
  static final int BUSY = 0x05;
  static final int FAIL = 0x06;
  static final int BAD_CRC = 0x08;
  static final int FRAME_ERROR = 0x0F;

  private static final Duration BUSY_WAIT = Duration.ofSeconds(1);

  static final String SILENT =
      "The LoRa Basics Modem does not answer: check its power, the serial wires and 115200 baud,"
          + " and that COMMAND, BUSY and EVENT are on the pins of the settings.";

  /** How it ended. */
  enum Kind {
    ANSWERED,
    /** The modem took the command perhaps; its answer was damaged or did not come. */
    DAMAGED,
    /** The modem never became ready for it. */
    NOT_TAKEN
  }

  static final LbmReply LOST = new LbmReply(Kind.DAMAGED, FAIL, Bytes.EMPTY);
  static final LbmReply NOBODY = new LbmReply(Kind.NOT_TAKEN, FAIL, Bytes.EMPTY);

  static LbmReply of(int rc, Bytes data) {
    return new LbmReply(Kind.ANSWERED, rc, data);
  }

  boolean isOk() {
    return isAnswer(OK);
  }

  boolean isAnswer(int code) {
    return kind == Kind.ANSWERED && rc == code;
  }

  /** Whether the modem says that the command did not reach it whole: it did nothing then. */
  boolean isGarbled() {
    return isAnswer(BAD_CRC) || isAnswer(FRAME_ERROR);
  }

  /** The same for those who only want to know whether it went well. */
  Outcome outcome(String what) {
    if (kind != Kind.ANSWERED) {
      return Outcome.gone(SILENT);
    }
    return switch (rc) {
      case OK -> Outcome.OK;
      case BUSY -> Outcome.busy(BUSY_WAIT);
      default ->
          Outcome.failed(
              String.format(
                  Locale.ROOT, "The LoRa Basics Modem refuses %s (code %02X).", what, rc));
    };
  }
}
