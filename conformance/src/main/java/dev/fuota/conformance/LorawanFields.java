package dev.fuota.conformance;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.SessionKeys;
import java.util.Optional;
import java.util.stream.Stream;

/** How known-answer files write keys, addresses and payloads of LoRaWAN. */
final class LorawanFields {
  private LorawanFields() {}

  static AesKey key(Entry entry, String name) {
    Bytes octets = entry.hex(name);
    if (octets.length() != AesKey.LENGTH) {
      throw entry.get(name).malformed("a key has 16 octets");
    }
    return AesKey.of(octets);
  }

  static DevAddr address(Entry entry, String name) {
    return address(entry.get(name));
  }

  /** An address, written most significant octet first. */
  static DevAddr address(Entry address) {
    if (address.hex().length() != DevAddr.LENGTH) {
      throw address.malformed("an address has 4 octets");
    }
    return DevAddr.fromHex(address.text());
  }

  /** The decrypted payload of a frame, or that there is none. */
  static String open(FrameCrypto crypto, DataFrame frame, long fCnt) {
    return payload(crypto.open(frame, fCnt));
  }

  static String payload(Optional<Bytes> opened) {
    return opened.map(Bytes::toHex).orElse("the MIC does not hold");
  }

  /** The session keys of LoRaWAN 1.1. */
  static SessionKeys v11Keys(Entry keys) {
    return new SessionKeys(
        key(keys, "f_nwk_s_int_key"),
        key(keys, "s_nwk_s_int_key"),
        key(keys, "nwk_s_enc_key"),
        key(keys, "app_s_key"));
  }

  /** An EUI, written most significant octet first. */
  static Eui eui(Entry entry, String name) {
    if (entry.hex(name).length() != Eui.LENGTH) {
      throw entry.get(name).malformed("an EUI has 8 octets");
    }
    return Eui.fromHex(entry.text(name));
  }

  static LorawanVersion version(Entry entry) {
    String version = entry.text("lorawan");
    return Stream.of(LorawanVersion.values())
        .filter(it -> it.toString().equals(version))
        .findFirst()
        .orElseThrow(() -> entry.get("lorawan").malformed("this version is not known"));
  }
}
