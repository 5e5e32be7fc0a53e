package dev.fuota.gateway.port;

/**
 * The figures that a gateway reports every now and then, since its last report.
 *
 * @param received frames, also those with a bad CRC
 * @param receivedOk frames with a good CRC
 * @param forwarded frames that went to the server
 * @param downlinks datagrams or messages that asked for a transmission
 * @param emitted frames that it sent
 * @param ackPercent share of its upstream datagrams that the server acknowledged
 */
public record GatewayStatistics(
    long received,
    long receivedOk,
    long forwarded,
    long downlinks,
    long emitted,
    double ackPercent) {}
