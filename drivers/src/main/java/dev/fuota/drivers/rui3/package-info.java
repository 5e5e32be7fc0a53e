/**
 * RAKwireless modules with RUI3 firmware, versions 4.0 to 4.2: RAK3172, RAK3272, RAK3372. Made
 * after the vendor's published sources; the dialogue is AT commands and {@code +EVT} lines.
 */
@NullMarked
package dev.fuota.drivers.rui3;

import org.jspecify.annotations.NullMarked;
