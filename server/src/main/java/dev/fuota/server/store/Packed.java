package dev.fuota.server.store;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.server.port.DeviceId;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Several values in one column of octets. */
final class Packed {
  private static final int NAME_MAX = 0xff;

  private Packed() {}

  /** Keys one after another. */
  static byte[] keys(AesKey... keys) {
    ByteBuffer out = ByteBuffer.allocate(keys.length * AesKey.LENGTH);
    for (AesKey key : keys) {
      key.bytes().putTo(out);
    }
    return out.array();
  }

  /** The key that stands after {@code index} others. */
  static AesKey key(byte[] packed, int index) {
    if (packed.length < (index + 1) * AesKey.LENGTH) {
      throw new StoreFault("the database is damaged: a key is missing");
    }
    return AesKey.of(Bytes.of(packed, index * AesKey.LENGTH, AesKey.LENGTH));
  }

  /** For each key its name's length, its name and itself. */
  static byte[] named(Map<String, AesKey> keys) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TreeMap<>(keys)
        .forEach(
            (name, key) -> {
              byte[] octets = name.getBytes(StandardCharsets.UTF_8);
              if (octets.length > NAME_MAX) {
                throw new IllegalArgumentException("a key's name has " + octets.length + " octets");
              }
              out.write(octets.length);
              out.writeBytes(octets);
              out.writeBytes(key.bytes().toArray());
            });
    return out.toByteArray();
  }

  static Map<String, AesKey> named(byte[] packed) {
    ByteBuffer in = ByteBuffer.wrap(packed);
    Map<String, AesKey> keys = new TreeMap<>();
    try {
      while (in.hasRemaining()) {
        byte[] name = new byte[Byte.toUnsignedInt(in.get())];
        in.get(name);
        byte[] key = new byte[AesKey.LENGTH];
        in.get(key);
        keys.put(new String(name, StandardCharsets.UTF_8), AesKey.of(Bytes.of(key)));
      }
    } catch (BufferUnderflowException e) {
      throw new StoreFault("the database is damaged: a key is cut short", e);
    }
    return keys;
  }

  /** EUIs in their order, 8 octets each, the most significant first. */
  static byte[] devices(Set<DeviceId> devices) {
    ByteBuffer out = ByteBuffer.allocate(devices.size() * Long.BYTES);
    new TreeSet<>(devices).forEach(device -> out.putLong(device.eui()));
    return out.array();
  }

  static Set<DeviceId> devices(byte[] packed) {
    ByteBuffer in = ByteBuffer.wrap(packed);
    Set<DeviceId> devices = new TreeSet<>();
    while (in.remaining() >= Long.BYTES) {
      devices.add(new DeviceId(in.getLong()));
    }
    return Collections.unmodifiableSet(devices);
  }
}
