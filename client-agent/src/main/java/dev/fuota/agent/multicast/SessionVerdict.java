package dev.fuota.agent.multicast;

import java.util.StringJoiner;

/**
 * Why a session request is refused, every reason that holds (TS005-09).
 *
 * @param drError no such data rate for receiving, or none in the class that was asked for
 * @param freqError the same of the frequency
 * @param undefined there is no such group
 * @param missed the session would have begun in the past
 */
record SessionVerdict(boolean drError, boolean freqError, boolean undefined, boolean missed) {

  boolean refused() {
    return drError || freqError || undefined || missed;
  }

  /** For people: the bits by their names, joined by " + ". */
  String reasons() {
    StringJoiner joined = new StringJoiner(" + ");
    if (drError) {
      joined.add("DR error");
    }
    if (freqError) {
      joined.add("Freq error");
    }
    if (undefined) {
      joined.add("McGroup undefined");
    }
    if (missed) {
      joined.add("start in the past");
    }
    return joined.toString();
  }
}
