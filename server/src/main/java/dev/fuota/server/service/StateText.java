package dev.fuota.server.service;

import dev.fuota.gateway.json.Json;
import dev.fuota.gateway.json.Members;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.codec.Unsigned;
import dev.fuota.server.campaign.CampaignKind;
import dev.fuota.server.campaign.Verdict;
import dev.fuota.server.campaign.Verdict.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The texts by which the store keeps what the service knows: JSON, without keys. */
final class StateText {
  private static final int DEVICES_MAX = 1_000_000;
  private static final int LIST_MAX = 10_000;
  private static final String VERSION = "format";

  private StateText() {}

  static String writeTexts(Map<String, String> texts) {
    ObjectNode node = Json.object();
    texts.forEach(node::put);
    return text(node);
  }

  /** None if the text cannot be read. */
  static Map<String, String> readTexts(String text) {
    return new TreeMap<>(
        Json.decode("attributes", text, members -> members.allTexts(LIST_MAX))
            .value()
            .orElse(Map.of()));
  }

  private static String text(ObjectNode node) {
    return new String(Json.write(node).toArray(), StandardCharsets.UTF_8);
  }

  static String write(CampaignRequest request) {
    ObjectNode node = Json.object();
    node.put(VERSION, 1);
    node.put("name", request.name());
    node.put("kind", request.kind().name());
    putTexts(node, "devices", request.devices());
    putTexts(node, "deviceSets", request.deviceSets());
    putTexts(node, "regions", request.regions());
    request.file().ifPresent(file -> node.put("file", file));
    ArrayNode commands = node.putArray("commands");
    request
        .commands()
        .forEach(it -> commands.addObject().put("fPort", it.fPort()).put("hex", it.hex()));
    request.group().ifPresent(group -> node.put("group", group));
    ObjectNode parameters = node.putObject("parameters");
    request.parameters().forEach(parameters::put);
    return text(node);
  }

  private static void putTexts(ObjectNode node, String name, List<String> texts) {
    ArrayNode array = node.putArray(name);
    texts.forEach(array::add);
  }

  static Decoded<CampaignRequest> readRequest(String text) {
    return Json.decode(
        "request",
        text,
        it ->
            new CampaignRequest(
                it.text("name"),
                one(it, "kind", CampaignKind.class),
                it.texts("devices", DEVICES_MAX),
                it.texts("deviceSets", LIST_MAX),
                it.texts("regions", LIST_MAX),
                it.textIf("file"),
                it.objects("commands", LIST_MAX).stream().map(StateText::command).toList(),
                it.textIf("group"),
                it.object("parameters").allTexts(LIST_MAX)));
  }

  private static CommandRequest command(Members command) {
    return new CommandRequest(
        (int) command.whole("fPort", 0, Integer.MAX_VALUE), command.text("hex"));
  }

  static String write(CampaignRecord record) {
    ObjectNode node = Json.object();
    node.put(VERSION, 1);
    node.put("phase", record.phase().name());
    node.put("created", record.created().toString());
    record.started().ifPresent(at -> node.put("started", at.toString()));
    record.ended().ifPresent(at -> node.put("ended", at.toString()));
    record.verdict().ifPresent(verdict -> put(node, verdict));
    node.put("deletes", record.deletes());
    ArrayNode refused = node.putArray("refused");
    record
        .refused()
        .forEach(
            it ->
                refused
                    .addObject()
                    .put("device", it.device())
                    .put("code", it.code())
                    .put("sentence", it.sentence()));
    ArrayNode parts = node.putArray("parts");
    record.parts().forEach(part -> put(parts.addObject(), part));
    return text(node);
  }

  private static void put(ObjectNode node, Verdict verdict) {
    node.put("outcome", verdict.outcome().name());
    node.put("sentence", verdict.sentence());
  }

  private static void put(ObjectNode node, CampaignRecord.Kept part) {
    PartPlan plan = part.plan();
    node.put("part", plan.part());
    node.put("wave", plan.wave());
    node.put("network", plan.network());
    node.put("packages", plan.packages().number());
    node.put("form", plan.form());
    plan.file().ifPresent(file -> node.put("file", file));
    plan.fwVersion().ifPresent(version -> node.put("fwVersion", version));
    node.put("group", plan.group());
    node.put("mcGroupId", plan.mcGroupId());
    node.put("devices", plan.devices());
    node.put("fragmentsNeeded", plan.fragmentsNeeded());
    node.put("fragmentsTotal", plan.fragmentsTotal());
    putTexts(node, "stages", plan.stages());
    part.end()
        .ifPresent(
            end -> {
              put(node, end.verdict());
              node.put("succeeded", end.succeeded());
              node.put("failed", end.failed());
            });
  }

  static Decoded<CampaignRecord> readRecord(String text) {
    return Json.decode(
        "state",
        text,
        it ->
            new CampaignRecord(
                one(it, "phase", CampaignView.Phase.class),
                instant(it, "created").orElseThrow(() -> Members.bad("created", "is not there")),
                instant(it, "started"),
                instant(it, "ended"),
                verdict(it),
                it.flag("deletes"),
                it.objects("refused", DEVICES_MAX).stream().map(StateText::refused).toList(),
                it.objects("parts", LIST_MAX).stream().map(StateText::part).toList()));
  }

  private static DeviceProblem refused(Members it) {
    return new DeviceProblem(it.text("device"), it.text("code"), it.text("sentence"));
  }

  private static CampaignRecord.Kept part(Members it) {
    OptionalLong fwVersion = it.wholeIf("fwVersion", 0, Unsigned.U32_MAX);
    PartPlan plan =
        new PartPlan(
            number(it, "part"),
            number(it, "wave"),
            it.text("network"),
            PackageVersion.of(number(it, "packages"))
                .orElseThrow(() -> Members.bad("packages", "is no version")),
            it.text("form"),
            it.textIf("file"),
            fwVersion,
            it.text("group"),
            (int) it.whole("mcGroupId", 0, 3),
            number(it, "devices"),
            number(it, "fragmentsNeeded"),
            number(it, "fragmentsTotal"),
            it.texts("stages", LIST_MAX));
    return new CampaignRecord.Kept(
        plan,
        verdict(it)
            .map(verdict -> new PartEnd(verdict, number(it, "succeeded"), number(it, "failed"))));
  }

  private static int number(Members it, String name) {
    return (int) it.whole(name, 0, Integer.MAX_VALUE);
  }

  private static Optional<Verdict> verdict(Members it) {
    return it.has("outcome")
        ? Optional.of(new Verdict(one(it, "outcome", Outcome.class), it.text("sentence")))
        : Optional.empty();
  }

  private static Optional<Instant> instant(Members it, String name) {
    try {
      return it.textIf(name).map(Instant::parse);
    } catch (DateTimeException notThat) {
      throw Members.bad(name, "is no instant");
    }
  }

  private static <E extends Enum<E>> E one(Members it, String name, Class<E> type) {
    try {
      return Enum.valueOf(type, it.text(name));
    } catch (IllegalArgumentException notThat) {
      throw Members.bad(name, "is none of its words");
    }
  }
}
