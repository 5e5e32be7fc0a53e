/** What ChirpStack's gateway bridge says over MQTT, said by the gateway itself. */
@NullMarked
package dev.fuota.gateway.chirpstack;

import org.jspecify.annotations.NullMarked;
