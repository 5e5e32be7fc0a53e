package dev.fuota.device.link;

import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.nvm.Nvm;
import dev.fuota.hal.time.Scheduler;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** What joins a device with its network: it starts and stops with the device. */
public interface DeviceLink {

  /** The link of a device that has just started. */
  LorawanLink start(Ports ports);

  /** The device was reset or lost its power; what it had on its way to the network goes on. */
  void stop();

  /**
   * What a link has of its device.
   *
   * @param nvm records, shared with the application
   * @param clock the device's oscillator
   * @param timers count in the oscillator's time
   * @param device runs what the link reports; does nothing while the device is off
   */
  record Ports(
      Nvm nvm,
      InstantSource clock,
      Scheduler timers,
      RandomGenerator random,
      Consumer<Runnable> device) {}
}
