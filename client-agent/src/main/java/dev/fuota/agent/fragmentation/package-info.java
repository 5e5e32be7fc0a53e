/**
 * TS004 version 1, device side: the sessions as pure state machines, and the log in which flash
 * keeps the fragments. Bits decide (the decoder), octets stay in flash until the block is rebuilt.
 */
@NullMarked
package dev.fuota.agent.fragmentation;

import org.jspecify.annotations.NullMarked;
