/**
 * Microchip's RN2483 (EU868) and RN2903 (US915) with firmware 1.0.5 or later.
 *
 * <p>From the maker's command reference (DS40001784G): the commands, their words, two answers to
 * {@code mac tx} and {@code mac join}, one multicast group that is heard in class C. From the
 * sources of the maker's MAC, which others published: class C begins to listen only behind the next
 * uplink; {@code mac set class} switches multicast off, and {@code mac set mcast on} is refused in
 * class A; a change of EUI or key ends the session; bits 3 to 0 of {@code mac get status} are the
 * MAC's state and bit 4 says that it is joined. Seen in logs of devices: {@code 00000810} as the
 * status behind a join, and {@code mac_tx_ok} behind {@code mac_rx} in class C. Nothing was tried
 * on a device.
 */
@NullMarked
package dev.fuota.drivers.rn2483;

import org.jspecify.annotations.NullMarked;
