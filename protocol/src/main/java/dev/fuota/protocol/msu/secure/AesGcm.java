package dev.fuota.protocol.msu.secure;

import dev.fuota.protocol.codec.Bytes;
import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** AES-256-GCM with a tag of 16 octets behind the text (NIST SP 800-38D). */
final class AesGcm {
  static final int NONCE_LENGTH = 12;
  static final int TAG_LENGTH = 16;

  private AesGcm() {}

  static Bytes seal(Bytes key, Bytes nonce, Bytes text, Bytes associated) {
    try {
      return run(true, key, nonce, text, associated);
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException(e); // only opening finds a wrong tag
    }
  }

  /** The text, if the tag is right. */
  static Optional<Bytes> open(Bytes key, Bytes nonce, Bytes sealed, Bytes associated) {
    try {
      return sealed.length() < TAG_LENGTH
          ? Optional.empty()
          : Optional.of(run(false, key, nonce, sealed, associated));
    } catch (InvalidCipherTextException e) {
      return Optional.empty();
    }
  }

  private static Bytes run(boolean seal, Bytes key, Bytes nonce, Bytes in, Bytes associated)
      throws InvalidCipherTextException {
    GCMModeCipher cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
    cipher.init(
        seal,
        new AEADParameters(
            new KeyParameter(key.toArray()),
            TAG_LENGTH * Byte.SIZE,
            nonce.toArray(),
            associated.toArray()));
    byte[] out = new byte[cipher.getOutputSize(in.length())];
    int done = cipher.processBytes(in.toArray(), 0, in.length(), out, 0);
    done += cipher.doFinal(out, done);
    return Bytes.of(out, 0, done);
  }
}
