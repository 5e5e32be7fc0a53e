package dev.fuota.protocol.image;

/** The kinds of signing keys, each with what MCUboot pairs it with. */
public enum KeyType {
  ED25519("Ed25519", TlvType.ED25519, HashAlgorithm.SHA256, "302a300506032b6570032100", 32),
  ECDSA_P256(
      "ECDSA P-256",
      TlvType.ECDSA,
      HashAlgorithm.SHA256,
      "3059301306072a8648ce3d020106082a8648ce3d030107034200",
      65),
  ECDSA_P384(
      "ECDSA P-384",
      TlvType.ECDSA,
      HashAlgorithm.SHA384,
      "3076301006072a8648ce3d020106052b81040022036200",
      97);

  private final String text;
  private final TlvType signatureType;
  private final HashAlgorithm usualHash;
  private final String derPrefix;
  private final int pointOctets;

  KeyType(
      String text,
      TlvType signatureType,
      HashAlgorithm usualHash,
      String derPrefix,
      int pointOctets) {
    this.text = text;
    this.signatureType = signatureType;
    this.usualHash = usualHash;
    this.derPrefix = derPrefix;
    this.pointOctets = pointOctets;
  }

  TlvType signatureType() {
    return signatureType;
  }

  /** The hash of the images that are signed here with such a key. */
  HashAlgorithm usualHash() {
    return usualHash;
  }

  /** Whether an image with that hash may be signed with such a key. */
  boolean fits(HashAlgorithm hash) {
    return hash == usualHash || (this == ED25519 && hash == HashAlgorithm.SHA512);
  }

  /**
   * The SubjectPublicKeyInfo of such a key up to the key itself, in hexadecimal. It is constant
   * because DER allows one encoding only and the key hash needs exactly that one.
   */
  String derPrefix() {
    return derPrefix;
  }

  /** Octets of the key behind {@link #derPrefix()}. */
  int pointOctets() {
    return pointOctets;
  }

  @Override
  public String toString() {
    return text;
  }
}
