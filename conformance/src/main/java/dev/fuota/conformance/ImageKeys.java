package dev.fuota.conformance;

import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import dev.fuota.protocol.image.HashAlgorithm;
import dev.fuota.protocol.image.KeyType;
import dev.fuota.protocol.image.PublicKeyInfo;
import dev.fuota.protocol.image.SigningKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

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
      Optional<String> reason = notImplemented(id);
      if (reason.isPresent()) {
        group.skip(reason.get());
      } else {
        group.run(id, check -> check(check, id));
      }
    }
    return group.report();
  }

  /** Why a signature of that key cannot be checked; empty if it can. */
  Optional<String> notImplemented(String id) {
    String type = keys.get(id).text("type");
    String name = type.toUpperCase(Locale.ROOT).replace('-', '_');
    return Stream.of(KeyType.values()).anyMatch(known -> known.name().equals(name))
        ? Optional.empty()
        : Optional.of(type + " keys are not implemented yet");
  }

  /** A key whose type is implemented. */
  Decoded<PublicKeyInfo> publicKey(String id) {
    return PublicKeyInfo.fromDer(keys.get(id).hex("public_der_for_keyhash"));
  }

  private void check(Check check, String id) {
    Entry key = keys.get(id);
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
    byte[] pem = ImageAnswers.read(directory, key.get("private_pem")).toArray();
    Decoded<SigningKey> decoded = SigningKey.fromPem(new String(pem, StandardCharsets.US_ASCII));
    if (decoded instanceof Malformed<SigningKey> malformed) {
      check.failed("private_pem", "a private key", malformed.detail());
    } else {
      check.same(
          "public_der_for_keyhash",
          publicKey.der(),
          decoded.value().orElseThrow().publicKey().der());
    }
  }
}
