package dev.fuota.gateway.semtech;

import dev.fuota.gateway.port.TxStatus;
import java.util.Arrays;

/** The names of refusals in a TX_ACK. */
final class TxErrors {
  private static final String NONE = "NONE";

  private TxErrors() {}

  /**
   * The name of a refusal; "" for none. The protocol has no name for three of ours, and a bridge
   * tells the server nothing of names that it does not know: Semtech's forwarder calls a full queue
   * COLLISION_PACKET, and so are the other two called.
   */
  static String name(TxStatus status) {
    return switch (status) {
      case OK -> "";
      case QUEUE_FULL, DUTY_CYCLE_OVERFLOW, INTERNAL_ERROR -> TxStatus.COLLISION_PACKET.name();
      default -> status.name();
    };
  }

  static TxStatus status(String name) {
    if (name.isEmpty() || name.equals(NONE)) {
      return TxStatus.OK;
    }
    return Arrays.stream(TxStatus.values())
        .filter(status -> status.name().equals(name))
        .findFirst()
        .orElse(TxStatus.INTERNAL_ERROR);
  }
}
