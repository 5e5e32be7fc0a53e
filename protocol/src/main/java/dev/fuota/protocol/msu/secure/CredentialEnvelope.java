package dev.fuota.protocol.msu.secure;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.Ipv4;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Hides user name and password of a Connect (decision 0021): AES-256-GCM, bound to the server and
 * the transaction.
 *
 * <pre>
 * 0       1
 * 1       key id
 * 2..13   nonce
 * 14..    ciphertext, then the tag of 16 octets
 * </pre>
 */
public final class CredentialEnvelope {
  /** So that an envelope fits a length of 7 bits. */
  public static final int CREDENTIAL_MAX = 97;

  private static final int VERSION = 1;
  private static final int HEADER_LENGTH = 2;
  private static final int ADDRESS_LENGTH = 40;

  /** Which of the two is in an envelope: they cannot be exchanged. */
  public enum Kind {
    USERNAME("msu1 user"),
    PASSWORD("msu1 pass");

    private final String label;

    Kind(String label) {
      this.label = label;
    }
  }

  private final GroupKeys keys;
  private final Bytes binding;

  /** Envelopes of the Connect that has these fields. */
  public CredentialEnvelope(GroupKeys keys, Ipv4 serverIp, int transactionId) {
    this.keys = keys;
    ByteBuffer out = ByteBuffer.allocate(ADDRESS_LENGTH + Integer.BYTES);
    out.put(GroupKeys.ascii(serverIp.toString()).toArray());
    out.putInt(ADDRESS_LENGTH, transactionId);
    this.binding = Bytes.of(out.array());
  }

  /**
   * Puts a credential into an envelope.
   *
   * @param nonce 12 random octets, never used before with this key
   * @param credential at most {@link #CREDENTIAL_MAX} octets
   */
  public Bytes seal(Kind kind, Bytes nonce, Bytes credential) {
    if (credential.length() > CREDENTIAL_MAX || nonce.length() != AesGcm.NONCE_LENGTH) {
      throw new IllegalArgumentException("a credential or nonce of the wrong length");
    }
    return Bytes.of((byte) VERSION, (byte) keys.keyId())
        .concat(nonce)
        .concat(AesGcm.seal(keys.credentialKey(), nonce, credential, associated(kind)));
  }

  /** The credential, if the envelope is right. */
  public Optional<Bytes> open(Kind kind, Bytes envelope) {
    int from = HEADER_LENGTH + AesGcm.NONCE_LENGTH;
    if (envelope.length() < from || envelope.at(0) != VERSION || envelope.at(1) != keys.keyId()) {
      return Optional.empty();
    }
    return AesGcm.open(
        keys.credentialKey(),
        envelope.slice(HEADER_LENGTH, AesGcm.NONCE_LENGTH),
        envelope.slice(from, envelope.length() - from),
        associated(kind));
  }

  private Bytes associated(Kind kind) {
    return GroupKeys.ascii(kind.label).concat(binding);
  }
}
