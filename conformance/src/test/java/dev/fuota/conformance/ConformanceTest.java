package dev.fuota.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConformanceTest {
  private static final ConformanceReport REPORT = Conformance.run(paths());

  @TempDir private Path directory;

  @Test
  @DisplayName("The product gives every known answer that applies to it")
  void nothingFails() {
    assertThat(REPORT.unusable()).isEmpty();
    assertThat(REPORT.ran()).hasSize(KnownAnswerFiles.ALL.size());
    assertThat(REPORT.ran())
        .allSatisfy(
            file ->
                assertThat(file.groups())
                    .flatMap(GroupReport::failures)
                    .as(file.schema())
                    .isEmpty());
  }

  /** Group, entries that apply, and why the others do not. A new feature shows here. */
  static Stream<Arguments> groups() {
    return Stream.of(
        group("lorawan-pkg-commands/commands", 276, Map.of()),
        group("lorawan-pkg-commands/invalid", 152, Map.of()),
        group("lorawan-pkg-streams/streams", 30, Map.of()),
        group("lorawan-pkg-keys/published", 6, Map.of()),
        group("lorawan-pkg-keys/keySets", 6, Map.of()),
        group("lorawan-pkg-keys/dataBlockIntKey and dataBlockMics", 12, Map.of()),
        group("lorawan-pkg-keys/multicastFrames", 3, Map.of()),
        group("lorawan-pkg-parity/rows", 624, Map.of()),
        group("lorawan-pkg-parity/digests", 128, Map.of()),
        group("lorawan-pkg-fragments/encode", 22, Map.of()),
        group("lorawan-pkg-fragments/receptions", 286, Map.of()),
        group("lorawan-pkg-exchanges/exchanges", 13, Map.of()),
        group("lorawan-pkg-chirpstack-flow/flows", 3, Map.of()),
        group("mac-frames/1/pinned", 4, Map.of()),
        group("mac-frames/1/lorawan_10", 54, Map.of()),
        group("mac-frames/1/lorawan_11", 32, Map.of()),
        group("mac-frames/1/reject", 24, Map.of()),
        group("mac-join/1/join_request", 24, Map.of()),
        group("mac-join/1/join_accept", 48, Map.of()),
        group("mac-join/1/join_accept_reject", 16, Map.of()),
        group("mac-join/1/rejoin_request", 6, Map.of()),
        group("mac-multicast/1/f_cnt", 58, Map.of()),
        group("mac-multicast/1/keys", 16, Map.of()),
        group("mac-multicast/1/scenarios", 9, Map.of()),
        group("mac-commands/1/codec", 48, Map.of()),
        group("mac-commands/1/link_adr", 24, Map.of()),
        group("mac-commands/1/answers", 24, Map.of()),
        group("mac-region/1/regions", 5, Map.of()),
        group("mac-timing/1/time_on_air_lora", 182, Map.of()),
        group("mac-timing/1/time_on_air_fsk", 6, Map.of()),
        group("mac-timing/1/rx_window", 24, Map.of()),
        group("mac-timing/1/gps_time", 16, Map.of()),
        group("mac-classb/1/ping_offset", 48, Map.of()),
        group("mac-classb/1/next_slot", 29, Map.of()),
        group("mac-classb/1/beacon", 15, Map.of()),
        group("mac-classb/1/beacon_damaged", 8, Map.of()),
        group("mac-link/1/path_loss", 24, Map.of()),
        group("mac-link/1/interference", 24, Map.of()),
        group("mac-link/1/gilbert_elliott", 8, Map.of()),
        group("mac-udp/1/push_data", 24, Map.of()),
        group("mac-udp/1/pull_data", 6, Map.of()),
        group("mac-udp/1/pull_resp", 24, Map.of()),
        group("mac-udp/1/tx_ack", 9, Map.of()),
        group("mac-lns/1/updf", 24, Map.of()),
        group("mac-lns/1/jreq", 12, Map.of()),
        group("mac-lns/1/dnmsg", 16, Map.of()),
        group("mac-gwmqtt/1/messages", 24, Map.of()),
        group("mcuboot/keys", 8, Map.of()),
        group("mcuboot/structure", 26, Map.of()),
        group("mcuboot/verdict", 26, Map.of()),
        group("mcuboot-traces/traces", 3, Map.of()),
        group("mcuboot-trailer-states/states", 576, Map.of()),
        group("delta/files", 72, Map.of()),
        group("delta/images", 3, Map.of()),
        group("delta/detools-seq", 24, Map.of()),
        group("delta/detools-inplace", 12, Map.of()),
        group("delta/bsdiff40", 13, Map.of()),
        group("delta/jojodiff", 9, Map.of()),
        group("delta/heatshrink", 5, Map.of()),
        group("msu-vectors/1/messages", 80, Map.of()),
        group("msu-vectors/1/reject", 17, Map.of()),
        group("msu-vectors/1/appendixB", 4, Map.of()),
        group("msu-vectors/1/geometry", 17, Map.of()),
        group("msu-vectors/1/bitmaps", 9, Map.of()),
        group("msu-vectors/1/crc32", 4, Map.of()),
        group("msu-vectors/1/versionCompare", 7, Map.of()),
        group("msu-vectors/1/names", 14, Map.of()),
        group("msu-vectors/1/commissioningFile", 2, Map.of()),
        group("msu-vectors/1/commissioningFileReject", 4, Map.of()),
        group("msu-vectors/1/serverMerge deviceParams", 2, Map.of()),
        group("msu-vectors/1/serverMerge scm", 2, Map.of()),
        group("msu-vectors/1/serverMerge ccm", 2, Map.of()),
        group("msu-vectors/1/securityProfile", 4, Map.of()),
        group("msu-vectors/1/manifestFooter", 2, Map.of()),
        group("msu-vectors/1/participation", 7, Map.of()),
        group("msu-vectors/1/connectPolicy", 31, Map.of()),
        group("msu-vectors/1/scenarios", 17, Map.of()));
  }

  private static Arguments group(String name, int passed, Map<String, Integer> inapplicable) {
    return Arguments.of(name, passed, inapplicable);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("groups")
  void everyEntryIsCountedAndSaysWhyItDoesNotApply(
      String name, int passed, Map<String, Integer> inapplicable) {
    GroupReport group =
        REPORT.ran().stream()
            .flatMap(file -> file.groups().stream().filter(g -> name.equals(path(file, g))))
            .findFirst()
            .orElseThrow();

    assertThat(group.passed()).isEqualTo(passed);
    assertThat(group.inapplicable()).isEqualTo(inapplicable);
  }

  @Test
  void everyGroupIsInTheTableAbove() {
    assertThat(
            REPORT.ran().stream()
                .flatMap(file -> file.groups().stream().map(group -> path(file, group))))
        .containsExactlyElementsOf(groups().map(row -> (String) row.get()[0]).toList());
  }

  private static String path(FileReport.Ran file, GroupReport group) {
    return file.schema() + "/" + group.name();
  }

  /** File, place of the expectation, its new value; id and field of the failure. */
  static Stream<Arguments> changes() {
    String commands = "lorawan-pkg-commands.json";
    String streams = "lorawan-pkg-streams.json";
    String keys = "lorawan-pkg-keys.json";
    String parity = "lorawan-pkg-parity.json";
    String fragments = "lorawan-pkg-fragments.json";
    String frames = "mac-frames.json";
    String joins = "mac-join.json";
    String multicast = "mac-multicast.json";
    String macCommands = "mac-commands.json";
    String timing = "mac-timing.json";
    String classB = "mac-classb.json";
    String link = "mac-link.json";
    String udp = "mac-udp.json";
    String lns = "mac-lns.json";
    String mqtt = "mac-gwmqtt.json";
    String images = "mcuboot/index.json";
    String deltas = "delta/index.json";
    String traces = "mcuboot/traces/traces.json";
    String move = "/traces/1 swap-move, upgrade, image_ok preset (permanent)";
    String exchanges = "lorawan-pkg-exchanges.json";
    String clock = "dev clock synchronisation v1";
    String groups = "dev multicast groups v1";
    String session = "dev fragmentation session v1";
    String session2 = "dev fragmentation session v2";
    String firmware = "dev firmware management v1";
    String multiPackage = "dev multi-package access v1";
    String flows = "lorawan-pkg-chirpstack-flow.json";
    String flow = "dev class C v1";
    String flowB = "dev class B v2 LoRaWAN 1.1";
    String fragmentFile = "published 100 bytes v1";
    String image = "ec256_hdr512_secCnt_dep_ids_vendor";
    return Stream.of(
        change(commands, "/commands/4/hex", "'0100040000' ", "/commands/4 AppTimeReq", "hex"),
        change(commands, "/commands/4/fields/tokenReq", "3", "/commands/4 AppTimeReq", "tokenReq"),
        change(commands, "/commands/4/cid", "2", "/commands/4 AppTimeReq", "cid"),
        change(traces, "/traces/1/ops/6/off", "4096", move, "ops/6/off"),
        change(traces, "/traces/1/ops/7/crc32", "'00000000'", move, "ops/7/crc32"),
        change(traces, "/traces/1/primary_after", "'old'", move, "primary_after"),
        change(traces, "/traces/1/secondary_last40_after", "'00'", move, "secondary_last40_after"),
        change(streams, "/streams/0/commands/1/offset", "3", "/streams/0", "offset"),
        change(streams, "/streams/0/commands/1/length", "3", "/streams/0", "length"),
        change(
            streams,
            "/streams/0/commands/1/fields/nbTransmissions",
            "6",
            "/streams/0",
            "nbTransmissions"),
        change(streams, "/streams/1/error/kind", "'truncated'", "/streams/1", "kind"),
        change(streams, "/streams/1/error/offset", "1", "/streams/1", "offset"),
        change(streams, "/streams/1/error/cid", "107", "/streams/1", "cid"),
        change(streams, "/streams/2/rest", "'70'", "/streams/2", "rest"),
        change(
            streams,
            "/streams/16/error/command",
            "'FragSessionSetupReq'",
            "/streams/16",
            "command"),
        change(keys, "/keySets/1/dataBlockIntKey", key("be84"), "/keySets/1", "dataBlockIntKey"),
        change(keys, "/dataBlockMics/0/mic", "'dd1e8a0a'", "/dataBlockMics/0", "mic"),
        change(keys, "/published/2/output", key("9083"), "/published/2 McKEKey", "output"),
        change(keys, "/keySets/1/mcAppSKey", key("6247"), "/keySets/1", "mcAppSKey"),
        change(keys, "/multicastFrames/0/fPort", "202", "/multicastFrames/0", "fPort"),
        change(parity, "/rows/9/rows/2/bitmap", "'0000'", "v1 M=10 n=3", "bitmap"),
        change(parity, "/rows/9/rows/2/weight", "10", "v1 M=10 n=3", "weight"),
        change(parity, "/digests/20/sha256", key("00"), "v1 M=21 rows 1..64", "sha256"),
        change(fragments, "/files/0/fragmentsHex/10", octets(10), fragmentFile, "fragment 11"),
        change(fragments, "/files/0/dataSha256", key("bc"), fragmentFile, "dataSha256"),
        change(
            fragments,
            "/files/0/receptions/1/completeAt",
            "12",
            fragmentFile + ": independent loss 5 %",
            "completeAt"),
        change(
            fragments,
            "/files/0/receptions/11/missingUncodedAtEnd",
            "4",
            fragmentFile + ": too few: half of the uncoded lost, 2 coded",
            "missingUncodedAtEnd"),
        change(frames, "/lorawan_10/2/expect/mic", "'a20d8589'", "s-f10-0002", "mic"),
        change(frames, "/lorawan_10/2/f_cnt", "32769", "s-f10-0002", "f_cnt"),
        change(frames, "/reject/0/expect/accept", "true", "s-rej-000", "accept"),
        change(frames, "/lorawan_11/8/f_opts", "'02'", "s-f11-0008", "f_opts"),
        change(joins, "/join_accept/1/expect/mic", "'00000000'", "s-ja-001", "mic"),
        change(joins, "/join_accept_reject/2/expect/accept", "true", "s-jan-002", "accept"),
        change(multicast, "/f_cnt/2/expect/duplicate", "false", "s-fc-002", "duplicate"),
        change(multicast, "/keys/0/expect/mc_key", key32("83"), "s-mck-000", "mc_key"),
        change(macCommands, "/codec/0/expect/hex", "'0206'", "s-cmd-000", "hex"),
        change(
            timing, "/rx_window/0/expect/window_offset_ms", "-5", "s-rxw-000", "window_offset_ms"),
        change(timing, "/gps_time/3/expect/leap_seconds", "17", "s-gps-003", "leap_seconds"),
        change(classB, "/ping_offset/0/expect/ping_offset", "50", "s-ping-000", "ping_offset"),
        change(classB, "/beacon_damaged/0/expect/time_valid", "true", "s-bcnx-000", "time_valid"),
        change(link, "/path_loss/2/expect/path_loss_db", "122.2", "s-pl-002", "path_loss_db"),
        change(link, "/interference/1/expect/destroyed_by_sf", "8", "s-int-001", "destroyed_by_sf"),
        change(link, "/gilbert_elliott/0/expect/mean_loss", "0.3", "s-ge-000", "mean_loss"),
        change(udp, "/push_data/0/expect/has_stat", "true", "s-push-000", "has_stat"),
        change(udp, "/pull_resp/0/expect/txpk/power_dbm", "28", "s-presp-000", "power_dbm"),
        change(
            udp,
            "/tx_ack/2/expect/server_treats_as",
            "'emitted'",
            "s-txack-002",
            "server_treats_as"),
        change(lns, "/dnmsg/0/expect/rx1/xtime", "5", "s-dn-000", "rx1/xtime"),
        change(mqtt, "/messages/1/topic", "'eu868/gateway/1/event/up'", "s-ev-001", "topic"),
        change(deltas, "/vectors/0/expect", "'reject'", "fix_det_seq_none", "expect"),
        change(deltas, "/vectors/0/new_size", "7", "fix_det_seq_none", "new_size"),
        change(deltas, "/vectors/0/new_sha256", key("5d"), "fix_det_seq_none", "new_sha256"),
        change(deltas, "/vectors/0/old_size", "7518", "fix_det_seq_none", "old_size"),
        change(deltas, "/files/old.img/size", "1", "old.img", "size"),
        change(deltas, "/images/old.img/version", "'1.0.1+0'", "old.img", "version"),
        change(images, "/images/14/expect", "'accept'", "bad_payload_bit", "expect"),
        change(images, "/images/0/expect", "'reject'", "ec256_min", "expect"),
        change(images, "/images/1/parse/hashed_len", "1790", image, "hashed_len"),
        change(images, "/images/1/parse/tlvs/3/value", octets(16), image, "tlvs/3/value"),
        change(exchanges, "/exchanges/0/steps/2/hex/0", "'000102'", clock, "steps/2/hex"),
        change(exchanges, "/exchanges/0/steps/2/fPort", "203", clock, "steps/2/fPort"),
        change(exchanges, "/exchanges/0/steps/9/gps", "1467208901", clock, "steps/9/gps"),
        change(exchanges, "/exchanges/0/steps/19/hex/0", "'0200c4d47358'", clock, "steps/19/hex"),
        change(
            exchanges,
            "/exchanges/0/steps/20/appTimePeriodS",
            "131072",
            clock,
            "steps/20/appTimePeriodS"),
        change(exchanges, "/exchanges/0/steps/24/atLeast", "3", clock, "steps/24/atLeast"),
        change(exchanges, "/exchanges/0/steps/24/atMost", "1", clock, "steps/24/atMost"),
        change(
            exchanges,
            "/exchanges/3/steps/7/keys/mcAddr",
            "'ce597962'",
            groups,
            "steps/7/keys/mcAddr"),
        change(
            exchanges,
            "/exchanges/3/steps/7/keys/mcAppSKey",
            "'00000000000000000000000000000000'",
            groups,
            "steps/7/keys/mcAppSKey"),
        change(
            exchanges,
            "/exchanges/3/steps/7/keys/mcNwkSKey",
            "'00000000000000000000000000000000'",
            groups,
            "steps/7/keys/mcNwkSKey"),
        change(exchanges, "/exchanges/3/steps/18/hex/0", "'0401df0c00'", groups, "steps/18/hex"),
        change(
            exchanges,
            "/exchanges/3/steps/18/timeToStart/sessionTime",
            "1313922546",
            groups,
            "steps/18/timeToStart/sessionTime"),
        change(
            exchanges, "/exchanges/3/steps/19/startGps", "1313922546", groups, "steps/19/startGps"),
        change(exchanges, "/exchanges/3/steps/19/endGps", "1313922578", groups, "steps/19/endGps"),
        change(
            exchanges,
            "/exchanges/3/steps/19/frequencyHz",
            "868300000",
            groups,
            "steps/19/frequencyHz"),
        change(exchanges, "/exchanges/3/steps/19/dataRate", "1", groups, "steps/19/dataRate"),
        change(exchanges, "/exchanges/3/steps/30/session", "'C'", groups, "steps/30/session"),
        change(
            exchanges,
            "/exchanges/3/steps/30/pingPeriodicity",
            "3",
            groups,
            "steps/30/pingPeriodicity"),
        change(exchanges, "/exchanges/7/steps/11/hex/0", "'0100800b00'", session, "steps/11/hex"),
        change(exchanges, "/exchanges/7/steps/11/delayS", "[100,101]", session, "steps/11/delayS"),
        change(exchanges, "/exchanges/7/steps/26/length", "146", session, "steps/26/length"),
        change(
            exchanges,
            "/exchanges/7/steps/26/sha256",
            "'0000000000000000000000000000000000000000000000000000000000000000'",
            session,
            "steps/26/sha256"),
        change(
            exchanges,
            "/exchanges/7/steps/26/descriptor",
            "'842541d2'",
            session,
            "steps/26/descriptor"),
        change(exchanges, "/exchanges/8/steps/28/mic", "'wrong'", session2, "steps/28/mic"),
        change(
            exchanges,
            "/exchanges/11/steps/10/rebootAtGps",
            "1396057399",
            firmware,
            "steps/10/rebootAtGps"),
        change(
            exchanges,
            "/exchanges/11/steps/52/installs",
            "1931018520",
            firmware,
            "steps/52/installs"),
        change(
            exchanges,
            "/exchanges/12/steps/15/hex/0",
            "'0210c90401cb01'",
            multiPackage,
            "steps/15/hex"),
        change(flows, "/flows/0/steps/1/hex", "'0204'", flow, "steps/1/hex"),
        change(flows, "/flows/0/steps/1/fPort", "201", flow, "steps/1/fPort"),
        change(
            flows,
            "/flows/0/steps/5/timeToStart/sessionTime",
            "1478837758",
            flow,
            "steps/5/timeToStart/sessionTime"),
        change(flows, "/flows/0/steps/6/phyPayload", "'00'", flow, "steps/6/phyPayload"),
        change(
            flows,
            "/flows/0/keys/mcNwkSKey",
            "'00000000000000000000000000000000'",
            flow,
            "keys/mcNwkSKey"),
        change(
            flows,
            "/flows/0/config/payloadSha256",
            "'0000000000000000000000000000000000000000000000000000000000000000'",
            flow,
            "config/payloadSha256"),
        change(flows, "/flows/0/config/payloadLength", "191", flow, "config/payloadLength"),
        change(flows, "/flows/0/config/sessionStartGps", "1478837758", flow, "config/startGps"),
        change(flows, "/flows/0/config/sessionEndGps", "1478838014", flow, "config/endGps"),
        change(flows, "/flows/2/config/pingPeriodicity", "4", flowB, "config/pingPeriodicity"),
        change(images, "/keys/ec256_a/keyhash_sha256", key("5d"), "ec256_a", "keyhash_sha256"));
  }

  private static Arguments change(
      String file, String pointer, String value, String id, String field) {
    return Arguments.of(file, pointer, value.replace('\'', '"'), id, field);
  }

  private static String key(String start) {
    return "'" + start + "0".repeat(64 - start.length()) + "'";
  }

  private static String key32(String start) {
    return "'" + start + "0".repeat(32 - start.length()) + "'";
  }

  private static String octets(int length) {
    return "'" + "0".repeat(2 * length) + "'";
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("changes")
  @DisplayName("One changed expectation is found and named")
  void oneChangedExpectationFails(
      String file, String pointer, String value, String id, String field) {
    Path copy = KnownAnswerFiles.copyWith(directory, file, pointer, value);

    ConformanceReport report = Conformance.run(List.of(copy));

    assertThat(report.unusable()).isEmpty();
    assertThat(report.failed()).isPositive();
    assertThat(report.ran().get(0).groups())
        .flatMap(GroupReport::failures)
        .anySatisfy(
            failure -> {
              assertThat(failure.id()).isEqualTo(id);
              assertThat(failure.field()).isEqualTo(field);
              assertThat(failure.expected()).isEqualTo(value.strip().replace("\"", ""));
              assertThat(failure.got()).isNotEqualTo(failure.expected());
            });
  }

  private static List<Path> paths() {
    return KnownAnswerFiles.ALL.stream().map(KnownAnswerFiles::path).toList();
  }
}
