/**
 * TS006 version 1, device side, and the update agent behind it: what happens to an image between
 * its last fragment and the report of the version that runs (TR002 steps 10 to 13 and 16). Pure
 * state machine, and the access to the two slots.
 */
@NullMarked
package dev.fuota.agent.firmware;

import org.jspecify.annotations.NullMarked;
