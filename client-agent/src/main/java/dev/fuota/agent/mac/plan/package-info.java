/**
 * What a network can set in a device, and what a device does by itself with it: channels, data
 * rate, power, windows, duty cycle, the way back when nobody answers. No port, no clock, one
 * thread.
 */
@NullMarked
package dev.fuota.agent.mac.plan;

import org.jspecify.annotations.NullMarked;
