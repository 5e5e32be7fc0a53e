/**
 * IPv4 datagrams of one device on one network interface, unicast and multicast, and the loop that
 * carries them. Everything here belongs to the loop's thread unless it says otherwise.
 */
@NullMarked
package dev.fuota.hal.net;

import org.jspecify.annotations.NullMarked;
