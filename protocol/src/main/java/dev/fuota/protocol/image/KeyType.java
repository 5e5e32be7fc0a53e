package dev.fuota.protocol.image;

/** The kinds of signing keys, each with what MCUboot pairs it with. */
public enum KeyType {
  ED25519("Ed25519", TlvType.ED25519, HashAlgorithm.SHA256, "", "302a300506032b6570032100", 32, ""),
  ECDSA_P256(
      "ECDSA P-256",
      TlvType.ECDSA,
      HashAlgorithm.SHA256,
      "",
      "3059301306072a8648ce3d020106082a8648ce3d030107034200",
      65,
      ""),
  ECDSA_P384(
      "ECDSA P-384",
      TlvType.ECDSA,
      HashAlgorithm.SHA384,
      "",
      "3076301006072a8648ce3d020106052b81040022036200",
      97,
      ""),
  RSA_2048(
      "RSA-2048",
      TlvType.RSA2048,
      HashAlgorithm.SHA256,
      "30820122300d06092a864886f70d01010105000382010f00",
      "3082010a0282010100",
      256,
      Rsa.EXPONENT_DER),
  RSA_3072(
      "RSA-3072",
      TlvType.RSA3072,
      HashAlgorithm.SHA256,
      "308201a2300d06092a864886f70d01010105000382018f00",
      "3082018a0282018100",
      384,
      Rsa.EXPONENT_DER);

  private final String text;
  private final TlvType signatureType;
  private final HashAlgorithm usualHash;
  private final String wrapper;
  private final String derPrefix;
  private final int keyOctets;
  private final String derSuffix;

  KeyType(
      String text,
      TlvType signatureType,
      HashAlgorithm usualHash,
      String wrapper,
      String derPrefix,
      int keyOctets,
      String derSuffix) {
    this.text = text;
    this.signatureType = signatureType;
    this.usualHash = usualHash;
    this.wrapper = wrapper;
    this.derPrefix = derPrefix;
    this.keyOctets = keyOctets;
    this.derSuffix = derSuffix;
  }

  TlvType signatureType() {
    return signatureType;
  }

  /** The hash of the images that are signed here with such a key. */
  public HashAlgorithm usualHash() {
    return usualHash;
  }

  /** Whether an image with that hash may be signed with such a key. */
  boolean fits(HashAlgorithm hash) {
    return hash == usualHash || (this == ED25519 && hash == HashAlgorithm.SHA512);
  }

  /**
   * What makes a SubjectPublicKeyInfo of the encoding that is hashed, in hexadecimal: empty where
   * that is one already, as for all but RSA.
   */
  String wrapper() {
    return wrapper;
  }

  /**
   * The DER encoding that is hashed, up to the key itself, in hexadecimal: the
   * SubjectPublicKeyInfo, for RSA the bare RSAPublicKey (PKCS#1). It is constant because DER allows
   * one encoding only and the key hash needs exactly that one.
   */
  String derPrefix() {
    return derPrefix;
  }

  /** Octets of the point, or of the modulus, behind {@link #derPrefix()}. */
  int keyOctets() {
    return keyOctets;
  }

  /** What is behind the key: of RSA the public exponent. */
  String derSuffix() {
    return derSuffix;
  }

  @Override
  public String toString() {
    return text;
  }
}
