package dev.fuota.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.monitor.guard.MonitorFault;
import dev.fuota.monitor.guard.PemIdentity;
import dev.fuota.monitor.guard.TlsFiles;
import dev.fuota.monitor.support.Served;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes with certificates that the JDK's keytool made. */
class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private Path folder = Path.of("");

  private KeyStore generate(String algorithm) throws Exception {
    Path file = folder.resolve(algorithm + ".p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "it",
            "-keyalg",
            algorithm,
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=dns:localhost,ip:127.0.0.1",
            "-storetype",
            "PKCS12",
            "-storepass",
            new String(PASSWORD),
            "-keystore",
            file.toString());
    int exit = new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    assertThat(exit).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private Path pem(String name, String type, byte[] der) throws IOException {
    String text =
        "-----BEGIN "
            + type
            + "-----\n"
            + Base64.getMimeEncoder().encodeToString(der)
            + "\n-----END "
            + type
            + "-----\n";
    return Files.writeString(folder.resolve(name), text);
  }

  private TlsFiles files(KeyStore store) throws Exception {
    return new TlsFiles(
        pem("cert.pem", "CERTIFICATE", store.getCertificate("it").getEncoded()),
        pem("key.pem", "PRIVATE KEY", store.getKey("it", PASSWORD).getEncoded()));
  }

  private static Served serve(TlsFiles files) {
    MonitorSettings usual = MonitorSettings.loopback(0);
    return Served.with(
        new MonitorSettings(
            usual.listen(), List.of(), Optional.of(files), 1000, MonitorSettings.ANSWER));
  }

  private static String ask(int port, KeyStore trusted, String protocol) throws Exception {
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("it", trusted.getCertificate("it"));
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    try (SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
      socket.setEnabledProtocols(new String[] {protocol});
      String request = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void aClientThatTrustsTheCertificateIsServed(String algorithm) throws Exception {
    KeyStore store = generate(algorithm);
    try (Served served = serve(files(store))) {
      String answer = ask(served.port(), store, "TLSv1.3");
      assertThat(answer).contains("HTTP/1.1 200", "Strict-Transport-Security: max-age=");
      assertThat(ask(served.port(), store, "TLSv1.2")).contains("HTTP/1.1 200");
      assertThatThrownBy(() -> ask(served.port(), generate("DSA"), "TLSv1.3"))
          .isInstanceOf(SSLException.class);
    }
  }

  @Test
  void olderFormsOfKeysAreRead() throws Exception {
    for (String algorithm : List.of("RSA", "EC")) {
      KeyStore store = generate(algorithm);
      PrivateKey key = (PrivateKey) store.getKey("it", PASSWORD);
      byte[] older =
          PrivateKeyInfo.getInstance(key.getEncoded())
              .parsePrivateKey()
              .toASN1Primitive()
              .getEncoded();
      TlsFiles files = files(store);
      if (algorithm.equals("RSA")) {
        Path file = pem("older.pem", "RSA PRIVATE KEY", older);
        KeyStore read = PemIdentity.read(new TlsFiles(files.certificate(), file));
        assertThat(read.getKey("server", new char[0])).isEqualTo(key);
      } else {
        // Without its curve an EC key means nothing.
        Path file = pem("older.pem", "EC PRIVATE KEY", older);
        assertThatThrownBy(() -> PemIdentity.read(new TlsFiles(files.certificate(), file)))
            .isInstanceOf(MonitorFault.class);
      }
    }
  }

  @Test
  void filesThatAreNoIdentityAreRefusedWithASentence() throws Exception {
    TlsFiles good = files(generate("EC"));
    Path other =
        pem("other.pem", "PRIVATE KEY", generate("RSA").getKey("it", PASSWORD).getEncoded());
    Path garbage = Files.writeString(folder.resolve("garbage.pem"), "-----BEGIN X-----\n!!\n");
    Path locked = pem("locked.pem", "ENCRYPTED PRIVATE KEY", new byte[8]);
    refuses(new TlsFiles(good.certificate(), other), "is no key for the certificate");
    refuses(new TlsFiles(good.key(), good.key()), "holds no certificate");
    refuses(new TlsFiles(good.certificate(), good.certificate()), "holds no private key");
    refuses(new TlsFiles(good.certificate(), garbage), "cannot be read as PEM");
    refuses(new TlsFiles(good.certificate(), locked), "is encrypted");
    refuses(new TlsFiles(folder.resolve("absent"), good.key()), "cannot be read as PEM");
  }

  private static void refuses(TlsFiles files, String sentence) {
    assertThatThrownBy(() -> PemIdentity.read(files))
        .isInstanceOf(MonitorFault.class)
        .hasMessageContaining(sentence);
  }
}
