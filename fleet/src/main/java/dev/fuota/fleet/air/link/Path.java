package dev.fuota.fleet.air.link;

/**
 * The way between a gateway and a device.
 *
 * @param metres distance over ground, 0 or more
 * @param gatewayHeight height of the gateway's antenna above ground, metres
 * @param deviceHeight height of the device's antenna above ground, metres
 * @param frequencyHz carrier
 */
public record Path(double metres, double gatewayHeight, double deviceHeight, int frequencyHz) {}
