package dev.fuota.server.semtech;

/**
 * What came and went so far.
 *
 * @param datagrams received
 * @param malformed of these, not readable
 * @param refused of these, from gateways that are not allowed, or of which there are too many
 * @param uplinks frames handed on
 * @param badCrc frames whose CRC the gateway found bad, dropped
 * @param downlinks requests sent to gateways
 * @param unanswered of these, without an answer in time
 * @param strayAcks answers that fit no request
 */
public record SemtechFigures(
    long datagrams,
    long malformed,
    long refused,
    long uplinks,
    long badCrc,
    long downlinks,
    long unanswered,
    long strayAcks) {}
