/** The port to non-volatile memory: small records that survive a reset. One thread drives it. */
@NullMarked
package dev.fuota.hal.nvm;

import org.jspecify.annotations.NullMarked;
