/**
 * LoRaWAN against the odds: the real server, real gateways' queues and real MACs in virtual time,
 * on an air that fails, with an intruder in it; and the real frames against another's decoder.
 */
@NullMarked
package dev.fuota.tests.lorawan;

import org.jspecify.annotations.NullMarked;
