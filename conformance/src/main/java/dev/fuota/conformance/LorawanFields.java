package dev.fuota.conformance;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.FrameCrypto;

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
    return crypto.open(frame, fCnt).map(Bytes::toHex).orElse("the MIC does not hold");
  }
}
