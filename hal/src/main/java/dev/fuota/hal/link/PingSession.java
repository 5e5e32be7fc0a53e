package dev.fuota.hal.link;

/**
 * Where and from when on a group is heard in class B (TS005, McClassBSessionReq).
 *
 * @param frequencyHz of the ping slots, or 0 for the region's default
 * @param dataRate index in the region's table
 * @param periodicity 0..7: a slot every 0.96·2^periodicity seconds
 * @param gpsStart GPS second of the beacon with which the session begins; earlier slots are not its
 */
public record PingSession(int frequencyHz, int dataRate, int periodicity, long gpsStart) {}
