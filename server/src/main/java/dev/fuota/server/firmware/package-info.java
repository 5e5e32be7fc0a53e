/**
 * Turns what a person wants to install into what each device is sent: signed, as a delta or
 * compressed where the device can take it (TR-01, TR-02).
 */
@NullMarked
package dev.fuota.server.firmware;

import org.jspecify.annotations.NullMarked;
