/** TS003, device side: keeps the device's clock at network time. Pure state machine. */
@NullMarked
package dev.fuota.agent.clocksync;

import org.jspecify.annotations.NullMarked;
