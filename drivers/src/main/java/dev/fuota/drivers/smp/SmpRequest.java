package dev.fuota.drivers.smp;

import java.time.Duration;

/**
 * What a target is asked.
 *
 * @param op read or write
 * @param patience how long each attempt waits for the answer
 * @param attempts how often it is sent, 1 or more
 */
record SmpRequest(
    SmpMessage.Op op, SmpCommand command, Cbor.Fields body, Duration patience, int attempts) {
  static SmpRequest read(SmpCommand command, Duration patience, int attempts) {
    return new SmpRequest(SmpMessage.Op.READ, command, Cbor.Fields.NONE, patience, attempts);
  }

  static SmpRequest write(SmpCommand command, Cbor.Fields body, Duration patience, int attempts) {
    return new SmpRequest(SmpMessage.Op.WRITE, command, body, patience, attempts);
  }
}
