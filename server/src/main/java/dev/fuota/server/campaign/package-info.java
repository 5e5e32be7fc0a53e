/**
 * Campaigns (TR002, ThingPark's kinds and stages) over any LoRaWAN network, with TS004 and TS005 in
 * version 1 or 2 and TS006.
 *
 * <p>{@link dev.fuota.server.campaign.Campaign} goes through its stages; what is asked of one
 * device and how its answer is judged stands in one {@code Exchange} per stage, when a stage is
 * over and what follows in one {@code Step}. No I/O, no clock, no thread; one thread drives it.
 */
@NullMarked
package dev.fuota.server.campaign;

import org.jspecify.annotations.NullMarked;
