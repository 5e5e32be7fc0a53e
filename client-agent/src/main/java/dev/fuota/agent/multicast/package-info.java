/**
 * TS005, device side: up to four multicast groups and their class B and C sessions. Pure state
 * machine. {@code MulticastSetup} handles the requests, {@code SessionJudge} looks at them before
 * anything changes, {@code SessionPlan} opens and closes what was accepted, {@code GroupTable}
 * knows the groups.
 */
@NullMarked
package dev.fuota.agent.multicast;

import org.jspecify.annotations.NullMarked;
