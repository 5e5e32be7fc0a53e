/**
 * What a LoRaWAN gateway and a network server say to each other, whatever protocol carries it: what
 * was heard, what is to be sent and when, and what became of it. One thread drives both sides.
 */
@NullMarked
package dev.fuota.gateway.port;

import org.jspecify.annotations.NullMarked;
