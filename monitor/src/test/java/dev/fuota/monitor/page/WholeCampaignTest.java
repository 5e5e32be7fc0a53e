package dev.fuota.monitor.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fuota.monitor.support.Served;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.server.service.CampaignDetail;
import dev.fuota.server.service.CampaignView;
import dev.fuota.server.service.CampaignView.Phase;
import dev.fuota.server.service.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * Clicks through campaigns: the page, the HTTP server, the service and its engine, in virtual time.
 */
class WholeCampaignTest {
  private static final int DEVICES = 12;
  private static final ImageVersion NEW = new ImageVersion(1, 1, 0, 0);

  /** RFC 8032, section 7.1, test 1. */
  private static final String KEY =
      """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
      -----END PRIVATE KEY-----
      """;

  @TempDir Path folder;

  private Served served;
  private Browser browser;

  @BeforeEach
  void open() {
    browser = Browser.open();
    served = Served.answering(NEW.toU32());
    List<String> devices = IntStream.range(0, DEVICES).mapToObj(WholeCampaignTest::eui).toList();
    devices.forEach(this::register);
    Result<?> set = served.onLoop(it -> it.saveDeviceSet("meters", devices));
    assertThat(set).isInstanceOf(Result.Ok.class);
  }

  @AfterEach
  void close() {
    if (browser != null) {
      browser.close();
    }
    if (served != null) {
      served.close();
    }
  }

  private static String eui(int device) {
    return String.format("70b3d57ed00010%02x", device);
  }

  private void register(String eui) {
    Map<String, String> attributes =
        Map.of(
            "class",
            "C",
            "version",
            "1.0.0",
            "devAddr",
            "26" + eui.substring(10),
            "nwkSKey",
            "01".repeat(16),
            "appSKey",
            "02".repeat(16),
            "genAppKey",
            "03".repeat(16),
            "uplinkInterval",
            "60s");
    Result<?> registered = served.onLoop(it -> it.register(eui, attributes));
    assertThat(registered).isInstanceOf(Result.Ok.class);
  }

  private Path image() throws Exception {
    byte[] program = new byte[4000];
    new SplittableRandom(1).nextBytes(program);
    Bytes image =
        ImageBuilder.of(Bytes.of(program), NEW).sign(SigningKey.fromPem(KEY).value().orElseThrow());
    return Files.write(folder.resolve("fw-1.1.0.img"), image.toArray());
  }

  private CampaignDetail campaign(long id) {
    return served.onLoop(it -> it.campaign(id)).orElseThrow();
  }

  private void fillIn(String name) throws Exception {
    browser.visit("http://127.0.0.1:" + served.port() + "/");
    browser.press("New campaign");
    browser.find("button[value=start]");
    browser.field("Name").sendKeys(name);
    browser.field("File to upload").sendKeys(image().toString());
    browser.click("input[value=meters]");
  }

  @DisplayName("TP-01, TP-17, TP-18: a campaign from its form to its verdict, in a browser")
  @Test
  void fromFormToVerdict() throws Exception {
    fillIn("Autumn <update>");
    planAndStart();
    browser.awaitText("h1", "Autumn <update>");
    browser.awaitText(".title .badge", "Running");
    browser.awaitText("canvas + .heat-foot", "answered");
    for (String stage : List.of("FragSession", "McClass", "DlFragment")) {
      passUntilStageIs(stage);
      browser.awaitText(".stages .now", stage);
    }
    passUntilItEnds(1);
    browser.awaitText(".title .badge", "! Done, with failures");
    browser.awaitText(".now-line", "✓ 11  ✕ 1  of 12");
    lookAtTheDeviceThatRefused();
    assertThat(browser.console()).allMatch(it -> it.contains(" 422 "));
    assertThat(browser.hosts()).containsExactly("127.0.0.1:" + served.port());
  }

  private void planAndStart() {
    browser.field("success_threshold").sendKeys("140");
    browser.press("Compute the plan");
    browser.awaitText(".error", "1..100");
    browser.field("success_threshold").clear();
    browser.field("success_threshold").sendKeys("80");
    browser.press("Compute the plan");
    browser.awaitText(".facts", "Devices that succeed");
    browser.find(".slider input").sendKeys(Keys.END);
    String redundancy = browser.find(".slider output").getText();
    assertThat(browser.field("redundancy").getAttribute("value"))
        .isEqualTo(redundancy.replace(" ", ""));
    browser.press("Create and start…");
    browser.awaitText("dialog", "12 devices");
    List<CampaignView> before = served.onLoop(it -> it.campaigns());
    assertThat(before).isEmpty();
    browser.press("Create and start");
  }

  private void passUntilStageIs(String part) {
    await("stage " + part)
        .atMost(Browser.PATIENCE)
        .until(
            () -> {
              served.pass(Duration.ofSeconds(1));
              return label().startsWith(part);
            });
  }

  private String label() {
    CampaignDetail detail = campaign(1);
    return detail.parts().get(0).stages().get(detail.stageIndex()).label();
  }

  private void passUntilItEnds(long id) {
    await("end")
        .atMost(Browser.PATIENCE)
        .until(
            () -> {
              served.pass(Duration.ofMinutes(1));
              return campaign(id).state() == Phase.ENDED;
            });
  }

  private void lookAtTheDeviceThatRefused() {
    browser.press(eui(0));
    browser.awaitText("h1", "Device " + eui(0));
    browser.awaitText("section:nth-of-type(1) table", "✕ refused");
    browser.awaitText("section:nth-of-type(2) table", "FragSessionSetupAns");
    browser.press("Campaign 1");
    browser.awaitText("h1", "Autumn <update>");
  }

  @DisplayName("TP-17: a campaign is aborted after a question, and its devices are told")
  @Test
  void abort() throws Exception {
    fillIn("to be aborted");
    browser.press("Create without starting");
    browser.awaitText(".title .badge", "Not started");
    browser.press("Start…");
    browser.awaitText("dialog", "12 devices");
    browser.awaitText("dialog", "It is expected to take");
    browser.press("Start");
    browser.awaitText(".title .badge", "Running");
    passUntilStageIs("DlFragment");
    browser.press("Abort…");
    browser.click("dialog input[type=checkbox]");
    browser.press("Abort the campaign");
    browser.awaitText(".title .badge", "Abort");
    passUntilItEnds(1);
    browser.awaitText(".title .badge", "■ Aborted");
    var messages = served.onLoop(it -> it.device(1, eui(1))).orElseThrow().messages();
    assertThat(messages).anyMatch(it -> it.text().contains("McGroupDelete"));
    assertThat(browser.console()).isEmpty();
  }
}
