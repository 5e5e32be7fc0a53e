package dev.fuota.agent.runtime;

import dev.fuota.agent.step.Timer;

/** An agent as its parts see it: what they tell it. */
interface Whole {
  /** A timer has expired. */
  void onTimer(Timer timer);

  /** The link has taken an uplink. */
  void onSent();
}
