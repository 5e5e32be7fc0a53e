package dev.fuota.agent.runtime;

import dev.fuota.agent.event.AgentListener;
import dev.fuota.hal.flash.FlashMap;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.nvm.Nvm;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.fec.ParityRowSource;
import dev.fuota.protocol.image.Verification;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What an agent works with.
 *
 * @param clock the oscillator; it may show any instant at power-up, and is never set
 * @param scheduler counts in the oscillator's time
 * @param random spreads answers and repetitions (PKG-13)
 * @param flash the slots and the fragment log
 * @param nvm records; the MAC may share it
 * @param parityRows draws the rows of the erasure code, or shares them among devices
 * @param reboot resets the device; nothing of this agent runs afterwards
 * @param verification checks images, or knows what it was shown before by any device
 */
public record AgentPorts(
    InstantSource clock,
    Scheduler scheduler,
    RandomGenerator random,
    FlashMap flash,
    Nvm nvm,
    LorawanLink link,
    ParityRowSource parityRows,
    Runnable reboot,
    AgentListener listener,
    Verification verification) {

  /** Ports of a device that checks images by itself. */
  public AgentPorts(
      InstantSource clock,
      Scheduler scheduler,
      RandomGenerator random,
      FlashMap flash,
      Nvm nvm,
      LorawanLink link,
      ParityRowSource parityRows,
      Runnable reboot,
      AgentListener listener) {
    this(
        clock,
        scheduler,
        random,
        flash,
        nvm,
        link,
        parityRows,
        reboot,
        listener,
        Verification.DIRECT);
  }
}
