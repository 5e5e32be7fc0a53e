/** A small world in virtual time around the server: gateway, air, scripted devices. */
@NullMarked
package dev.fuota.server.harness;

import org.jspecify.annotations.NullMarked;
