package dev.fuota.drivers.modem;

import java.time.Instant;

/**
 * An uplink that the modem has not taken yet, or not finished.
 *
 * @param since when the agent gave it
 */
@SuppressWarnings("ArrayRecordComponent") // carried once from agent to modem, never compared
record PendingUplink(int fPort, byte[] payload, boolean confirmed, Instant since) {}
