package dev.fuota.protocol.lorawan;

import org.jspecify.annotations.Nullable;

/**
 * The ciphers of one key, made when they are needed: they weigh a hundred times what the key does.
 * So a session has none of its own; each thread keeps those of the keys that it used last, which
 * are all that a device has, and some of a fleet's.
 */
final class KeyCiphers {
  private final AesKey key;
  private @Nullable Cmac cmac;
  private @Nullable Aes128 aes;

  private KeyCiphers(AesKey key) {
    this.key = key;
  }

  Cmac cmac() {
    if (cmac == null) {
      cmac = new Cmac(key);
    }
    return cmac;
  }

  Aes128 aes() {
    if (aes == null) {
      aes = new Aes128(key);
    }
    return aes;
  }

  /** Those of one thread. Keys that meet in a slot take turns. */
  static final class Known {
    private static final int SLOTS = 256;

    private final @Nullable KeyCiphers[] slots = new KeyCiphers[SLOTS];

    KeyCiphers of(AesKey key) {
      int slot = Math.floorMod(key.hashCode(), SLOTS);
      KeyCiphers there = slots[slot];
      if (there == null || !there.key.equals(key)) {
        there = new KeyCiphers(key);
        slots[slot] = there;
      }
      return there;
    }
  }
}
