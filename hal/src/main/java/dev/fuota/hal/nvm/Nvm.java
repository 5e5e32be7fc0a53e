package dev.fuota.hal.nvm;

import java.util.Optional;

/**
 * Small records that survive a reset, each under a key of 0..254. Writing one is atomic: after a
 * power cut it has the value from before or the new one, never anything else, and all others are
 * untouched.
 */
public interface Nvm {
  /** Longest value in octets. */
  int VALUE_MAX = 512;

  /** The record under {@code key}, a copy; empty if it was never written or was deleted. */
  Optional<byte[]> read(int key);

  /**
   * Returns when {@code value} is safe. Writing the value that is there already costs nothing.
   *
   * @throws IllegalArgumentException if key or length are out of range
   * @throws dev.fuota.hal.flash.FlashFault if no place could be written; the old value stands
   */
  void write(int key, byte[] value);

  /** As if never written. */
  void delete(int key);
}
