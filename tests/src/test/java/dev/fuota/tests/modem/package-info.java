/** Whole updates through a serial modem: its driver, an emulated modem, and the simulated air. */
@NullMarked
package dev.fuota.tests.modem;

import org.jspecify.annotations.NullMarked;
