/**
 * The Semtech UDP packet forwarder protocol, version 2: datagrams for both sides, and a gateway.
 */
@NullMarked
package dev.fuota.gateway.semtech;

import org.jspecify.annotations.NullMarked;
