package dev.fuota.monitor.live;

import dev.fuota.monitor.web.EventStream;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Somebody who listens.
 *
 * @param campaign that it watches; empty: all
 * @param greeted whether it got everything
 */
record Client(EventStream stream, OptionalLong campaign, AtomicBoolean greeted) {

  boolean hears(long id) {
    return campaign.isEmpty() || campaign.getAsLong() == id;
  }

  boolean watches(long id) {
    return campaign.isPresent() && campaign.getAsLong() == id;
  }
}
