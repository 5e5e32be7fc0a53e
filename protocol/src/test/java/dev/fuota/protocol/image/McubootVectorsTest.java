package dev.fuota.protocol.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The 26 images with the verdicts of MCUboot's library and of its tool. */
class McubootVectorsTest {
  private static final JsonNode INDEX =
      new ObjectMapper().readTree(ImageFixtures.text("mcuboot/index.json"));

  /** Valid images of kinds that this product refuses for now, and by which name. */
  private static final Map<String, Reason> REFUSED_FOR_NOW =
      Map.of(
          "rsa2048_secCnt", Reason.NO_TRUSTED_SIGNATURE,
          "rsa3072_min", Reason.NO_TRUSTED_SIGNATURE,
          "enc_ecies_p256_aes128", Reason.ENCRYPTED,
          "enc_ecies_p256_aes256", Reason.ENCRYPTED,
          "enc_ecies_x25519_aes128", Reason.ENCRYPTED,
          "lzma2_compressed", Reason.COMPRESSED,
          // Policy decides about these two: no key hash, no signature.
          "ec256_fullkey", Reason.NO_TRUSTED_SIGNATURE,
          "unsigned_sha256", Reason.NO_TRUSTED_SIGNATURE);

  private static final Map<String, Reason> BROKEN =
      Map.of(
          "bad_payload_bit", Reason.BAD_HASH,
          "bad_magic", Reason.MALFORMED,
          "bad_unknown_key", Reason.NO_TRUSTED_SIGNATURE,
          "bad_img_size_wrap", Reason.MALFORMED,
          "bad_secCnt_unprotected", Reason.FORBIDDEN_TLV,
          "bad_truncated_no_tlv", Reason.MALFORMED);

  /** One row of the index, printed by its name. */
  record Row(JsonNode json) {
    String name() {
      return json.get("name").asString();
    }

    Bytes octets() {
      return ImageFixtures.file("mcuboot/" + json.get("file").asString());
    }

    @Override
    public String toString() {
      return name();
    }
  }

  static Stream<Row> rows() {
    return INDEX.get("images").valueStream().map(Row::new);
  }

  @Test
  void allTwentySixAreThere() {
    assertThat(rows()).hasSize(26);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void fieldsAreThoseOfTheIndex(Row row) {
    Decoded<Image> parsed = ImageFixtures.parse(row.octets());
    JsonNode expected = row.json.path("parse");
    assertThat(parsed.value().isPresent()).isEqualTo(!expected.isMissingNode());
    parsed.value().ifPresent(image -> assertThat(describe(image)).isEqualTo(describe(expected)));
  }

  private static List<Object> describe(Image image) {
    ImageHeader header = image.header();
    List<Object> all = new ArrayList<>();
    all.addAll(List.of("96f3b83d", header.loadAddr(), header.hdrSize(), header.protectTlvSize()));
    all.addAll(List.of(header.imgSize(), header.flags(), header.version().toString()));
    all.addAll(List.of(header.pad1(), image.hashedLength(), image.totalLength()));
    for (Tlv tlv : image.tlvs()) {
      all.addAll(List.of(String.format("0x%04x", tlv.type()), tlv.isProtected(), tlv.offset()));
      all.addAll(List.of(tlv.value().length(), tlv.value().toHex()));
    }
    return all;
  }

  private static List<Object> describe(JsonNode parse) {
    List<Object> all = new ArrayList<>();
    all.addAll(List.of(parse.get("magic").asString(), parse.get("load_addr").asLong()));
    all.addAll(List.of(parse.get("hdr_size").asInt(), parse.get("protect_tlv_size").asInt()));
    all.addAll(List.of(parse.get("img_size").asLong(), parse.get("flags").asInt()));
    all.addAll(List.of(parse.get("version").asString(), parse.get("pad1").asLong()));
    all.addAll(List.of(parse.get("hashed_len").asInt(), parse.get("total_len").asInt()));
    for (JsonNode tlv : parse.get("tlvs")) {
      all.addAll(List.of(tlv.get("type").asString(), tlv.get("protected").asBoolean()));
      all.addAll(List.of(tlv.get("offset").asInt(), tlv.get("len").asInt()));
      all.add(tlv.get("value").asString());
    }
    return all;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void verdictsAreThoseOfTheIndex(Row row) {
    Verdict verdict = ImageFixtures.verify(row.octets(), policy(row));
    Optional<Reason> reason = verdict.refused().map(Refused::reason);
    if (REFUSED_FOR_NOW.containsKey(row.name())) {
      assertThat(row.json.get("expect").asString()).isNotEqualTo("reject");
      assertThat(reason).contains(REFUSED_FOR_NOW.get(row.name()));
    } else {
      assertThat(verdict.isAccepted())
          .isEqualTo(row.json.get("expect").asString().equals("accept"));
      assertThat(reason).isEqualTo(Optional.ofNullable(BROKEN.get(row.name())));
    }
  }

  private static ImagePolicy policy(Row row) {
    List<PublicKeyInfo> keys = new ArrayList<>();
    for (JsonNode id : row.json.get("trusted_keys")) {
      JsonNode key = INDEX.get("keys").get(id.asString());
      Bytes der = Bytes.fromHex(key.get("public_der_for_keyhash").asString());
      PublicKeyInfo.fromDer(der).value().ifPresent(keys::add);
    }
    return new ImagePolicy(
        new TrustedKeys(keys),
        Optional.empty(),
        row.json.path("device_security_counter").asLong(ImagePolicy.NO_COUNTER),
        Optional.empty(),
        INDEX.get("slot_size").asInt());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void noImageIsAcceptedWhenCutAnywhere(Row row) {
    Bytes whole = row.octets();
    ImagePolicy policy = policy(row);
    int end = ImageFixtures.parse(whole).value().map(Image::totalLength).orElse(0);
    for (int length = 0; length < end; length++) {
      Verdict verdict = ImageFixtures.verify(whole.slice(0, length), policy);
      assertThat(verdict.refused()).map(Refused::reason).contains(Reason.MALFORMED);
    }
  }
}
