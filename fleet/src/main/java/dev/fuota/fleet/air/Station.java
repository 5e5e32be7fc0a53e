package dev.fuota.fleet.air;

import dev.fuota.gateway.concentrator.Emission;
import java.time.Duration;

/** A gateway's antenna. */
public interface Station {

  /**
   * Sends; meanwhile the gateway hears nothing.
   *
   * @return the time on air
   * @throws IllegalStateException if it sends already: it has one transmitter
   */
  Duration emit(Emission emission);
}
