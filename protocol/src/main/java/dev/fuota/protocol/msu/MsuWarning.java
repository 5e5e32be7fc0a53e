package dev.fuota.protocol.msu;

/** What is odd about a message that is accepted all the same. */
public enum MsuWarning {
  /** The bit that the newer reading of MSU keeps for IPv6 (decision 0021, D-02). */
  IP_VERSION_BIT_SET,
  RESERVED_NIBBLE_SET,
  RESERVED_FLAG_BITS_SET,
  END_OF_CHUNK_ON_INNER_SEQUENCE,
  CCM_NOT_STRICTLY_ASCENDING
}
