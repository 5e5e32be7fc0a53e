/**
 * The demonstration: a fleet of simulated devices is offered an image with a broken signature,
 * which all must refuse, and then updated for real, over lossy air and with power cuts; and the
 * record of what happened. Everything in it follows from the options, the seed among them: no clock
 * and no dice but the simulation's.
 */
@NullMarked
package dev.fuota.fleet.demo;

import org.jspecify.annotations.NullMarked;
