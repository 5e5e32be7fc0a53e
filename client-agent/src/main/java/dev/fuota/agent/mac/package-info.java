/**
 * A LoRaWAN 1.0.x end device over a {@link dev.fuota.hal.radio.Radio}: class A, multicast class C,
 * activation by personalisation, region EU868. MAC commands and the join come later behind the same
 * port. One thread.
 */
@NullMarked
package dev.fuota.agent.mac;

import org.jspecify.annotations.NullMarked;
