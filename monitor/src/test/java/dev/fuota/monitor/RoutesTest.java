package dev.fuota.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.monitor.support.ApiSchema;
import dev.fuota.monitor.support.Client;
import dev.fuota.monitor.support.Client.Answer;
import dev.fuota.monitor.support.Served;
import dev.fuota.server.campaign.CampaignParameter;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every route over a real service; {@link Client} checks each answer against the document. */
class RoutesTest {
  private static final String API = "/api/v1";
  private static final String KEY = "00112233445566778899aabbccddeeff";
  private static final String ONE = "70b3d50000000001";
  private static final String TWO = "70b3d50000000002";
  private static final int FILE_LENGTH = 500;

  private final Served served = Served.open();
  private final Client client = served.client();

  @BeforeEach
  void registerThree() {
    for (String eui : new String[] {ONE, "70b3d50000000002", "70b3d50000000003"}) {
      Answer answer =
          client.put(
              API + "/devices/" + eui,
              "{\"name\":\"meter\",\"network\":\"silent\",\"class\":\"C\",\"lorawan\":\"1.0.4\","
                  + "\"joinEui\":\"00000000000000ff\",\"appKey\":\""
                  + KEY
                  + "\",\"genAppKey\":\""
                  + KEY
                  + "\",\"uplinkInterval\":\"1min\"}");
      assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    }
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private static String campaign(String file, String parameters) {
    return "{\"name\":\"first\",\"kind\":\"UPLOAD_BINARY_FILE\",\"deviceSets\":[\"all\"],\"file\":\""
        + file
        + "\",\"parameters\":{"
        + parameters
        + "}}";
  }

  private String file() {
    Answer added = client.upload(API + "/files?name=config.bin", new byte[FILE_LENGTH]);
    assertThat(added.status()).isEqualTo(201);
    return added.json().get("sha256").asString();
  }

  private void all() {
    Answer saved = client.put(API + "/device-sets/all", "[\"" + ONE + "\",\"70b3d50000000002\"]");
    assertThat(saved.status()).isEqualTo(200);
  }

  @Test
  @DisplayName("TP-01 TP-17 a campaign is made, started, watched and aborted over HTTP")
  void aWholeCampaign() {
    all();
    Answer created = client.post(API + "/campaigns", campaign(file(), "\"success_threshold\":90"));
    assertThat(created.status()).as(created.response().body()).isEqualTo(201);
    String path = API + "/campaigns/" + created.json().get("id").asLong();
    assertThat(client.get(path).json().get("state").asString()).isEqualTo("CREATED");

    assertThat(client.post(path + "/start", "{}").json().get("state").asString())
        .isEqualTo("RUNNING");
    served.pass(Duration.ofMinutes(20));
    JsonNode detail = client.get(path).json();
    assertThat(detail.get("devices").asInt()).isEqualTo(2);
    assertThat(detail.at("/parameters/success_threshold").asString()).isEqualTo("90");
    assertThat(detail.at("/parts/0/stages/0/label").asString()).isEqualTo("McGroupSetup");

    JsonNode matrix = client.get(path + "/matrix").json();
    assertThat(matrix.get("devices").size()).isEqualTo(2);
    int cells = Base64.getDecoder().decode(matrix.get("states").asString()).length;
    assertThat(cells).isEqualTo(2 * matrix.get("stages").size());

    JsonNode page = client.get(path + "/devices?limit=1&offset=1").json();
    assertThat(page.get("total").asInt()).isEqualTo(2);
    assertThat(page.at("/devices/0/device").asString()).isEqualTo("70b3d50000000002");
    JsonNode device = client.get(path + "/devices/" + ONE).json();
    assertThat(device.at("/registered/network").asString()).isEqualTo("silent");

    Answer aborted = client.post(path + "/abort", "{\"deleteOnDevices\":false}");
    assertThat(aborted.status()).isEqualTo(200);
    served.pass(Duration.ofMinutes(1));
    assertThat(client.get(path).json().get("outcome").asString()).isEqualTo("ABORTED");
    assertThat(client.get(API + "/campaigns").json().size()).isEqualTo(1);
  }

  @Test
  @DisplayName("TP-18 a parameter out of its range is named with the range")
  void wrongParametersAreNamed() {
    all();
    Answer refused =
        client.post(
            API + "/campaigns", campaign(file(), "\"success_threshold\":140,\"mesage_retries\":1"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.code()).isEqualTo("PARAMETER_INVALID");
    assertThat(refused.response().body()).contains("success_threshold", "1..100", "msg_retries");
    assertThat(client.get(API + "/campaigns").json().size()).isZero();
  }

  @Test
  void aDeviceIsInOneCampaignAtATime() {
    all();
    String request = campaign(file(), "");
    assertThat(client.post(API + "/campaigns?start=true", request).status()).isEqualTo(201);
    Answer second = client.post(API + "/campaigns?start=true", request);
    assertThat(second.status()).isEqualTo(422);
    assertThat(second.response().body()).contains("DEVICE_BUSY", ONE);
  }

  @Test
  void aPlanCreatesNothing() {
    all();
    Answer plan = client.post(API + "/plan", campaign(file(), ""));
    assertThat(plan.status()).as(plan.response().body()).isEqualTo(200);
    assertThat(plan.json().get("nbFrag").asInt()).isPositive();
    assertThat(client.get(API + "/campaigns").json().size()).isZero();
  }

  @Test
  void keysNeverComeBack() {
    for (String path : new String[] {"/devices", "/devices/" + ONE}) {
      assertThat(client.get(API + path).response().body()).doesNotContain(KEY).contains(ONE);
    }
  }

  @Test
  void devicesAndSetsComeAndGo() {
    all();
    assertThat(client.get(API + "/device-sets").json().get("all").size()).isEqualTo(2);
    assertThat(client.get(API + "/device-sets/all").json().get(0).asString()).isEqualTo(ONE);
    assertThat(client.delete(API + "/device-sets/all").status()).isEqualTo(200);
    assertThat(client.delete(API + "/device-sets/all").status()).isEqualTo(404);
    assertThat(client.put(API + "/device-sets/x", "[\"0000000000000099\"]").status())
        .isEqualTo(422);
    assertThat(client.delete(API + "/devices/" + ONE).status()).isEqualTo(200);
    assertThat(client.delete(API + "/devices/" + ONE).status()).isEqualTo(404);
    assertThat(client.get(API + "/devices").json().size()).isEqualTo(2);
    assertThat(client.put(API + "/devices/xyz", "{}").status()).isEqualTo(422);
    assertThat(client.get(API + "/groups").json().size()).isZero();
  }

  @Test
  void filesAreBoundedAndNamed() {
    assertThat(client.upload(API + "/files", new byte[1]).status()).isEqualTo(422);
    byte[] large = new byte[MonitorSettings.FILE_MAX + 1];
    assertThat(client.upload(API + "/files?name=large", large).status()).isEqualTo(413);
    file();
    JsonNode files = client.get(API + "/files").json();
    assertThat(files.size()).isEqualTo(1);
    assertThat(files.at("/0/size").asInt()).isEqualTo(FILE_LENGTH);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    for (String path :
        new String[] {
          "/campaigns/9",
          "/campaigns/x",
          "/campaigns/9/matrix",
          "/campaigns/9/devices",
          "/campaigns/9/devices/" + ONE,
          "/devices/0000000000000099",
          "/device-sets/none",
          "/events?campaign=9"
        }) {
      assertThat(client.get(API + path).status()).as(path).isEqualTo(404);
    }
    assertThat(client.post(API + "/campaigns/9/start", "{}").status()).isEqualTo(404);
    assertThat(client.post(API + "/campaigns/9/abort", "{\"deleteOnDevices\":true}").status())
        .isEqualTo(404);
  }

  @Test
  void numbersBehindTheQuestionMarkHaveRanges() {
    for (String query : new String[] {"limit=0", "limit=1001", "offset=-1", "limit=x"}) {
      Answer answer = client.get(API + "/campaigns/9/devices?" + query);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.json().at("/error/problems/0/allowed").asString()).contains("..");
    }
    assertThat(client.post(API + "/campaigns?start=maybe", campaign(file(), "")).status())
        .isEqualTo(422);
  }

  @Test
  @DisplayName("TP-18 the API describes every parameter")
  void parametersAreDescribed() {
    JsonNode parameters = client.get(API + "/parameters").json();
    assertThat(parameters.size()).isEqualTo(CampaignParameter.ALL.size());
    JsonNode properties =
        client
            .schema()
            .document()
            .at("/components/schemas/CampaignRequest/properties/parameters/properties");
    for (JsonNode parameter : parameters) {
      assertThat(properties.at("/" + parameter.get("name").asString() + "/description").asString())
          .contains(parameter.get("meaning").asString());
    }
    assertThat(properties.at("/msg_retries/default").isMissingNode()).isFalse();
  }

  @Test
  void figuresAreForPrometheus() {
    all();
    client.post(API + "/campaigns?start=true", campaign(file(), ""));
    served.hear(Long.parseLong(ONE, 16));
    served.hear(Long.parseLong(TWO, 16));
    served.pass(Duration.ofSeconds(2));
    Answer answer = client.get("/metrics");
    assertThat(answer.header("Content-Type")).startsWith("text/plain");
    assertThat(answer.response().body())
        .contains(
            "fuota_campaigns{state=\"RUNNING\"} 1.0",
            "fuota_network_uplinks_total{network=\"silent\"} 11.0",
            "fuota_network_gateways{network=\"silent\"} 3.0",
            "fuota_fragments_sent_total 0.0",
            "jvm_memory_used_bytes",
            "fuota_http_requests_seconds_count{route=\"createCampaign\",status=\"2xx\"} 1")
        .doesNotContain(ONE);
    // They were heard, and were sent the request of the first stage.
    assertThat(answer.response().body())
        .containsPattern(
            "fuota_campaign_devices\\{campaign=\"1\",stage=\"MC_GROUP_SETUP\",state=\"sent\"} 2.0");
  }

  @Test
  void theDocumentNamesEveryRouteOnce() {
    ApiSchema schema = client.schema();
    assertThat(schema.document().get("openapi").asString()).isEqualTo("3.1.0");
    assertThat(schema.routes()).doesNotHaveDuplicates().hasSize(24);
    assertThat(schema.document().findValues("operationId")).doesNotHaveDuplicates();
  }
}
