/**
 * What the server needs from outside, and what its own parts say to one another: timers, the
 * gateway, and the network as an application server sees it. The campaign knows a LoRaWAN network
 * only through {@link dev.fuota.server.port.LorawanNetwork}, so a real network server fits in the
 * place of the built-in one. Everything here is called on the one thread that drives the server.
 */
@NullMarked
package dev.fuota.server.port;

import org.jspecify.annotations.NullMarked;
