/**
 * What a device does to hear in class B: finds beacons, keeps the time of the network, and says
 * when to listen. No timer, no radio; everything belongs to one owner, on one thread.
 */
@NullMarked
package dev.fuota.agent.mac.classb;

import org.jspecify.annotations.NullMarked;
