/**
 * Starts what the bootloader has installed for real: the primary slot in QEMU's {@code mps2-an385}
 * (Cortex-M3), so that the firmware itself says which version runs. Not needed by anything else
 * here. Blocks the calling thread; instances hold no state and may be shared.
 */
@NullMarked
package dev.fuota.boot.qemu;

import org.jspecify.annotations.NullMarked;
