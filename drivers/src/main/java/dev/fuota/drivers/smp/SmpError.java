package dev.fuota.drivers.smp;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Why a target refused, if it did.
 *
 * @param code of {@code rc}
 * @param group that the code belongs to; negative: the codes common to all groups
 */
record SmpError(long code, long group) {
  private static final String[] COMMON = {
    "no error",
    "unknown error",
    "out of memory",
    "invalid value",
    "it took too long",
    "no such entry",
    "not in this state",
    "the answer is too large",
    "the command is not supported",
    "corrupt data",
    "busy",
    "access denied",
    "the protocol version is too old",
    "the protocol version is too new"
  };
  static final int BUSY = 10;
  static final int NOT_SUPPORTED = 8;

  /** The error that a body tells of, in either form; empty if it tells of none. */
  static Optional<SmpError> of(Cbor.Fields body) {
    Optional<Cbor.Fields> err = body.map("err");
    OptionalLong rc = err.isPresent() ? err.get().number("rc") : body.number("rc");
    return rc.isEmpty() || rc.getAsLong() == 0
        ? Optional.empty()
        : Optional.of(
            new SmpError(
                rc.getAsLong(), err.isPresent() ? err.get().number("group").orElse(-1) : -1));
  }

  boolean is(int common) {
    return group < 0 && code == common;
  }

  @Override
  public String toString() {
    String where = group < 0 ? "" : " of group " + group;
    String meaning =
        group < 0 && code > 0 && code < COMMON.length ? " (" + COMMON[(int) code] + ")" : "";
    return "error " + code + where + meaning;
  }
}
