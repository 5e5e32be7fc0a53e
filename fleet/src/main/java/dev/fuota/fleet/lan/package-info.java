/** A simulated local network: datagrams, multicast groups, and links that lose or spoil frames. */
@NullMarked
package dev.fuota.fleet.lan;

import org.jspecify.annotations.NullMarked;
