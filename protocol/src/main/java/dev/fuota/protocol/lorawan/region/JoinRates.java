package dev.fuota.protocol.lorawan.region;

/**
 * Data rate indices of join-requests. With dynamic channels a device chooses among all from the
 * lowest to the highest; with fixed ones it uses the lowest on the narrow channels and the highest
 * on the wide ones.
 */
public record JoinRates(int lowest, int highest) {}
