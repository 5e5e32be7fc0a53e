/** Sockets: the ways from gateways to a network server over UDP, WebSocket and MQTT. */
@NullMarked
package dev.fuota.gateway.wire;

import org.jspecify.annotations.NullMarked;
