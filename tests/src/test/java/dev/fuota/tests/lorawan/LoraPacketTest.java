package dev.fuota.tests.lorawan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.CfList;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.JoinAccept;
import dev.fuota.protocol.lorawan.JoinKeys;
import dev.fuota.protocol.lorawan.JoinRequest;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.SessionKeys;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The npm package lora-packet reads what we make. It runs where Node and its registry are at hand.
 */
class LoraPacketTest {
  private static final String PACKAGE = "lora-packet@0.9.3";
  private static final int FRAMES = 400;
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<FType> TYPES =
      List.of(
          FType.UNCONFIRMED_DATA_UP,
          FType.CONFIRMED_DATA_UP,
          FType.UNCONFIRMED_DATA_DOWN,
          FType.CONFIRMED_DATA_DOWN);

  @TempDir static Path folder;

  private final SplittableRandom random = new SplittableRandom(6);
  private final List<ObjectNode> frames = new ArrayList<>();
  private final List<ObjectNode> expected = new ArrayList<>();

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    assumeTrue(isOnPath("node") && isOnPath("npm"), "no Node here");
    assumeTrue(
        run("npm", "install", "--silent", "--no-audit", "--prefix", folder.toString(), PACKAGE)
            == 0,
        "the registry of Node's packages is out of reach");
  }

  private static boolean isOnPath(String command) {
    return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
        .anyMatch(entry -> Files.isExecutable(Path.of(entry, command)));
  }

  private static int run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("npm.log").toFile())
            .start();
    return process.waitFor(2, TimeUnit.MINUTES) ? process.exitValue() : -1;
  }

  private Bytes octets(int length) {
    byte[] octets = new byte[length];
    random.nextBytes(octets);
    return Bytes.of(octets);
  }

  private AesKey key() {
    return AesKey.of(octets(AesKey.LENGTH));
  }

  private static String hex(AesKey key) {
    return key.bytes().toHex();
  }

  // MAC-012, MAC-015
  @Test
  void dataFrames() throws IOException, InterruptedException {
    for (int i = 0; i < FRAMES; i++) {
      addDataFrame(TYPES.get(i % TYPES.size()));
    }
    assertThat(read()).isEqualTo(expected);
  }

  private void addDataFrame(FType type) {
    SessionKeys keys = new SessionKeys(key(), key());
    FrameCrypto crypto = new FrameCrypto(keys, new DevAddr(random.nextInt()));
    long fCnt = random.nextLong(1L << 32);
    int fPort = random.nextInt(DataFrame.NO_PORT, 256);
    Bytes fOpts = fPort == 0 ? Bytes.EMPTY : octets(random.nextInt(DataFrame.F_OPTS_MAX + 1));
    Bytes payload = fPort == DataFrame.NO_PORT ? Bytes.EMPTY : octets(random.nextInt(1, 220));
    FCtrl fCtrl = new FCtrl(random.nextBoolean(), false, random.nextBoolean(), false);
    Bytes phyPayload = crypto.seal(type, fCtrl, fCnt, fOpts, fPort, payload);
    frames.add(
        JSON.createObjectNode()
            .put("phy", phyPayload.toHex())
            .put("nwkSKey", hex(keys.nwkSKey()))
            .put("appSKey", hex(keys.appSKey()))
            .put("fCntHigh", fCnt >> 16));
    ObjectNode seen =
        JSON.createObjectNode()
            .put("type", theirName(type))
            .put("mic", true)
            .put("fCnt", (int) (fCnt & 0xffff));
    expected.add(
        (fPort == DataFrame.NO_PORT ? seen.putNull("fPort") : seen.put("fPort", fPort))
            .put("fOpts", fOpts.toHex())
            .put("payload", payload.toHex()));
  }

  private static String theirName(FType type) {
    String direction = type.isDataUp() ? "Up" : "Down";
    boolean confirmed = type == FType.CONFIRMED_DATA_UP || type == FType.CONFIRMED_DATA_DOWN;
    return (confirmed ? "Confirmed" : "Unconfirmed") + " Data " + direction;
  }

  // MAC-009, MAC-017, MAC-018
  @Test
  void joins() throws IOException, InterruptedException {
    for (int i = 0; i < FRAMES; i++) {
      addJoin();
    }
    assertThat(read()).isEqualTo(expected);
  }

  private void addJoin() {
    JoinKeys keys = new JoinKeys(key());
    int devNonce = random.nextInt(1 << 16);
    JoinRequest request =
        new JoinRequest(new Eui(random.nextLong()), new Eui(random.nextLong()), devNonce);
    frames.add(
        JSON.createObjectNode()
            .put("phy", request.seal(keys.nwkKey()).toHex())
            .put("appKey", hex(keys.nwkKey())));
    expected.add(
        JSON.createObjectNode()
            .put("type", "Join Request")
            .put("mic", true)
            .put("devNonce", devNonce));
    addAccept(keys, request);
  }

  private void addAccept(JoinKeys keys, JoinRequest request) {
    JoinAccept accept =
        new JoinAccept(
            random.nextInt(1 << 24),
            random.nextInt(1 << 24),
            new DevAddr(random.nextInt()),
            false,
            random.nextInt(6),
            random.nextInt(8),
            random.nextInt(1, 16),
            random.nextBoolean()
                ? Optional.empty()
                : Optional.of(
                    new CfList.Frequencies(List.of(867_100_000, 867_300_000, 867_500_000, 0, 0))));
    frames.add(
        JSON.createObjectNode()
            .put("phy", accept.seal(keys, request, LorawanVersion.V1_0_4).toHex())
            .put("appKey", hex(keys.nwkKey()))
            .put("devNonce", request.devNonce()));
    SessionKeys session = keys.sessionKeys(accept, request, LorawanVersion.V1_0_4);
    expected.add(
        JSON.createObjectNode()
            .put("type", "Join Accept")
            .put("mic", true)
            .put("joinNonce", accept.joinNonce())
            .put("netId", accept.netId())
            .put("devAddr", accept.devAddr().toString())
            .put("nwkSKey", hex(session.nwkSKey()))
            .put("appSKey", hex(session.appSKey())));
  }

  private List<ObjectNode> read() throws IOException, InterruptedException {
    Path input = folder.resolve("frames.ndjson");
    Files.write(input, frames.stream().map(JsonNode::toString).toList());
    Path script = folder.resolve("check.js");
    try (var resource = LoraPacketTest.class.getResourceAsStream("check.js")) {
      Files.write(script, Objects.requireNonNull(resource).readAllBytes());
    }
    Path output = folder.resolve("seen.ndjson");
    Process node =
        new ProcessBuilder("node", script.toString())
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(node.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return Files.readAllLines(output).stream()
        .map(line -> (ObjectNode) JSON.readTree(line))
        .toList();
  }
}
