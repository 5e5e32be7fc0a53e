package dev.fuota.monitor.metrics;

/**
 * How much went through a network since the start.
 *
 * @param network its stable name
 * @param downlinks frames handed to gateways, to devices and to groups
 * @param gateways that are there now
 * @param devices that have a session now
 */
public record NetworkFigures(
    String network, long uplinks, long downlinks, int gateways, int devices) {}
