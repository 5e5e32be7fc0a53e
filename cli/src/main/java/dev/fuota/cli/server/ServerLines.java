package dev.fuota.cli.server;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.JsonText;
import dev.fuota.server.service.CampaignView;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What {@code fuota server} prints while it runs: a line of JSON for an event, or one to read. */
final class ServerLines {
  private final Console console;
  private final boolean json;
  private final Map<Long, String> told = new HashMap<>();

  ServerLines(Console console, boolean json) {
    this.console = console;
    this.json = json;
  }

  void say(ObjectNode event, String line) {
    if (json) {
      console.out().println(event);
    } else {
      console.out().println(line);
    }
    console.out().flush();
  }

  /** A line for each campaign that has another state or stage than when it was last told. */
  void campaigns(List<CampaignView> campaigns) {
    for (CampaignView campaign : campaigns) {
      String now = campaign.outcome().orElse(campaign.state().name()) + " " + campaign.stage();
      if (!now.equals(told.put(campaign.id(), now))) {
        campaign(campaign);
      }
    }
  }

  private void campaign(CampaignView campaign) {
    ObjectNode event = JsonText.object().put("event", "campaign").put("id", campaign.id());
    event.put("state", campaign.state().name()).put("stage", campaign.stage());
    campaign.outcome().ifPresent(it -> event.put("outcome", it));
    event.put("succeeded", campaign.succeeded()).put("failed", campaign.failed());
    String state =
        campaign
            .outcome()
            .orElse(campaign.state().name())
            .toLowerCase(Locale.ROOT)
            .replace('_', ' ');
    say(
        event,
        "campaign "
            + campaign.id()
            + "  "
            + state
            + (campaign.stage().isEmpty() ? "" : "  " + campaign.stage())
            + "  "
            + campaign.sentence());
  }
}
