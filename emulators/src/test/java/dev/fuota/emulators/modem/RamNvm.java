package dev.fuota.emulators.modem;

import dev.fuota.hal.nvm.Nvm;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Records that last as long as the test. */
public final class RamNvm implements Nvm {
  private final Map<Integer, byte[]> records = new HashMap<>();

  @Override
  public Optional<byte[]> read(int key) {
    return Optional.ofNullable(records.get(key)).map(byte[]::clone);
  }

  @Override
  public void write(int key, byte[] value) {
    records.put(key, value.clone());
  }

  @Override
  public void delete(int key) {
    records.remove(key);
  }
}
