package dev.fuota.hal.sim;

/** What is known of a sector: all of it, or where the pieces lie that were programmed. */
sealed interface Held permits Sector, Layout {}
