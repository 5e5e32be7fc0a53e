package dev.fuota.monitor.guard;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** Reads a certificate and its key from PEM files. */
public final class PemIdentity {
  private static final String ALIAS = "server";
  private static final int FILE_MAX = 1 << 20;
  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "Ed25519");

  private PemIdentity() {}

  /**
   * A key store with the server's identity; its password is empty.
   *
   * @throws MonitorFault if a file cannot be read, is something else, or they do not fit
   */
  public static KeyStore read(TlsFiles files) {
    List<Certificate> chain = chain(files.certificate());
    PrivateKey key = key(files.key());
    try {
      if (!key.getAlgorithm().equals(algorithm(chain.get(0)))) {
        throw new MonitorFault(
            files.key() + " is no key for the certificate in " + files.certificate());
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(ALIAS, key, new char[0], chain.toArray(new Certificate[0]));
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new MonitorFault(
          files.key() + " is no key for the certificate in " + files.certificate());
    }
  }

  private static String algorithm(Certificate certificate) {
    return certificate.getPublicKey().getAlgorithm();
  }

  private static List<Certificate> chain(Path file) {
    List<Certificate> chain = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (PemObject part : parts(file)) {
        if (part.getType().equals("CERTIFICATE")) {
          chain.add(factory.generateCertificate(new ByteArrayInputStream(part.getContent())));
        }
      }
    } catch (CertificateException e) {
      throw new MonitorFault(file + " holds a certificate that cannot be read");
    }
    if (chain.isEmpty()) {
      throw new MonitorFault(file + " holds no certificate; tlsCertificate names a PEM file");
    }
    return chain;
  }

  private static PrivateKey key(Path file) {
    for (PemObject part : parts(file)) {
      byte[] content = part.getContent();
      Optional<PrivateKey> key =
          switch (part.getType()) {
            case "PRIVATE KEY" -> Optional.of(key(file, content));
            case "RSA PRIVATE KEY" -> Optional.of(key(file, wrapped(file, rsa(), content)));
            case "EC PRIVATE KEY" ->
                Optional.of(key(file, wrapped(file, curve(file, content), content)));
            case "ENCRYPTED PRIVATE KEY" ->
                throw new MonitorFault(
                    file + " is encrypted; decrypt it with openssl pkey, and guard the file");
            default -> Optional.empty(); // parameters of a curve stand before the key
          };
      if (key.isPresent()) {
        return key.get();
      }
    }
    throw new MonitorFault(file + " holds no private key; tlsKey names a PEM file");
  }

  private static AlgorithmIdentifier rsa() {
    return new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption);
  }

  private static AlgorithmIdentifier curve(Path file, byte[] key) {
    try {
      return new AlgorithmIdentifier(
          X9ObjectIdentifiers.id_ecPublicKey, ECPrivateKey.getInstance(key).getParametersObject());
    } catch (IllegalArgumentException e) {
      throw new MonitorFault(file + " holds a key that cannot be read");
    }
  }

  /** PKCS #8 around an older form. */
  private static byte[] wrapped(Path file, AlgorithmIdentifier algorithm, byte[] key) {
    try {
      return new PrivateKeyInfo(algorithm, ASN1Primitive.fromByteArray(key)).getEncoded();
    } catch (IOException e) {
      throw new MonitorFault(file + " holds a key that cannot be read");
    }
  }

  private static PrivateKey key(Path file, byte[] pkcs8) {
    return ALGORITHMS.stream()
        .flatMap(algorithm -> key(algorithm, pkcs8).stream())
        .findFirst()
        .orElseThrow(
            () -> new MonitorFault(file + " holds a key that is neither RSA nor EC nor Ed25519"));
  }

  private static Optional<PrivateKey> key(String algorithm, byte[] pkcs8) {
    try {
      return Optional.of(
          KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private static List<PemObject> parts(Path file) {
    List<PemObject> parts = new ArrayList<>();
    try {
      if (Files.size(file) > FILE_MAX) {
        throw new MonitorFault(file + " is too large for a PEM file");
      }
      try (PemReader reader =
          new PemReader(Files.newBufferedReader(file, StandardCharsets.US_ASCII))) {
        for (PemObject part = reader.readPemObject(); part != null; ) {
          parts.add(part);
          part = reader.readPemObject();
        }
      }
      return parts;
    } catch (IOException | RuntimeException e) {
      if (e instanceof MonitorFault fault) {
        throw fault;
      }
      throw new MonitorFault(file + " cannot be read as PEM");
    }
  }
}
