/** The driver of LoRa Basics Modem against an emulated modem. */
@NullMarked
package dev.fuota.drivers.lbm;

import org.jspecify.annotations.NullMarked;
