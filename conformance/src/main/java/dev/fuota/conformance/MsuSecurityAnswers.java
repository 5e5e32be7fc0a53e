package dev.fuota.conformance;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.image.HashAlgorithm;
import dev.fuota.protocol.image.PublicKeyInfo;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.protocol.msu.ConnectRequest;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MsuDecoded;
import dev.fuota.protocol.msu.NotificationKind;
import dev.fuota.protocol.msu.StatusCode;
import dev.fuota.protocol.msu.secure.CredentialEnvelope;
import dev.fuota.protocol.msu.secure.CredentialEnvelope.Kind;
import dev.fuota.protocol.msu.secure.GroupKeys;
import dev.fuota.protocol.msu.secure.ManifestFooter;
import dev.fuota.protocol.msu.secure.ManifestRules;
import dev.fuota.protocol.msu.secure.ReplayWindow;
import dev.fuota.protocol.msu.secure.TrailerSealer;
import dev.fuota.protocol.msu.secure.TrailerVerifier;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/** The optional protection of MSU, and the signed footer of a file. */
final class MsuSecurityAnswers implements MsuAnswers.Part {
  private static final String PUBLIC_PREFIX = "302a300506032b6570032100";
  private static final String PRIVATE_PREFIX = "302e020100300506032b657004220420";

  @Override
  public Set<String> members() {
    return Set.of("securityProfile", "manifestFooter");
  }

  @Override
  public List<GroupReport> run(Entry document) {
    Group security = new Group("securityProfile");
    document.find("securityProfile").ifPresent(profile -> runProfile(security, profile));
    Group footer = new Group("manifestFooter");
    document.find("manifestFooter").ifPresent(manifest -> runFooter(footer, manifest));
    return List.of(security.report(), footer.report());
  }

  private static void runProfile(Group group, Entry profile) {
    GroupKeys keys = new GroupKeys(profile.hex("psk"), profile.integer("keyId"));
    group.run(
        "keys",
        check -> {
          check.same("authKey", profile.hex("authKey"), keys.authKey());
          check.same("credKey", profile.hex("credKey"), keys.credentialKey());
        });
    Ipv4 sender = MsuInput.address(profile.get("senderIp"));
    SigningKey signing = signingKey(profile.hex("ed25519Seed"));
    int keyId = profile.integer("keyId");
    group.run(
        "suite1",
        check -> {
          check.same(
              "suite1Hex",
              profile.hex("suite1Hex"),
              TrailerSealer.withGroupKey(keys, sender)
                  .seal(profile.hex("plainHex"), profile.get("counter").u64()));
          checkVerdict(check, profile, "suite1Hex", false, groupVerifier(keys));
          checkVerdict(check, profile, "tamperedSuite1Hex", true, groupVerifier(keys));
        });
    PublicKeyInfo key = publicKey(profile.get("ed25519Public"));
    group.run(
        "suite2",
        check -> {
          check.same(
              "suite2Hex",
              profile.hex("suite2Hex"),
              TrailerSealer.withSignature(signing, keyId, sender)
                  .seal(profile.hex("plainHex"), profile.get("counter").u64()));
          checkVerdict(check, profile, "suite2Hex", false, signatureVerifier(key, keyId));
          checkVerdict(check, profile, "tamperedSuite2Hex", true, signatureVerifier(key, keyId));
        });
    profile
        .find("credential")
        .ifPresent(
            it -> group.run("credential", check -> checkCredential(check, it, keys, profile)));
  }

  private static TrailerVerifier groupVerifier(GroupKeys keys) {
    return TrailerVerifier.withGroupKey(keys, new ReplayWindow(0));
  }

  private static TrailerVerifier signatureVerifier(PublicKeyInfo key, int keyId) {
    return TrailerVerifier.withSignature(key, keyId, new ReplayWindow(0));
  }

  private static void checkVerdict(
      Check check, Entry profile, String name, boolean forged, TrailerVerifier verifier) {
    Bytes datagram = profile.hex(name);
    if (!(MsuInput.decode(profile, datagram) instanceof MsuDecoded.Ok ok)) {
      check.failed(name, "a message with a trailer", "none");
      return;
    }
    if (!forged) {
      check.same(name, profile.hex("plainHex"), ok.message().encoded());
    }
    check.same(
        name,
        forged ? Optional.of(TrailerVerifier.Problem.FORGED) : Optional.empty(),
        verifier.check(datagram, ok, MsuInput.address(profile.get("senderIp"))));
  }

  private static void checkCredential(
      Check check, Entry credential, GroupKeys keys, Entry profile) {
    if (!(MsuInput.decode(profile, credential.hex("connectHex")) instanceof MsuDecoded.Ok ok)
        || !(ok.message() instanceof ConnectRequest connect)) {
      check.failed("connectHex", "a Connect", "none");
      return;
    }
    CredentialEnvelope envelope =
        new CredentialEnvelope(keys, connect.serverIp(), connect.transactionId());
    Bytes nonce = credential.hex("nonceUser");
    check.same(
        "usernameEnvelope",
        credential.hex("usernameEnvelope"),
        envelope.seal(Kind.USERNAME, nonce, ascii(credential.text("username"))));
    check.same(
        "username",
        Optional.of(ascii(credential.text("username"))),
        connect.username().flatMap(it -> envelope.open(Kind.USERNAME, it)));
    check.same(
        "password",
        Optional.of(ascii(credential.text("password"))),
        connect.password().flatMap(it -> envelope.open(Kind.PASSWORD, it)));
    check.same(
        "passwordEnvelope", Optional.of(credential.hex("passwordEnvelope")), connect.password());
  }

  private static void runFooter(Group group, Entry manifest) {
    group.run("file", check -> checkFile(check, manifest));
    group.run(
        "tampered",
        check -> {
          Bytes file = manifest.hex("tamperedFileHex");
          check.same("tamperedFileHex", StatusCode.SIGNATURE, judge(manifest, file));
        });
  }

  private static void checkFile(Check check, Entry manifest) {
    Bytes file = manifest.hex("fileHex");
    Bytes payload = manifest.hex("payloadHex");
    Optional<ManifestFooter> read = ManifestFooter.read(file, file.length());
    if (read.isEmpty()) {
      check.failed("fileHex", "a footer", "none");
      return;
    }
    ManifestFooter.Content content = read.get().content();
    check.same("keyId", manifest.integer("keyId"), content.keyId());
    check.same("securityVersion", manifest.get("securityVersion").u32(), content.securityVersion());
    check.same("hardwareId", manifest.text("hardwareId"), content.hardwareId());
    check.same("productId", manifest.text("productId"), content.productId());
    check.same("version", manifest.text("version"), content.version());
    check.same("payloadHex", payload.length(), content.payloadLength());
    check.same("payloadHex", HashAlgorithm.SHA256.hash(payload), content.payloadSha256());
    check.same("footerHex", manifest.hex("footerHex"), read.get().encoded());
    check.same("fileHex", file, payload.concat(read.get().encoded()));
    CRC32 crc = new CRC32();
    crc.update(file.asBuffer());
    check.same("fileCrc32", manifest.text("fileCrc32"), String.format("%08x", crc.getValue()));
    check.same("fileHex", StatusCode.NONE, judge(manifest, file));
  }

  private static StatusCode judge(Entry manifest, Bytes file) {
    Optional<ManifestFooter> footer = ManifestFooter.read(file, file.length());
    int payload = footer.map(it -> (int) it.content().payloadLength()).orElse(0);
    ManifestRules rules =
        new ManifestRules(
            Map.of(manifest.integer("keyId"), publicKey(manifest.get("ed25519Public"))),
            manifest.text("hardwareId"),
            manifest.text("productId"),
            manifest.get("securityVersion").u32(),
            Optional.empty());
    return rules.judge(
        footer, HashAlgorithm.SHA256.hash(file.slice(0, payload)), NotificationKind.FORCE_UPGRADE);
  }

  private static Bytes ascii(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static PublicKeyInfo publicKey(Entry raw) {
    return PublicKeyInfo.fromDer(Bytes.fromHex(PUBLIC_PREFIX).concat(raw.hex()))
        .value()
        .orElseThrow(() -> raw.malformed("an Ed25519 key is needed"));
  }

  private static SigningKey signingKey(Bytes seed) {
    String base64 =
        Base64.getEncoder().encodeToString(Bytes.fromHex(PRIVATE_PREFIX).concat(seed).toArray());
    Decoded<SigningKey> key =
        SigningKey.fromPem(
            "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
    return key.value().orElseThrow();
  }
}
