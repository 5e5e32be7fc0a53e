package dev.fuota.cli.io;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import dev.fuota.protocol.image.DecryptionKey;
import dev.fuota.protocol.image.EncryptionKey;
import dev.fuota.protocol.image.PublicKeyInfo;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.protocol.image.TrustedKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Keys in PEM files. Where a public one is asked for, the private one serves as well. */
public final class KeyFile {
  private static final int OCTETS_MAX = 1 << 20;

  private KeyFile() {}

  public static SigningKey signing(Console console, Path file) {
    return read(console, file, SigningKey::fromPem);
  }

  public static List<SigningKey> signing(Console console, List<Path> files) {
    return files.stream().map(file -> signing(console, file)).toList();
  }

  public static DecryptionKey decryption(Console console, Path file) {
    return read(console, file, DecryptionKey::fromPem);
  }

  public static EncryptionKey encryption(Console console, Path file) {
    return read(
        console,
        file,
        pem ->
            isPrivate(pem)
                ? DecryptionKey.fromPem(pem).map(DecryptionKey::publicKey)
                : EncryptionKey.fromPem(pem));
  }

  /** All keys of all files. */
  public static TrustedKeys trusted(Console console, List<Path> files) {
    List<PublicKeyInfo> keys = new ArrayList<>();
    for (Path file : files) {
      keys.addAll(read(console, file, KeyFile::trusted).keys());
    }
    return new TrustedKeys(keys);
  }

  private static Decoded<TrustedKeys> trusted(String pem) {
    return isPrivate(pem)
        ? SigningKey.fromPem(pem).map(key -> TrustedKeys.of(key.publicKey()))
        : TrustedKeys.fromPem(pem);
  }

  private static boolean isPrivate(String pem) {
    return pem.contains("-----BEGIN PRIVATE KEY-----");
  }

  private static <T> T read(Console console, Path file, Function<String, Decoded<T>> decoder) {
    Bytes octets = InputOctets.read(console, file, in -> Bytes.of(in.readNBytes(OCTETS_MAX)));
    Decoded<T> key = decoder.apply(new String(octets.toArray(), StandardCharsets.US_ASCII));
    if (key instanceof Malformed<T> malformed) {
      throw new InputProblem(
          "BAD_KEY", file + ": " + malformed.detail() + "; fuota image keygen makes keys in PEM");
    }
    return key.value().orElseThrow();
  }
}
