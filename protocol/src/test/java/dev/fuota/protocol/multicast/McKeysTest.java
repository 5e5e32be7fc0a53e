package dev.fuota.protocol.multicast;

import static dev.fuota.protocol.KnownAnswers.hex;
import static dev.fuota.protocol.KnownAnswers.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.KnownAnswers;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.SessionKeys;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class McKeysTest {

  static Stream<JsonNode> keySets() {
    return KnownAnswers.group("lorawan-pkg-keys.json", "keySets");
  }

  @ParameterizedTest
  @MethodSource("keySets")
  void deviceAndServerDeriveTheSameKeys(JsonNode entry) {
    AesKey root = AesKey.of(hex(entry, "rootKey"));
    AesKey mcKey = AesKey.of(hex(entry, "mcKey"));
    DevAddr mcAddr = DevAddr.fromHex(text(entry, "mcAddr"));

    AesKey mcRootKey =
        text(entry, "rootKeyKind").equals("genAppKey")
            ? McKeys.rootKeyOfGenAppKey(root)
            : McKeys.rootKeyOfAppKey(root);
    AesKey mcKeKey = McKeys.keyEncryptionKey(mcRootKey);

    assertThat(mcRootKey.bytes()).isEqualTo(hex(entry, "mcRootKey"));
    assertThat(mcKeKey.bytes()).isEqualTo(hex(entry, "mcKEKey"));
    assertThat(McKeys.unwrap(mcKeKey, hex(entry, "mcKeyEncrypted"))).isEqualTo(mcKey);
    assertThat(McKeys.wrap(mcKeKey, mcKey)).isEqualTo(hex(entry, "mcKeyEncrypted"));
    assertThat(McKeys.sessionKeys(mcKey, mcAddr))
        .isEqualTo(
            new SessionKeys(
                AesKey.of(hex(entry, "mcNwkSKey")), AesKey.of(hex(entry, "mcAppSKey"))));
  }

  static Stream<JsonNode> chains() {
    return KnownAnswers.group("mac-multicast.json", "keys");
  }

  @ParameterizedTest
  @MethodSource("chains")
  void aDeviceFollowsTheWholeChain(JsonNode entry) {
    AesKey root = AesKey.of(hex(entry, "root_key"));
    DevAddr mcAddr = DevAddr.fromHex(text(entry, "mc_addr"));
    JsonNode expect = entry.get("expect");

    AesKey mcRootKey =
        text(entry, "root_key_kind").startsWith("GenAppKey")
            ? McKeys.rootKeyOfGenAppKey(root)
            : McKeys.rootKeyOfAppKey(root);
    AesKey mcKey =
        McKeys.unwrap(McKeys.keyEncryptionKey(mcRootKey), hex(entry, "mc_key_encrypted"));

    assertThat(mcRootKey.bytes()).isEqualTo(hex(expect, "mc_root_key"));
    assertThat(mcKey.bytes()).isEqualTo(hex(expect, "mc_key"));
    assertThat(McKeys.appSKey(mcKey, mcAddr).bytes()).isEqualTo(hex(expect, "mc_app_s_key"));
    assertThat(McKeys.nwkSKey(mcKey, mcAddr).bytes()).isEqualTo(hex(expect, "mc_nwk_s_key"));
  }

  static Stream<JsonNode> published() {
    return KnownAnswers.group("lorawan-pkg-keys.json", "published");
  }

  @ParameterizedTest
  @MethodSource("published")
  void derivesWhatOthersPublished(JsonNode entry) {
    JsonNode input = entry.get("input");
    Bytes derived =
        switch (text(entry, "function")) {
          case "McRootKey from GenAppKey" ->
              McKeys.rootKeyOfGenAppKey(key(input, "genAppKey")).bytes();
          case "McRootKey from AppKey (LoRaWAN 1.1)" ->
              McKeys.rootKeyOfAppKey(key(input, "appKey")).bytes();
          case "McKEKey" -> McKeys.keyEncryptionKey(key(input, "mcRootKey")).bytes();
          case "McAppSKey" -> McKeys.appSKey(key(input, "mcKey"), mcAddr(input)).bytes();
          case "McNwkSKey" -> McKeys.nwkSKey(key(input, "mcKey"), mcAddr(input)).bytes();
          case "McKey_encrypted" -> McKeys.wrap(key(input, "mcKEKey"), key(input, "mcKey"));
          default -> throw new AssertionError("not derived here: " + entry);
        };

    assertThat(derived).isEqualTo(hex(entry, "output"));
  }

  private static AesKey key(JsonNode input, String name) {
    return AesKey.of(hex(input, name));
  }

  private static DevAddr mcAddr(JsonNode input) {
    return DevAddr.fromHex(text(input, "mcAddr"));
  }
}
