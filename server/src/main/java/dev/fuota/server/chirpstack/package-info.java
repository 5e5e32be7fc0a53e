/**
 * ChirpStack v4 in the place of the built-in network server: its gRPC-web calls, its MQTT events,
 * and the machine that makes a {@link dev.fuota.server.port.LorawanNetwork} of them. No thread, no
 * socket; those are in {@code wire}.
 */
@NullMarked
package dev.fuota.server.chirpstack;

import org.jspecify.annotations.NullMarked;
