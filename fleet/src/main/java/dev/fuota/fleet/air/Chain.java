package dev.fuota.fleet.air;

import org.jspecify.annotations.Nullable;

/** Losses that several receivers share: all of them are asked for one frame, and agree. */
final class Chain {
  private final LossModel model;
  private @Nullable Flight last;
  private boolean lost;

  Chain(LossModel model) {
    this.model = model;
  }

  boolean loses(Flight flight) {
    if (flight != last) {
      last = flight;
      lost = model.losesNext();
    }
    return lost;
  }
}
