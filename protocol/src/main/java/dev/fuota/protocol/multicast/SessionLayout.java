package dev.fuota.protocol.multicast;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.PayloadReader;
import dev.fuota.protocol.codec.Unsigned;
import java.util.OptionalInt;

/**
 * The one layout of the requests for sessions, and of the answers, class C and B, both versions.
 */
final class SessionLayout {
  static final int REQUEST_LENGTH = 10;
  static final int ANSWER_LENGTH = 1;
  static final int TIME_LENGTH = 3;
  static final Bits MC_GROUP_ID = new Bits("mcGroupId", 0, 2);
  static final Bits TIME_OUT = new Bits("timeOut", 0, 4);
  static final Bits PERIODICITY = new Bits("periodicity", 4, 3);
  static final Bits DR_ERROR = new Bits("drError", 2, 1);
  static final Bits FREQ_ERROR = new Bits("freqError", 3, 1);
  static final Bits MC_GROUP_UNDEFINED = new Bits("mcGroupUndefined", 4, 1);
  static final Bits START_MISSED = new Bits("startMissed", 5, 1);
  private static final Bits TIME_TO_START = new Bits("timeToStart", 0, 24);

  /** Makes the record of an answer; {@code startMissed} is false in version 1. */
  @FunctionalInterface
  interface AnswerMaker<C> {
    C make(
        int mcGroupId,
        boolean drError,
        boolean freqError,
        boolean mcGroupUndefined,
        boolean startMissed,
        OptionalInt timeToStart);
  }

  private SessionLayout() {}

  static void request(
      int mcGroupId, long sessionTime, int timeOut, long frequencyHz, int dataRate) {
    MC_GROUP_ID.check(mcGroupId);
    Unsigned.check32(sessionTime);
    TIME_OUT.check(timeOut);
    DlFrequency.ofHz(frequencyHz);
    Bits.OCTET.check(dataRate);
  }

  static void answer(int mcGroupId, boolean refused, OptionalInt timeToStart) {
    MC_GROUP_ID.check(mcGroupId);
    timeToStart.ifPresent(TIME_TO_START::check);
    if (timeToStart.isPresent() == refused) {
      throw new IllegalArgumentException("timeToStart goes with acceptance, not with refusal");
    }
  }

  /** Reads an answer: with any error bit it has one octet (TS005-09). */
  static <C extends McSessionAns> Decoded<C> readAnswer(
      PayloadReader in, String name, boolean hasStartMissed, AnswerMaker<C> maker) {
    int mcGroupId = in.octet().bits(MC_GROUP_ID);
    boolean drError = in.flag(DR_ERROR);
    boolean freqError = in.flag(FREQ_ERROR);
    boolean undefined = in.flag(MC_GROUP_UNDEFINED);
    boolean startMissed = hasStartMissed && in.flag(START_MISSED);
    OptionalInt timeToStart = OptionalInt.empty();
    if (!(drError || freqError || undefined || startMissed)) {
      if (in.remaining() < TIME_LENGTH) {
        return in.truncated(name, TIME_LENGTH);
      }
      timeToStart = OptionalInt.of(in.u24("timeToStart"));
    }
    return Decoded.ok(
        maker.make(mcGroupId, drError, freqError, undefined, startMissed, timeToStart));
  }
}
