/** The sockets to a ChirpStack: HTTP to its API and MQTT to its broker. Other threads end here. */
@NullMarked
package dev.fuota.server.chirpstack.wire;

import org.jspecify.annotations.NullMarked;
