/**
 * The device's application: it tells the state machines what happens and performs what they want on
 * the ports of {@code hal}. Everything on one thread, that of the device's scheduler.
 */
@NullMarked
package dev.fuota.agent.runtime;

import org.jspecify.annotations.NullMarked;
