package dev.fuota.fleet.result;

import dev.fuota.fleet.fault.FaultLine;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a result has of a cell beside its devices, as JSON, there and back. */
final class CellNode {
  private static final int REASONS_MAX = 100;

  private CellNode() {}

  static ObjectNode of(CellResult cell) {
    ObjectNode node = Nodes.object();
    node.put("cell", cell.cell())
        .put("seed", cell.seed())
        .put("first", cell.first())
        .put("devices", cell.devices().size())
        .put("took", Nodes.seconds(cell.took()))
        .put("ended", cell.ended())
        .put("events", cell.events())
        .put("receptions", cell.receptions());
    node.set("air", of(cell.air()));
    ArrayNode gateways = node.putArray("gateways");
    cell.gateways().forEach(gateway -> gateways.add(of(gateway)));
    cell.campaign().ifPresent(it -> node.set("campaign", of(it)));
    ArrayNode faults = node.putArray("faults");
    for (FaultLine fault : cell.faults()) {
      faults
          .addObject()
          .put("index", fault.index())
          .put("description", fault.description())
          .put("struck", fault.struck());
    }
    return node;
  }

  static ObjectNode of(AirLine air) {
    return Nodes.object()
        .put("uplinks", air.uplinks())
        .put("uplinksHeard", air.uplinksHeard())
        .put("uplinksCollided", air.uplinksCollided())
        .put("uplinksUnheard", air.uplinksUnheard())
        .put("downlinks", air.downlinks())
        .put("uplinkTime", Nodes.seconds(air.uplinkTime()))
        .put("downlinkTime", Nodes.seconds(air.downlinkTime()));
  }

  private static ObjectNode of(GatewayLine gateway) {
    ObjectNode node =
        Nodes.object()
            .put("id", gateway.id())
            .put("heard", gateway.heard())
            .put("sent", gateway.sent())
            .put("airTime", Nodes.seconds(gateway.airTime()));
    ObjectNode refusals = node.putObject("refusals");
    gateway.refusals().forEach(refusals::put);
    return node;
  }

  private static ObjectNode of(CampaignLine campaign) {
    ObjectNode node =
        Nodes.object()
            .put("verdict", campaign.verdict())
            .put("reason", campaign.reason())
            .put("began", Nodes.seconds(campaign.began()))
            .put("took", Nodes.seconds(campaign.took()))
            .put("nbFrag", campaign.nbFrag())
            .put("sent", campaign.sent())
            .put("fragSize", campaign.fragSize())
            .put("timeOnAir", Nodes.seconds(campaign.timeOnAir()));
    campaign
        .transfer()
        .ifPresent(
            it ->
                node.putObject("transfer")
                    .put("began", Nodes.seconds(it.began()))
                    .put("ended", Nodes.seconds(it.ended()))
                    .put("fragmentTime", Nodes.seconds(it.fragmentTime())));
    ArrayNode stages = node.put("rounds", campaign.rounds()).putArray("stages");
    for (StageLine stage : campaign.stages()) {
      stages
          .addObject()
          .put("name", stage.name())
          .put("began", Nodes.seconds(stage.began()))
          .put("took", Nodes.seconds(stage.took()))
          .put("answered", stage.answered())
          .put("failed", stage.failed());
    }
    return node;
  }

  /**
   * Reads one.
   *
   * @param devices its devices
   */
  static CellResult read(Fields cell, List<DeviceLine> devices) {
    int number = number(cell);
    return new CellResult(
        number,
        cell.longNumber("seed", Long.MIN_VALUE, Long.MAX_VALUE),
        cell.number("first", Integer.MAX_VALUE),
        devices,
        cell.objects("gateways").stream().map(it -> gateway(number, it)).toList(),
        air(cell.object("air")),
        cell.find("campaign").map(it -> campaign(number, it)),
        cell.seconds("took"),
        cell.yesNo("ended"),
        cell.longNumber("events", 0, Long.MAX_VALUE),
        cell.longNumber("receptions", 0, Long.MAX_VALUE),
        cell.objects("faults").stream().map(CellNode::fault).toList());
  }

  static int number(Fields cell) {
    return cell.only(
            "cell",
            "seed",
            "first",
            "devices",
            "took",
            "ended",
            "events",
            "receptions",
            "air",
            "gateways",
            "campaign",
            "faults")
        .number("cell", Integer.MAX_VALUE);
  }

  static int devices(Fields cell) {
    return cell.number("devices", Integer.MAX_VALUE);
  }

  static AirLine air(Fields air) {
    air.only(
        "uplinks",
        "uplinksHeard",
        "uplinksCollided",
        "uplinksUnheard",
        "downlinks",
        "uplinkTime",
        "downlinkTime");
    return new AirLine(
        air.longNumber("uplinks", 0, Long.MAX_VALUE),
        air.longNumber("uplinksHeard", 0, Long.MAX_VALUE),
        air.longNumber("uplinksCollided", 0, Long.MAX_VALUE),
        air.longNumber("uplinksUnheard", 0, Long.MAX_VALUE),
        air.longNumber("downlinks", 0, Long.MAX_VALUE),
        air.seconds("uplinkTime"),
        air.seconds("downlinkTime"));
  }

  private static GatewayLine gateway(int cell, Fields gateway) {
    gateway.only("id", "heard", "sent", "airTime", "refusals");
    Fields refusals = gateway.object("refusals");
    if (!refusals.node().isObject() || refusals.node().size() > REASONS_MAX) {
      throw refusals.problem("no object of at most " + REASONS_MAX + " reasons");
    }
    TreeMap<String, Long> counts = new TreeMap<>();
    for (Map.Entry<String, ?> each : refusals.node().properties()) {
      counts.put(each.getKey(), refusals.longNumber(each.getKey(), 0, Long.MAX_VALUE));
    }
    return new GatewayLine(
        cell,
        gateway.text("id"),
        gateway.longNumber("heard", 0, Long.MAX_VALUE),
        gateway.longNumber("sent", 0, Long.MAX_VALUE),
        gateway.seconds("airTime"),
        counts);
  }

  private static CampaignLine campaign(int cell, Fields campaign) {
    campaign.only(
        "verdict",
        "reason",
        "began",
        "took",
        "nbFrag",
        "sent",
        "fragSize",
        "timeOnAir",
        "transfer",
        "rounds",
        "stages");
    return new CampaignLine(
        cell,
        campaign.choice("verdict", Ending.class).name(),
        campaign.text("reason"),
        campaign.seconds("began"),
        campaign.seconds("took"),
        campaign.number("nbFrag", Integer.MAX_VALUE),
        campaign.number("sent", Integer.MAX_VALUE),
        campaign.number("fragSize", Integer.MAX_VALUE),
        campaign.seconds("timeOnAir"),
        campaign.find("transfer").map(CellNode::transfer),
        campaign.number("rounds", Integer.MAX_VALUE),
        campaign.objects("stages").stream().map(CellNode::stage).toList());
  }

  private static FaultLine fault(Fields fault) {
    fault.only("index", "description", "struck");
    return new FaultLine(
        fault.number("index", Integer.MAX_VALUE),
        fault.text("description"),
        fault.longNumber("struck", 0, Long.MAX_VALUE));
  }

  private static CampaignLine.Transfer transfer(Fields transfer) {
    transfer.only("began", "ended", "fragmentTime");
    return new CampaignLine.Transfer(
        transfer.seconds("began"), transfer.seconds("ended"), transfer.seconds("fragmentTime"));
  }

  private static StageLine stage(Fields stage) {
    stage.only("name", "began", "took", "answered", "failed");
    return new StageLine(
        stage.text("name"),
        stage.seconds("began"),
        stage.seconds("took"),
        stage.number("answered", Integer.MAX_VALUE),
        stage.number("failed", Integer.MAX_VALUE));
  }
}
