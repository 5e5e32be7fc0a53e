package dev.fuota.protocol.msu.secure;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.protocol.msu.Ipv4;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The known answers about keys and seals. */
record KnownProfile(JsonNode document) {
  private static final String PRIVATE_PREFIX = "302e020100300506032b657004220420";

  static KnownProfile read() {
    try (InputStream in = KnownProfile.class.getResourceAsStream("/vectors/msu.json")) {
      return new KnownProfile(JsonMapper.shared().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode manifest() {
    return document.get("manifestFooter");
  }

  Bytes hex(String field) {
    return Bytes.fromHex(document.get("securityProfile").get(field).stringValue());
  }

  Bytes credential(String field) {
    return Bytes.fromHex(
        document.get("securityProfile").get("credential").get(field).stringValue());
  }

  /** A credential that is a text. */
  Bytes text(String field) {
    String text = document.get("securityProfile").get("credential").get(field).stringValue();
    return Bytes.of(text.getBytes(StandardCharsets.US_ASCII));
  }

  Ipv4 sender() {
    return Ipv4.parse(document.get("securityProfile").get("senderIp").stringValue()).orElseThrow();
  }

  SigningKey signingKey() {
    return pem(Bytes.fromHex(PRIVATE_PREFIX).concat(hex("ed25519Seed")));
  }

  static SigningKey pem(Bytes der) {
    String base64 = Base64.getMimeEncoder().encodeToString(der.toArray());
    return SigningKey.fromPem(
            "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n")
        .value()
        .orElseThrow();
  }
}
