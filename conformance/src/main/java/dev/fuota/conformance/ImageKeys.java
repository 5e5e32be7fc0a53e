package dev.fuota.conformance;

import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import dev.fuota.protocol.image.DecryptionKey;
import dev.fuota.protocol.image.HashAlgorithm;
import dev.fuota.protocol.image.PublicKeyInfo;
import dev.fuota.protocol.image.SigningKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The keys of an index of images. */
final class ImageKeys {
  private final Entry keys;
  private final Path directory;

  ImageKeys(Entry keys, Path directory) {
    this.keys = keys;
    this.directory = directory;
  }

  GroupReport run() {
    Group group = new Group("keys");
    for (String id : keys.memberNames()) {
      group.run(id, check -> check(check, id));
    }
    return group.report();
  }

  /** The key that checks signatures. */
  Decoded<PublicKeyInfo> publicKey(String id) {
    return PublicKeyInfo.fromDer(keys.get(id).hex("public_der_for_keyhash"));
  }

  /** The key that opens encrypted images. */
  Decoded<DecryptionKey> decryptionKey(String id) {
    return DecryptionKey.fromPem(privatePem(keys.get(id)));
  }

  private void check(Check check, String id) {
    Entry key = keys.get(id);
    if (!key.has("public_der_for_keyhash")) { // it signs nothing
      check.same("private_pem", "a key", shown(decryptionKey(id)));
      return;
    }
    Decoded<PublicKeyInfo> decoded = publicKey(id);
    if (decoded instanceof Malformed<PublicKeyInfo> malformed) {
      check.failed("public_der_for_keyhash", "a public key", malformed.detail());
      return;
    }
    PublicKeyInfo publicKey = decoded.value().orElseThrow();
    check.same(
        "keyhash_sha256", key.hex("keyhash_sha256"), publicKey.keyHash(HashAlgorithm.SHA256));
    checkPrivate(check, key, publicKey);
  }

  private void checkPrivate(Check check, Entry key, PublicKeyInfo publicKey) {
    Decoded<SigningKey> decoded = SigningKey.fromPem(privatePem(key));
    check.same("private_pem", "a key", shown(decoded));
    decoded
        .value()
        .ifPresent(
            signing ->
                check.same("public_der_for_keyhash", publicKey.der(), signing.publicKey().der()));
  }

  private static String shown(Decoded<?> key) {
    return key instanceof Malformed<?> malformed ? malformed.detail() : "a key";
  }

  private String privatePem(Entry key) {
    byte[] pem = ImageAnswers.read(directory, key.get("private_pem")).toArray();
    return new String(pem, StandardCharsets.US_ASCII);
  }
}
