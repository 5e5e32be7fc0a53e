package dev.fuota.monitor.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The page in a browser, over an API that does what a test wants. */
class PageTest {
  private static final String HOSTILE = "<img src=x onerror=\"window.hit=1\">";
  private static Browser browser;

  private ScriptedApi api;

  @BeforeAll
  static void openBrowser() {
    browser = Browser.open();
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void startApi() {
    api = new ScriptedApi(0);
    api.ticking = false;
    browser.console();
    browser.hosts();
  }

  @AfterEach
  void stopApi() {
    api.close();
  }

  private ScriptedCampaign campaign(String name, int devices) {
    long id = api.campaigns.size() + 1L;
    ScriptedCampaign campaign = new ScriptedCampaign(id, name, devices);
    api.campaigns.put(id, campaign);
    return campaign;
  }

  private void visit(String view) {
    browser.visit(api.url() + view);
  }

  @DisplayName("TP-17: running campaigns come first, with their stage and a verdict in words")
  @Test
  void listsCampaigns() {
    campaign("waits", 20);
    campaign("runs", 20).start();
    ScriptedCampaign ends = campaign("ended", 20);
    ends.start();
    ends.abort();
    visit("");
    browser.awaitText("tbody tr:nth-child(1)", "runs");
    browser.awaitText("tbody tr:nth-child(1)", "1 of 9: McGroupSetup");
    browser.awaitText("tbody tr:nth-child(2)", "○ Not started");
    browser.awaitText("tbody tr:nth-child(3)", "■ Aborted");
    assertThat(browser.console()).isEmpty();
  }

  @DisplayName("TP-17: stage and devices change while one looks, without loading anew")
  @Test
  void followsCampaign() {
    ScriptedCampaign campaign = campaign("runs", 20);
    campaign.start();
    visit("#/campaigns/1");
    browser.awaitText(".stages .now", "McGroupSetup");
    browser.awaitText(".stages .now", "20 waiting");
    while (!campaign.view().get("stage").equals("DL_FRAGMENT")) {
      campaign.tick();
    }
    browser.awaitText(".stages .now", "DlFragment");
    browser.awaitText(".stages li:nth-child(1)", "answered");
    assertThat(browser.find(".stages .now").getAttribute("aria-current")).isEqualTo("step");
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void hostileNamesStayText() {
    campaign(HOSTILE, 20).start();
    visit("");
    browser.awaitText("tbody th", HOSTILE);
    browser.press(HOSTILE);
    browser.awaitText("h1", HOSTILE);
    browser.press("Abort…");
    browser.awaitText("dialog h2", HOSTILE);
    assertThat(browser.all("img")).isEmpty();
    assertThat(browser.run("return window.hit")).isEqualTo("");
  }

  @Test
  void asksForTokenAndKeepsItInThisTabOnly() {
    api.token = Optional.of("secret");
    campaign("runs", 20).start();
    visit("");
    browser.type("dialog input", "wrong" + Keys.ENTER);
    browser.awaitText("dialog p", "does not accept this token");
    browser.type("dialog input", "secret" + Keys.ENTER);
    browser.awaitText("tbody th", "runs");
    browser.awaitText("#connection", "Live");
    assertThat(browser.run("return localStorage.length")).isEqualTo(0L);
    assertThat(browser.run("return document.cookie")).isEqualTo("");
    assertThat(browser.url()).doesNotContain("secret");
    browser.run("sessionStorage.clear()");
  }

  @Test
  void saysThatTheConnectionIsLostAndComesBackByItself() {
    ScriptedCampaign campaign = campaign("runs", 20);
    campaign.start();
    visit("#/campaigns/1");
    browser.awaitText("#connection", "Live");
    api.close();
    browser.awaitText("#lost", "What is shown may be old.");
    browser.awaitText("#connection", "Not connected");
    while (campaign.view().get("stage").equals("MC_GROUP_SETUP")) {
      campaign.tick();
    }
    api.comeBack();
    browser.awaitText(".stages .now", "FragSessionSetup");
    browser.awaitText("#connection", "Live");
    browser.awaitGone("#lost");
  }

  @Test
  void showsProblemAtItsField() {
    visit("#/new");
    browser.find("button[value=create]");
    browser.field("Name").sendKeys("autumn");
    browser.field("success_threshold").sendKeys("140");
    browser.press("Create without starting");
    browser.awaitText(".error", "is 140; allowed: 1..100");
    assertThat(browser.field("success_threshold").getAttribute("aria-invalid")).isEqualTo("true");
    assertThat(browser.run("return document.activeElement.labels[0].textContent"))
        .isEqualTo("success_threshold");
    browser.awaitText("[role=alert].problems", "a parameter is wrong");
    browser.field("success_threshold").clear();
    browser.field("success_threshold").sendKeys("90");
    browser.press("Create without starting");
    browser.awaitText("h1", "autumn");
  }

  @DisplayName("TP-17: the heat map speaks and is worked by keys, also with 10,000 devices")
  @Test
  void heatMapByKeyboard() {
    campaign("many", 10_000).start();
    visit("#/campaigns/1");
    browser.find("canvas");
    browser.run("document.querySelector('canvas').focus()");
    browser.awaitText(".readout", "McGroupSetup: waiting");
    String first = ScriptedCampaign.eui(0);
    assertThat(voice()).isEqualTo(first + ", McGroupSetup: waiting");
    browser.keys(Keys.ARROW_DOWN, Keys.ARROW_RIGHT);
    assertThat(voice())
        .isEqualTo(ScriptedCampaign.eui(1) + ", FragSessionSetup: not in this stage");
    browser.keys(Keys.END);
    assertThat(voice()).startsWith(ScriptedCampaign.eui(9_999));
    browser.keys("++++", Keys.HOME);
    assertThat(voice()).startsWith(first);
    browser.keys(Keys.ENTER);
    browser.awaitText("h1", "Device " + first);
    browser.awaitText("table", "McGroupSetup");
    browser.awaitText("section:nth-of-type(2) table", "↓ down");
  }

  private String voice() {
    return (String) browser.run("return document.querySelector('[aria-live=polite]').textContent");
  }

  @Test
  void tenThousandDevicesAreNoElements() {
    campaign("many", 10_000).start();
    visit("#/campaigns/1");
    browser.awaitText(".heat-controls", "10,000 devices");
    assertThat((Long) browser.run("return document.querySelectorAll('*').length")).isLessThan(1500);
  }

  @Test
  void filterLeavesTheDevicesThatAreAskedFor() {
    campaign("many", 10_000).start();
    visit("#/campaigns/1");
    browser.awaitText(".heat-controls", "10,000 devices");
    browser.type(".heat-controls input", ScriptedCampaign.eui(77));
    browser.awaitText(".heat-controls", "1 of 10,000 devices");
    browser.run("document.querySelector('canvas').focus()");
    await().untilAsserted(() -> assertThat(voice()).startsWith(ScriptedCampaign.eui(77)));
  }

  @Test
  void saysThatThereIsNoSuchCampaign() {
    visit("#/campaigns/7");
    browser.awaitText(".problems", "there is no such campaign");
    browser.awaitGone("#lost");
  }

  @Test
  void abortAsksFirst() {
    ScriptedCampaign campaign = campaign("runs", 20);
    campaign.start();
    visit("#/campaigns/1");
    browser.press("Abort…");
    browser.keys(Keys.ESCAPE);
    browser.awaitGone("dialog");
    assertThat(campaign.state()).isEqualTo("RUNNING");
    browser.press("Abort…");
    browser.press("Abort the campaign");
    browser.awaitText(".title .badge", "■ Aborted");
  }

  @Test
  void nothingIsAskedOfOtherHosts() {
    campaign("runs", 20).start();
    for (String view : List.of("", "#/campaigns/1", "#/new")) {
      visit(view);
      browser.find("h1");
    }
    assertThat(browser.hosts()).containsExactly(api.url().replaceAll("http://|/", ""));
  }
}
