/** A device on a network interface: the client of Mass Software Upgrade with sockets and disk. */
@NullMarked
package dev.fuota.device.msu;

import org.jspecify.annotations.NullMarked;
