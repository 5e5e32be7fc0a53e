package dev.fuota.fleet.lorawan;

import dev.fuota.gateway.port.GatewayId;

/**
 * What a gateway did.
 *
 * @param heard uplinks
 * @param sent frames
 */
public record GatewayFigures(GatewayId id, long heard, long sent) {}
