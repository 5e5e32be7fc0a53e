package dev.fuota.protocol.msu;

/**
 * The file that is being transferred: messages are checked against it.
 *
 * @param fileNumber 1 to 3
 */
public record FileContext(int fileNumber, FileGeometry geometry) {}
