package dev.fuota.monitor.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A campaign that a script makes go on, as the API shows it. Thread-safe. */
final class ScriptedCampaign {
  static final List<String> STAGES =
      List.of(
          "MC_GROUP_SETUP",
          "FRAG_SESSION_SETUP",
          "MC_CLASS_C_SESSION_SETUP",
          "DL_FRAGMENT",
          "FRAG_SESSION_STATUS",
          "TRANSMISSION_ROUNDS",
          "DEV_UPGRADE_IMAGE",
          "DEV_REBOOT_COUNTDOWN",
          "DEV_VERSION");
  private static final List<String> LABELS =
      List.of(
          "McGroupSetup",
          "FragSessionSetup",
          "McClassCSessionSetup",
          "DlFragment",
          "FragSessionStatus",
          "Multiple rounds of transmissions",
          "DevUpgradeImage",
          "DevRebootCountdown",
          "DevVersion");
  private static final int SEEDS = 6;
  private static final int DL_FRAGMENT = 3;
  private static final int NONE = 0;
  private static final int PENDING = 1;
  private static final int SENT = 2;
  private static final int ANSWERED = 3;
  private static final int REFUSED = 4;
  private static final int TIMED_OUT = 5;
  private static final int FRAGMENTS = 480;
  private static final Instant BEGIN = Instant.parse("2026-11-22T10:00:00Z");

  private final SplittableRandom random = new SplittableRandom(17);
  private final long id;
  private final String name;
  private final int devices;
  private final byte[] states;
  private final byte[] outcome;
  private final Map<Integer, List<Integer>> cells = new TreeMap<>();
  private final Map<Integer, List<Integer>> outcomes = new TreeMap<>();
  private final List<Map<String, Object>> series = new ArrayList<>();
  private final Instant[] begun = new Instant[STAGES.size() + 1];
  private String state = "CREATED";
  private int stage;
  private int fragments;
  private int ticks;

  ScriptedCampaign(long id, String name, int devices) {
    this.id = id;
    this.name = name;
    this.devices = devices;
    this.states = new byte[devices * STAGES.size()];
    this.outcome = new byte[devices];
  }

  synchronized void start() {
    state = "RUNNING";
    begin();
  }

  synchronized void abort() {
    state = "ABORTED";
  }

  synchronized String state() {
    return state;
  }

  static String eui(int device) {
    return String.format("70b3d57ed%07x", device * 7919L + 4096);
  }

  private Instant now() {
    return BEGIN.plusSeconds(ticks * 15L);
  }

  private void begin() {
    begun[stage] = now();
    for (int device = 0; stage < STAGES.size() && device < devices; device++) {
      if (outcome[device] == 0) {
        put(device, PENDING);
      }
    }
  }

  private void put(int device, int value) {
    states[device * STAGES.size() + stage] = (byte) value;
    cells.put(device * STAGES.size() + stage, List.of(device, stage, value));
    if (value == REFUSED || value == TIMED_OUT) {
      end(device, 2);
    }
  }

  private void end(int device, int value) {
    outcome[device] = (byte) value;
    outcomes.put(device, List.of(device, value));
  }

  /** A quarter of a second of the page is a quarter of a minute here. */
  synchronized void tick() {
    if (!"RUNNING".equals(state)) {
      return;
    }
    ticks++;
    boolean fragmentsOut = stage != DL_FRAGMENT || sendFragments();
    int open = 0;
    for (int device = 0; device < devices; device++) {
      int value = states[device * STAGES.size() + stage];
      if (value == PENDING && random.nextInt(8) == 0) {
        put(device, SENT);
      } else if (value == SENT && fragmentsOut && random.nextInt(5) == 0) {
        put(
            device,
            random.nextInt(150) == 0 ? REFUSED : random.nextInt(90) == 0 ? TIMED_OUT : ANSWERED);
      }
      open += value == PENDING || value == SENT ? 1 : 0;
    }
    if (ticks % 4 == 0) {
      addPoint();
    }
    if (open == 0) {
      nextStage();
    }
  }

  private boolean sendFragments() {
    fragments = Math.min(FRAGMENTS, fragments + 8);
    return fragments == FRAGMENTS;
  }

  private void addPoint() {
    series.add(Map.of("t", now().toString(), "fragments", fragments, "complete", complete()));
  }

  private int complete() {
    return stage <= DL_FRAGMENT ? 0 : count(DL_FRAGMENT, ANSWERED) * fragments / FRAGMENTS;
  }

  private void nextStage() {
    stage++;
    if (stage < STAGES.size()) {
      begin();
      return;
    }
    begun[stage] = now();
    for (int device = 0; device < devices; device++) {
      if (outcome[device] == 0) {
        end(device, 1);
      }
    }
    state = "DONE_WITH_FAILURES";
  }

  private int count(int ofStage, int value) {
    return (int)
        IntStream.range(0, devices)
            .filter(device -> states[device * STAGES.size() + ofStage] == value)
            .count();
  }

  private int ended(int value) {
    return (int) IntStream.range(0, devices).filter(device -> outcome[device] == value).count();
  }

  private boolean isEnded() {
    return !"CREATED".equals(state) && !"RUNNING".equals(state);
  }

  synchronized Map<String, Object> view() {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", id);
    view.put("name", name);
    view.put("kind", "FIRMWARE_UPGRADE");
    view.put("state", isEnded() ? "ENDED" : state);
    if (isEnded()) {
      view.put("outcome", state);
      view.put("ended", now().toString());
    }
    view.put("sentence", isEnded() ? ended(1) + " of " + devices + " devices run 1.1.0" : "");
    view.put("networks", List.of("EU868"));
    view.put("stage", "CREATED".equals(state) || isEnded() ? "" : STAGES.get(stage));
    view.put("stageIndex", Math.min(stage, STAGES.size() - 1));
    view.put("stageCount", STAGES.size());
    view.put("progress", (double) stage / STAGES.size());
    view.put("devices", devices);
    view.put("succeeded", ended(1));
    view.put("failed", ended(2));
    view.put("created", BEGIN.minusSeconds(90).toString());
    if (!"CREATED".equals(state)) {
      view.put("started", BEGIN.toString());
    }
    return view;
  }

  synchronized Map<String, Object> detail(boolean history) {
    Map<String, Object> detail = view();
    detail.put("request", Map.of("name", name, "kind", "FIRMWARE_UPGRADE"));
    detail.put(
        "parameters", Map.of("redundancy", "20%", "frag_size", "48", "success_threshold", "95"));
    detail.put("parts", List.of(part(detail)));
    int from = history ? 0 : Math.max(0, series.size() - 1);
    detail.put("series", List.copyOf(series.subList(from, series.size())));
    return detail;
  }

  private Map<String, Object> part(Map<String, Object> view) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("part", 0);
    part.put("name", "EU868, full");
    part.put("wave", 0);
    part.put("network", "EU868");
    part.put("mcAddr", "01fe23ab");
    part.put("form", "full");
    part.put("state", "CREATED".equals(state) ? "PENDING" : view.get("state"));
    part.put("sentence", "");
    part.put("round", stage < DL_FRAGMENT ? 0 : 1);
    part.put("stage", view.get("stage"));
    part.put("stages", IntStream.range(0, STAGES.size()).mapToObj(this::stage).toList());
    part.put("fragments", Map.of("sent", fragments, "total", FRAGMENTS, "needed", 400));
    part.put("airTime", Map.of("multicast", fragments * 0.37, "unicast", ticks * 1.3));
    part.put("octets", fragments * 61);
    part.put(
        "refusedDevices",
        List.of(
            Map.of(
                "device", "70b3d57edffffff1",
                "code", "SLOT_TOO_SMALL",
                "sentence", "has room for 16384 octets, the image has 20480")));
    return part;
  }

  private Map<String, Object> stage(int place) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("stage", STAGES.get(place));
    view.put("label", LABELS.get(place));
    view.put("number", place < SEEDS ? place + 1 : 0);
    view.put("pending", count(place, PENDING));
    view.put("sent", count(place, SENT));
    view.put("answered", count(place, ANSWERED));
    view.put("refused", count(place, REFUSED));
    view.put("timedOut", count(place, TIMED_OUT));
    if (begun[place] != null) {
      view.put("begun", begun[place].toString());
    }
    if (begun[place + 1] != null) {
      view.put("ended", begun[place + 1].toString());
    }
    return view;
  }

  synchronized Map<String, Object> matrix() {
    return Map.of(
        "id", id,
        "stages", STAGES,
        "devices", IntStream.range(0, devices).mapToObj(ScriptedCampaign::eui).toList(),
        "part", IntStream.range(0, devices).mapToObj(device -> 0).toList(),
        "states", Base64.getEncoder().encodeToString(states),
        "outcome", Base64.getEncoder().encodeToString(outcome));
  }

  /** What changed since the last call. */
  synchronized Map<String, Object> changes() {
    Map<String, Object> changes =
        Map.of(
            "id", id,
            "cells", List.copyOf(cells.values()),
            "outcomes", List.copyOf(outcomes.values()));
    cells.clear();
    outcomes.clear();
    return changes;
  }

  synchronized Map<String, Object> device(int device) {
    Map<String, Object> view = new LinkedHashMap<>();
    Map<String, Object> perStage = new LinkedHashMap<>();
    for (int place = 0; place < STAGES.size(); place++) {
      int value = states[device * STAGES.size() + place];
      if (value != NONE) {
        String status =
            List.of("PENDING", "SENT", "ANSWERED", "REFUSED", "TIMED_OUT").get(value - 1);
        perStage.put(
            STAGES.get(place),
            Map.of("status", status, "tries", value == PENDING ? 0 : 1, "detail", ""));
      }
    }
    view.put("device", eui(device));
    view.put("part", 0);
    view.put("name", "meter " + device);
    view.put("version", "1.0.0");
    view.put("outcome", List.of("RUNNING", "SUCCEEDED", "FAILED").get(outcome[device]));
    view.put("reason", outcome[device] == 2 ? "gave up after 5 tries" : "");
    view.put("stages", perStage);
    view.put("missing", 3);
    return view;
  }

  int devices() {
    return devices;
  }
}
