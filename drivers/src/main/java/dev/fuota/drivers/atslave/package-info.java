/**
 * An STM32WL with ST's example firmware LoRaWAN_AT_Slave. Made after the published sources (1.3 of
 * STM32CubeWL); nothing was tried on a device.
 *
 * <p>It has no command for a multicast group, so it serves updates by unicast only. Its help names
 * the ports 1 to 199, its sources take every one. It tells neither whether it has a session nor
 * when an unconfirmed uplink is over: both are found out by {@code AT+CLASS} with the class that it
 * has, which changes nothing, and is refused while the MAC is busy or not joined.
 */
@NullMarked
package dev.fuota.drivers.atslave;

import org.jspecify.annotations.NullMarked;
