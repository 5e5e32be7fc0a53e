/**
 * Class B: beacons and ping slots (LoRaWAN 1.0.4, sections 13 to 16). All types are immutable and
 * may be shared between threads.
 */
@NullMarked
package dev.fuota.protocol.lorawan.classb;

import org.jspecify.annotations.NullMarked;
