package dev.fuota.device;

import dev.fuota.device.install.Target;
import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.time.Scheduler;
import java.util.Optional;

/**
 * What a device boots and installs with. All of it is driven by one thread.
 *
 * @param flash all of it, bootloader's and application's
 * @param commit has the flash kept, as far as it has been written; called before a reset
 * @param target what runs the firmware; empty: the emulated bootloader, on the flash itself
 */
public record BootPorts(
    Scheduler scheduler,
    Flash flash,
    Runnable commit,
    Optional<Target> target,
    DeviceListener listener) {}
