package dev.fuota.server.port;

import dev.fuota.protocol.codec.Bytes;

/**
 * A file that somebody uploaded.
 *
 * @param sha256 of the content, 64 lower-case hexadecimal digits: the file's identity
 * @param name for people; that of the last upload
 */
public record StoredFile(String sha256, String name, Bytes content) {

  /**
   * A file without its content.
   *
   * @param length of the content in octets
   */
  public record Entry(String sha256, String name, int length) {}
}
