package dev.fuota.server.service;

/**
 * A downlink that a campaign sends to its group.
 *
 * @param fPort 1..223
 * @param hex payload in hexadecimal digits
 */
public record CommandRequest(int fPort, String hex) {}
