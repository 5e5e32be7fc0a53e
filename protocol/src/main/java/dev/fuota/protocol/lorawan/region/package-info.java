/**
 * The regional parameters (RP002-1.0.4) of EU868, US915, AU915, AS923 and IN865 as tables. All
 * types are immutable and may be shared between threads.
 */
@NullMarked
package dev.fuota.protocol.lorawan.region;

import org.jspecify.annotations.NullMarked;
