package dev.fuota.monitor.guard;

import dev.fuota.protocol.codec.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A token that opens the server. The server knows only its hash.
 *
 * @param name for messages
 * @param sha256 of the token's UTF-8 octets, 32 octets
 */
public record ApiToken(String name, Bytes sha256, Role role) {
  private static final int HASH_LENGTH = 32;

  public ApiToken {
    if (sha256.length() != HASH_LENGTH) {
      throw new MonitorFault(
          "the SHA-256 of token '" + name + "' has " + sha256.length() + " octets; give it 32");
    }
  }

  /** The hash that a configuration holds in place of the token. */
  public static Bytes hash(String token) {
    try {
      return Bytes.of(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
