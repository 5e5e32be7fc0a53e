/**
 * Seeed's Wio-E5 (LoRa-E5) with Seeed's AT firmware, which descends from RisingHF's.
 *
 * <p>The vendor publishes a manual but no sources, and no device was at hand. Seen in logs of real
 * devices (firmware 4.0.11) that others published: {@code +AT: OK}, {@code +VER:}, the two lines of
 * {@code AT+DR}, {@code +ID: DevEui, 26:C5:…}, {@code +CLASS:}, {@code +PORT:}, {@code +CH: NUM,
 * 8-15}, {@code +LW: LEN, 51}, {@code +LW: MC, OFF, 55b8da01, 0}, {@code +RXWIN2: 869500000,DR3},
 * the lines of a join with {@code Done} behind {@code Join failed}, and of {@code AT+MSGHEX} and
 * {@code AT+CMSGHEX}, each under its own name, with {@code PORT: 2; RX: "3E99"}. Only in the manual
 * ("LoRa-E5 AT Command Specification", V1.0): {@code MULTICAST} before a downlink to a group,
 * {@code No band in 1234ms}, {@code Length error}, error numbers, {@code AT+JOIN=FORCE}. In code of
 * others but in no log: {@code AT+LW=MC,ON,"address","NwkSKey","AppSKey",counter}. In nothing that
 * we found: how a downlink of class C outside of windows is told; {@code +MSG:} is believed, and
 * the other three names too.
 */
@NullMarked
package dev.fuota.drivers.wioe5;

import org.jspecify.annotations.NullMarked;
