package dev.fuota.device;

import dev.fuota.device.install.Target;
import dev.fuota.device.link.DeviceLink;
import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.fec.ParityRowSource;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a whole device works with. All of it is driven by one thread.
 *
 * @param scheduler counts in the time of {@code clock}, be it real or virtual
 * @param clock the oscillator; it is never set
 * @param flash all of it, bootloader's and application's
 * @param commit has the flash kept, as far as it has been written; called before a reset
 * @param link how the device is joined with its network
 * @param target what runs the firmware; empty: the emulated bootloader, on the flash itself
 * @param parityRows draws the rows of the erasure code
 */
public record DevicePorts(
    Scheduler scheduler,
    InstantSource clock,
    RandomGenerator random,
    Flash flash,
    Runnable commit,
    DeviceLink link,
    Optional<Target> target,
    ParityRowSource parityRows,
    DeviceListener listener) {
  BootPorts boot() {
    return new BootPorts(scheduler, flash, commit, target, listener);
  }
}
