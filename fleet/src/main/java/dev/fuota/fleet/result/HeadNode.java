package dev.fuota.fleet.result;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The head of a result as JSON, there and back. */
final class HeadNode {
  private static final int DEVICES_MAX = 10_000_000;

  private HeadNode() {}

  static ObjectNode of(Head head) {
    ObjectNode node = Nodes.object();
    node.put("name", head.name())
        .put("seed", head.seed())
        .put("scenarioSha256", head.scenarioSha256())
        .put("version", head.version());
    ArrayNode groups = node.putArray("groups");
    head.groups().forEach(groups::add);
    node.put("devices", head.devices()).put("cells", head.cellsInAll());
    ArrayNode expectations = node.putArray("expectations");
    head.expectations().forEach(each -> expectations.add(of(each)));
    head.shard()
        .ifPresent(it -> node.putObject("shard").put("index", it.index()).put("of", it.of()));
    return node.put("complete", head.complete());
  }

  private static ObjectNode of(Expectation expectation) {
    ObjectNode node =
        Nodes.object()
            .put("metric", expectation.metric().name())
            .put("comparison", expectation.comparison().name())
            .put("value", Nodes.decimal(expectation.value()))
            .put("unit", expectation.unit().name());
    expectation.within().ifPresent(it -> node.put("within", Nodes.seconds(it)));
    return node;
  }

  static Head read(Fields head) {
    head.only(
        "name",
        "seed",
        "scenarioSha256",
        "version",
        "groups",
        "devices",
        "cells",
        "expectations",
        "shard",
        "complete");
    int devices = head.number("devices", DEVICES_MAX);
    return new Head(
        head.text("name"),
        head.longNumber("seed", Long.MIN_VALUE, Long.MAX_VALUE),
        head.text("scenarioSha256"),
        head.text("version"),
        head.texts("groups"),
        devices,
        head.number("cells", devices),
        expectations(head),
        head.find("shard").map(HeadNode::shard),
        head.yesNo("complete"));
  }

  private static Shard shard(Fields shard) {
    shard.only("index", "of");
    int of = shard.number("of", Shard.MAX);
    if (of == 0) {
      throw shard.problem("a share of none");
    }
    return new Shard(shard.number("index", of - 1), of);
  }

  private static List<Expectation> expectations(Fields head) {
    List<Expectation> all = new ArrayList<>();
    for (Fields each : head.objects("expectations")) {
      each.only("metric", "comparison", "value", "unit", "within");
      Metric metric = each.choice("metric", Metric.class);
      Unit unit = each.choice("unit", Unit.class);
      Optional<Duration> within =
          each.has("within") ? Optional.of(each.seconds("within")) : Optional.empty();
      if (!metric.units().contains(unit) || (within.isPresent() && !metric.timed())) {
        throw each.problem(metric + " is not expected like that");
      }
      all.add(
          new Expectation(
              metric,
              each.choice("comparison", Comparison.class),
              each.decimal("value"),
              unit,
              within));
    }
    return all;
  }
}
