/**
 * A device for known answers: the real agent, bootloader and flash in virtual time, on a link that
 * does what a script says and notes down what the device did. There is no radio.
 */
@NullMarked
package dev.fuota.conformance.device;

import org.jspecify.annotations.NullMarked;
