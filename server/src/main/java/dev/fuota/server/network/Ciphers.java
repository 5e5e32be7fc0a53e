package dev.fuota.server.network;

import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.LorawanVersion;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Ciphers with their key schedules, of the sessions that were used last. They are made in
 * microseconds and have more than a kilobyte each, as much as all else of a quiet device.
 */
final class Ciphers {
  private static final int KEPT = 256;

  private final Map<Session, FrameCrypto> newest =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Session, FrameCrypto> eldest) {
          return size() > KEPT;
        }
      };

  FrameCrypto of(Session session) {
    return newest.computeIfAbsent(session, Ciphers::make);
  }

  private static FrameCrypto make(Session session) {
    LorawanVersion rules = session.isV11() ? LorawanVersion.V1_1 : LorawanVersion.V1_0_4;
    return new FrameCrypto(session.keys(), session.devAddr(), rules);
  }
}
