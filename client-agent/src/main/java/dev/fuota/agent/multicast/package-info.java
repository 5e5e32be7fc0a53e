/**
 * TS005 version 1, device side: four multicast groups and their class C sessions. Pure state
 * machine; class B requests are refused, since the link has no class B.
 */
@NullMarked
package dev.fuota.agent.multicast;

import org.jspecify.annotations.NullMarked;
