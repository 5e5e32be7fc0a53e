package dev.fuota.server.service;

import java.util.Optional;

/**
 * A file that was added.
 *
 * @param size octets
 * @param version of the image in it; empty if it is none
 */
public record FileView(String sha256, String name, int size, Optional<String> version) {}
