package dev.fuota.server.port;

import dev.fuota.protocol.lorawan.AesKey;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A device that somebody registered.
 *
 * @param attributes the service's text, without keys
 * @param keys its root keys by the names that the service gives them, in their order
 */
public record StoredDeviceRecord(DeviceId device, String attributes, Map<String, AesKey> keys) {
  public StoredDeviceRecord {
    keys = Collections.unmodifiableMap(new TreeMap<>(keys));
  }
}
