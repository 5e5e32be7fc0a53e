package dev.fuota.cli.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.cli.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is asked of the server, and what is made of its answers. */
class CampaignCommandsTest {
  private static final String RUNNING =
      """
      {"id":3,"name":"valves","kind":"FIRMWARE_UPGRADE","state":"RUNNING","sentence":"runs",
       "networks":["EU868"],"stage":"DL_FRAGMENT","stageIndex":3,"stageCount":9,"progress":0.5,
       "devices":4,"succeeded":0,"failed":1}""";
  private static final String ENDED =
      """
      {"id":3,"name":"valves","kind":"FIRMWARE_UPGRADE","state":"ENDED","outcome":"OUTCOME",
       "sentence":"3 of 4","networks":["EU868"],"stage":"DEV_VERSION","stageIndex":8,"stageCount":9,
       "progress":1.0,"devices":4,"succeeded":3,"failed":1,"parts":[
        {"part":0,"name":"EU868, full","network":"EU868","state":"ENDED","round":1,
         "fragments":{"sent":60,"total":60,"needed":50},"airTime":{"multicast":90.5,"unicast":7},
         "stages":[
          {"stage":"MC_GROUP_SETUP","label":"McGroupSetup","number":1,"pending":0,"sent":0,
           "answered":3,"refused":0,"timedOut":1},
          {"stage":"DEV_VERSION","label":"DevVersion","number":0,"pending":0,"sent":0,
           "answered":3,"refused":0,"timedOut":0}],
         "refusedDevices":[{"device":"00000000000000aa","code":"TOO_LARGE","sentence":"too large"}]}
       ]}""";

  private final StubServer server = new StubServer();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    server.close();
  }

  private Shell run(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "campaign";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "--server";
    all[all.length - 1] = server.url();
    return Shell.run(all);
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  private static String event(String name, String json) {
    return "event: " + name + "\ndata: " + json.replace("\n", "") + "\n\n";
  }

  @Test
  void createSendsTheFileAndThenWhatIsWanted() throws IOException {
    Path file = Files.writeString(folder.resolve("new one.bin"), "firmware");
    server.answers("POST /files?name=new%20one.bin", 200, "{\"sha256\":\"abc\"}");
    server.answers("POST /campaigns?start=true", 201, "{\"id\":7}");
    Shell shell =
        run(
            "create",
            "--start",
            "--kind",
            "firmware-upgrade",
            "--devices",
            "0000000000000001,0000000000000002",
            "--set",
            "attic",
            "--file",
            file.toString(),
            "--set-parameter",
            "redundancy=30%",
            "--set-parameter",
            "mcast_class=B");
    assertThat(shell.err()).isEmpty();
    assertThat(shell.exit()).isZero();
    assertThat(shell.out()).contains("campaign 7 started").contains("fuota campaign watch 7");
    assertThat(server.asked()).hasSize(2);
    assertThat(server.asked().get(0).body()).isEqualTo("firmware");
    assertThat(json(server.asked().get(1).body()))
        .isEqualTo(
            json(
                """
                {"name":"firmware upgrade new one.bin","kind":"FIRMWARE_UPGRADE",
                 "devices":["0000000000000001","0000000000000002"],"deviceSets":["attic"],
                 "regions":[],"file":"abc","commands":[],
                 "parameters":{"redundancy":"30%","mcast_class":"B"}}"""));
  }

  @Test
  void commandsForAGroupAndAllDevices() {
    server.answers(
        "GET /devices",
        200,
        "[{\"device\":\"0000000000000001\"},{\"device\":\"0000000000000002\"}]");
    server.answers("POST /campaigns", 201, "{\"id\":8}");
    Shell shell =
        run(
            "create",
            "--kind",
            "configure-multicast-groups",
            "--devices",
            "all",
            "--group",
            "cellar",
            "--command",
            "100:01ff",
            "--json");
    assertThat(shell.exit()).isZero();
    assertThat(shell.json()).isEqualTo(json("{\"ok\":true,\"id\":8,\"started\":false}"));
    JsonNode asked = json(server.asked().get(1).body());
    assertThat(asked.path("devices")).hasSize(2);
    assertThat(asked.path("group").asString()).isEqualTo("cellar");
    assertThat(asked.path("commands")).isEqualTo(json("[{\"fPort\":100,\"hex\":\"01ff\"}]"));
  }

  @Test
  void aRefusalNamesEachParameterAndWhatIsAllowed() {
    server.answers(
        "POST /campaigns",
        422,
        """
        {"error":{"code":"PARAMETER_INVALID","sentence":"one parameter is wrong",
         "problems":[{"parameter":"success_threshold","sentence":"is 140","allowed":"1..100"}],
         "devices":[{"device":"0000000000000001","code":"DEVICE_BUSY","sentence":"is in 3"}]}}""");
    String[] create = {"create", "--kind", "upload-binary-file", "--devices", "0000000000000001"};
    Shell shell = run(create);
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err())
        .isEqualTo(
            """
            fuota: one parameter is wrong
              success_threshold is 140; allowed: 1..100
              0000000000000001  DEVICE_BUSY  is in 3
            """);
    Shell again =
        run("create", "--kind", "upload-binary-file", "--devices", "0000000000000001", "--json");
    assertThat(again.json().path("error").path("code").asString()).isEqualTo("PARAMETER_INVALID");
    assertThat(again.json().path("error").path("details")).hasSize(2);
  }

  @Test
  void watchShowsStagesThenATableAndExitsByTheOutcome() {
    for (String outcome : List.of("DONE", "DONE_WITH_FAILURES", "FAILED", "ABORTED")) {
      String ended = ENDED.replace("OUTCOME", outcome);
      server.answers("GET /campaigns/3", 200, RUNNING, ended);
      server.streams(
          "GET /events?campaign=3",
          ": beat\n\n"
              + event("matrix", "{\"id\":3}")
              + event("campaign", RUNNING.replace("DL_FRAGMENT", "FRAG_SESSION_STATUS"))
              + event("campaign", ended));
      Shell shell = run("watch", "3");
      assertThat(shell.exit()).isEqualTo(outcome.startsWith("DONE") ? 0 : 1);
      assertThat(shell.out())
          .contains("DL_FRAGMENT")
          .contains("FRAG_SESSION_STATUS")
          .containsPattern("1 +MC_GROUP_SETUP +0 +0 +3 +0 +1")
          .containsPattern("- +DEV_VERSION +0 +0 +3")
          .contains("TOO_LARGE")
          .contains("3 of 4 devices succeeded, 1 failed");
    }
  }

  @Test
  void ofCommandsItSaysTheFramesAndOfFilesTheFragments() {
    String ended = ENDED.replace("OUTCOME", "DONE");
    server.answers("GET /campaigns/3", 200, ended);
    assertThat(run("show", "3").out()).contains("ended  round 1, fragment 60 of 60, on air");
    server.answers(
        "GET /campaigns/3",
        200,
        ended.replace("{\"sent\":60,\"total\":60", "{\"sent\":1,\"total\":0"));
    assertThat(run("show", "3").out()).contains("ended  1 multicast frame, on air");
  }

  @Test
  void watchInJsonIsALineForEachChangeAndOneForTheEnd() {
    String ended = ENDED.replace("OUTCOME", "DONE");
    server.answers("GET /campaigns/3", 200, RUNNING, ended);
    server.streams("GET /events?campaign=3", event("campaign", ended));
    List<JsonNode> lines =
        run("watch", "3", "--json").out().lines().map(CampaignCommandsTest::json).toList();
    assertThat(lines.get(0).path("progress").asDouble()).isEqualTo(0.5);
    assertThat(lines.get(lines.size() - 1).path("event").asString()).isEqualTo("end");
    assertThat(lines.get(lines.size() - 1).path("ok").asBoolean()).isTrue();
  }

  @Test
  void watchGoesOnWhenTheConnectionBreaks() {
    server.answers("GET /campaigns/3", 200, RUNNING, RUNNING, ENDED.replace("OUTCOME", "DONE"));
    server.streams("GET /events?campaign=3", event("campaign", RUNNING));
    assertThat(run("watch", "3").exit()).isZero();
    assertThat(server.asked()).filteredOn(it -> it.what().contains("events")).hasSize(2);
  }

  @Test
  void theTokenComesFromAFileThatNobodyElseReads() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "sesame\n");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    server.answers("GET /campaigns", 200, "[" + RUNNING + "]");
    Shell shell = run("list", "--token-file", token.toString());
    assertThat(shell.out()).containsPattern("3 +valves +running +DL_FRAGMENT +4 +0 +1");
    assertThat(server.asked().get(0).authorization()).isEqualTo("Bearer sesame");
    server.answers(
        "GET /campaigns",
        401,
        "{\"error\":{\"code\":\"UNAUTHORIZED\",\"sentence\":\"who asks?\"}}");
    Shell refused = run("list");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("who asks?").contains("--token-file");
  }

  @Test
  void whatIsNoServerOfOursIsSaidSo() {
    server.answers("GET /campaigns", 200, "<html>");
    assertThat(run("list").err()).contains("no fuota server").contains("--server");
    assertThat(run("show", "9").err()).contains("404");
    Shell unreachable = Shell.run("campaign", "list", "--server", "http://127.0.0.1:1");
    assertThat(unreachable.exit()).isEqualTo(2);
    assertThat(unreachable.err()).contains("nothing answers").contains("start fuota server");
    assertThat(Shell.run("campaign", "list", "--server", "127.0.0.1:8080").err())
        .contains("http://");
  }

  @Test
  void abortSaysWhetherDevicesAreToDelete() {
    server.answers("POST /campaigns/3/abort", 200, "{}");
    server.answers("POST /campaigns/3/start", 200, "{}");
    assertThat(run("start", "3").exit()).isZero();
    assertThat(run("abort", "3", "--delete").exit()).isZero();
    assertThat(json(server.asked().get(1).body()).path("deleteOnDevices").asBoolean()).isTrue();
    assertThat(run("abort", "3").exit()).isZero();
    assertThat(json(server.asked().get(2).body()).path("deleteOnDevices").asBoolean()).isFalse();
  }

  @Test
  void planDrawsACurve() {
    server.answers(
        "POST /plan",
        200,
        """
        {"fragSize":200,"nbFrag":54,"redundancy":0.3,"airTime":80,"duration":600,
         "energyMilliJoule":41.5,"forms":[{"form":"delta from 1.0.0","octets":10734,"devices":4}],
         "refused":[],"curves":[
          {"redundancy":0.0,"success":0.25,"airTime":60,"duration":500,"energyMilliJoule":30},
          {"redundancy":0.3,"success":1.0,"airTime":80,"duration":600,"energyMilliJoule":41.5}]}""");
    Shell shell = run("plan", "--kind", "firmware-upgrade", "--devices", "0000000000000001");
    assertThat(shell.exit()).isZero();
    assertThat(shell.out())
        .contains("delta from 1.0.0: 10734 octets to 4 devices")
        .containsPattern("30.0 % +#{40} +100.0 %")
        .containsPattern(" 0.0 % +#{10} +25.0 %");
  }

  @Test
  void devicesOfACampaignPageByPage() {
    String page =
        "{\"total\":2,\"offset\":0,\"devices\":[{\"device\":\"DEV\",\"part\":0,"
            + "\"outcome\":\"FAILED\",\"reason\":\"silent\"}]}";
    String query = "GET /campaigns/3/devices?stage=DEV_VERSION&status=TIMED_OUT&";
    server.answers(query + "offset=0&limit=1000", 200, page.replace("DEV\"", "a1\""));
    server.answers(query + "offset=1&limit=1000", 200, page.replace("DEV\"", "a2\""));
    Shell shell = run("devices", "3", "--stage", "DEV_VERSION", "--status", "TIMED_OUT");
    assertThat(shell.out()).contains("a1").contains("a2").contains("silent");
  }
}
