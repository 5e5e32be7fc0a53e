package dev.fuota.fleet.lorawan;

import dev.fuota.server.port.CampaignStore;
import dev.fuota.server.port.SessionStore;
import dev.fuota.server.store.MemoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory that loses with its process what was not committed, and can end the process
 * before any of its operations.
 */
final class TornStore {
  /** All that a server keeps. */
  interface Both extends SessionStore, CampaignStore {
    @Override
    void commit();
  }

  /** The process is no more; nothing of the product catches it. */
  static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1;

    Died() {
      super("the process ended", null, false, false);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Change(Method method, Object[] arguments) {
    void to(MemoryStore store) {
      call(method, store, arguments);
    }
  }

  private final List<Change> durable = new ArrayList<>();
  private final List<Change> pending = new ArrayList<>();
  private MemoryStore seen = new MemoryStore();
  private int left = Integer.MAX_VALUE;

  /** The store as the product sees it. */
  Both store() {
    return (Both)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Both.class},
            (proxy, method, arguments) -> operate(method, arguments));
  }

  /** It will end the process in so many operations. */
  void dieIn(int operations) {
    left = operations;
  }

  /** Another process opens it. */
  void reopen() {
    left = Integer.MAX_VALUE;
    pending.clear();
    seen = new MemoryStore();
    durable.forEach(change -> change.to(seen));
  }

  private @Nullable Object operate(Method method, Object[] arguments) {
    if (--left < 0) {
      throw new Died();
    }
    if (method.getName().equals("commit")) {
      durable.addAll(pending);
      pending.clear();
      return null;
    }
    if (method.getReturnType() == void.class) {
      pending.add(new Change(method, arguments));
    }
    return call(method, seen, arguments);
  }

  private static @Nullable Object call(Method method, MemoryStore store, Object[] arguments) {
    try {
      return method.invoke(store, arguments);
    } catch (IllegalAccessException | InvocationTargetException problem) {
      throw new LinkageError(method.getName(), problem);
    }
  }
}
