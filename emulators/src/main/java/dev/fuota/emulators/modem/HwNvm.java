package dev.fuota.emulators.modem;

import dev.fuota.hal.nvm.Nvm;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The flash in which a modem keeps its own records; it outlives the modem's resets. */
final class HwNvm implements Nvm {
  private final Map<Integer, byte[]> records = new HashMap<>();

  @Override
  public Optional<byte[]> read(int key) {
    return Optional.ofNullable(records.get(key)).map(byte[]::clone);
  }

  @Override
  public void write(int key, byte[] value) {
    if (key < 0 || key > 254 || value.length > VALUE_MAX) {
      throw new IllegalArgumentException("record " + key + " of " + value.length + " octets");
    }
    records.put(key, value.clone());
  }

  @Override
  public void delete(int key) {
    records.remove(key);
  }
}
