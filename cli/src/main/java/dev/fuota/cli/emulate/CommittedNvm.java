package dev.fuota.cli.emulate;

import dev.fuota.device.flash.FlashStore;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.nvm.Nvm;
import java.util.Optional;

/** Records that are on the disk when a write returns. */
final class CommittedNvm implements Nvm {
  private final Nvm records;
  private final FlashStore store;

  CommittedNvm(Nvm records, FlashStore store) {
    this.records = records;
    this.store = store;
  }

  @Override
  public Optional<byte[]> read(int key) {
    return records.read(key);
  }

  @Override
  public void write(int key, byte[] value) {
    records.write(key, value);
    commit();
  }

  @Override
  public void delete(int key) {
    records.delete(key);
    commit();
  }

  private void commit() {
    if (!store.commit()) {
      throw new FlashFault(store.trouble().orElse("the disk does not take it"), 0);
    }
  }
}
