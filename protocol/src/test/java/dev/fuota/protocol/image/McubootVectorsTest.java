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

  private static final Map<String, Reason> BROKEN =
      Map.of(
          "bad_payload_bit", Reason.BAD_HASH,
          "bad_magic", Reason.MALFORMED,
          "bad_unknown_key", Reason.NO_TRUSTED_SIGNATURE,
          "bad_img_size_wrap", Reason.MALFORMED,
          "bad_secCnt_unprotected", Reason.FORBIDDEN_TLV,
          "bad_truncated_no_tlv", Reason.MALFORMED,
          // Policy decides: a device that checks signatures takes no image without.
          "unsigned_sha256", Reason.NO_TRUSTED_SIGNATURE);

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
    assertThat(reason).isEqualTo(Optional.ofNullable(BROKEN.get(row.name())));
    if (!row.json.get("expect").asString().equals("either")) {
      assertThat(verdict.isAccepted())
          .isEqualTo(row.json.get("expect").asString().equals("accept"));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("encryptedRows")
  void contentKeyAndPlainTextAreThoseOfTheIndex(Row row) {
    ImageSource source = ImageSource.of(row.octets());
    Verdict.Accepted verdict = (Verdict.Accepted) ImageVerifier.verify(source, policy(row));
    Bytes contentKey = verdict.cipher().orElseThrow().contentKey();
    assertThat(contentKey.toHex()).isEqualTo(row.json.get("content_key").asString());
    byte[] payload = new byte[(int) verdict.image().header().imgSize()];
    verdict.plain(source).read(verdict.image().header().hdrSize(), payload, 0, payload.length);
    assertThat(HashAlgorithm.SHA256.hash(Bytes.of(payload)).toHex())
        .isEqualTo(row.json.get("plaintext_payload_sha256").asString());
  }

  static Stream<Row> encryptedRows() {
    return rows().filter(row -> row.json.has("enc_key"));
  }

  @Test
  void anImageWithoutSignatureIsWholeIfThatIsAllThatIsAsked() {
    ImageSource source = ImageSource.of(ImageFixtures.file("mcuboot/img/unsigned_sha256.bin"));
    assertThat(ImageVerifier.integrity(source, ImageFixtures.SLOT).isAccepted()).isTrue();
    assertThat(ImageVerifier.integrity(source, 1000).refused())
        .map(Refused::reason)
        .contains(Reason.TOO_LARGE);
  }

  private static ImagePolicy policy(Row row) {
    List<PublicKeyInfo> keys = new ArrayList<>();
    for (JsonNode id : row.json.get("trusted_keys")) {
      JsonNode key = INDEX.get("keys").get(id.asString());
      Bytes der = Bytes.fromHex(key.get("public_der_for_keyhash").asString());
      PublicKeyInfo.fromDer(der).value().ifPresent(keys::add);
    }
    ImagePolicy policy =
        ImagePolicy.of(new TrustedKeys(keys), INDEX.get("slot_size").asInt())
            .withSecurityCounter(
                row.json.path("device_security_counter").asLong(ImagePolicy.NO_COUNTER))
            .withPackages(row.json.has("decompressed_size"));
    return row.json.has("enc_key")
        ? policy.withDecryption(ImageFixtures.decryptionKey(row.json.get("enc_key").asString()))
        : policy;
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
