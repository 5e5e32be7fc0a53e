package dev.fuota.gateway.chirpstack;

import dev.fuota.gateway.port.TxStatus;
import java.util.List;

/** {@code gw.TxAckStatus}, in the order of its numbers. */
public enum AckStatus {
  /** Not tried. */
  IGNORED,
  OK,
  TOO_LATE,
  TOO_EARLY,
  COLLISION_PACKET,
  COLLISION_BEACON,
  TX_FREQ,
  TX_POWER,
  GPS_UNLOCKED,
  QUEUE_FULL,
  INTERNAL_ERROR,
  DUTY_CYCLE_OVERFLOW;

  private static final List<AckStatus> ALL = List.of(values());

  /** The same outcome: the names are equal. */
  public static AckStatus of(TxStatus status) {
    return valueOf(status.name());
  }

  int number() {
    return ALL.indexOf(this);
  }

  static AckStatus of(long number) {
    return number >= 0 && number < ALL.size() ? ALL.get((int) number) : INTERNAL_ERROR;
  }

  static AckStatus of(String name) {
    return ALL.stream()
        .filter(status -> status.name().equals(name))
        .findFirst()
        .orElse(INTERNAL_ERROR);
  }
}
