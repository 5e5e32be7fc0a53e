/**
 * The network server's side of the UDP protocol of Semtech's packet forwarder: where real gateways
 * connect. One thread, that of the event loop, drives it.
 */
@NullMarked
package dev.fuota.server.semtech;

import org.jspecify.annotations.NullMarked;
