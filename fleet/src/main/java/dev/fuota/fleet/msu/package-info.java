/** Fleets that are updated by Mass Software Upgrade: a server, clients, and what befalls them. */
@NullMarked
package dev.fuota.fleet.msu;

import org.jspecify.annotations.NullMarked;
