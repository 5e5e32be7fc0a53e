/**
 * Mass Software Upgrade, client side: {@code MsuClient} is the state chart of section 7 of the
 * protocol's digest, {@code Reception} the part of it that receives one file, {@code Finalization}
 * what becomes of that file. No I/O, clock, thread or dice of its own: all come with {@code
 * MsuClientPorts}.
 */
@NullMarked
package dev.fuota.agent.msu;

import org.jspecify.annotations.NullMarked;
