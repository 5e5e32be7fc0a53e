/**
 * The language in which the state machines of the packages speak: what they are told ({@link
 * dev.fuota.agent.step.DeviceTime}, commands) and what they want done ({@link
 * dev.fuota.agent.step.Action}). No machine does anything itself, so a test compares lists of
 * records. One thread per device.
 */
@NullMarked
package dev.fuota.agent.step;

import org.jspecify.annotations.NullMarked;
