/**
 * Application layer clock synchronisation (TS003, version 1), the server's end. No clock of its
 * own: the network says when an uplink was sent. One thread drives it.
 */
@NullMarked
package dev.fuota.server.clocksync;

import org.jspecify.annotations.NullMarked;
