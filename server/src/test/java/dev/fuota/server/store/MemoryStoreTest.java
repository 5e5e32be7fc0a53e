package dev.fuota.server.store;

import dev.fuota.server.port.CampaignStore;
import dev.fuota.server.port.SessionStore;

class MemoryStoreTest extends StoreContract {
  private final MemoryStore store = new MemoryStore();

  @Override
  SessionStore sessions() {
    return store;
  }

  @Override
  CampaignStore campaigns() {
    return store;
  }

  @Override
  void restart() {
    store.commit();
  }
}
