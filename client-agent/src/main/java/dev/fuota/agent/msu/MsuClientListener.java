package dev.fuota.agent.msu;

import dev.fuota.protocol.msu.StatusResponse;
import java.util.Optional;

/** Is told what a client does; called on its thread. */
public interface MsuClientListener {
  /** Hears nothing. */
  MsuClientListener SILENT = new MsuClientListener() {};

  /** The state has changed, or in UPDATE the substate. */
  default void onState(MsuState state, Optional<MsuSubstate> substate) {}

  /** A file has its result; the status is what the server gets. */
  default void onResult(int fileNumber, StatusResponse status) {}

  /** A sentence for a log; of each kind of dropped datagram at most one a minute. */
  default void onNotice(String sentence) {}
}
