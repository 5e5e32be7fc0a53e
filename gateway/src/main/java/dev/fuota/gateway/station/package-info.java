/** The protocol between LoRa Basics Station and its network server (LNS), a gateway's side. */
@NullMarked
package dev.fuota.gateway.station;

import org.jspecify.annotations.NullMarked;
