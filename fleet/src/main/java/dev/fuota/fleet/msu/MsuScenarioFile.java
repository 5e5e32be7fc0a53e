package dev.fuota.fleet.msu;

import dev.fuota.fleet.lan.LinkQuality;
import dev.fuota.fleet.msu.MsuScenario.ClientSeries;
import dev.fuota.fleet.msu.MsuScenario.Clock;
import dev.fuota.fleet.msu.MsuScenario.Expectation;
import dev.fuota.fleet.msu.MsuScenario.Fault;
import dev.fuota.fleet.msu.MsuScenario.Mishap;
import dev.fuota.fleet.msu.MsuScenario.SentFile;
import dev.fuota.fleet.msu.MsuScenario.Timing;
import dev.fuota.protocol.msu.FileNames;
import dev.fuota.protocol.msu.MsuLimits;
import dev.fuota.protocol.msu.Profile;
import dev.fuota.settings.Setting;
import dev.fuota.settings.SettingsFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A scenario as YAML; {@code docs/msu.md} shows one. */
public final class MsuScenarioFile {
  private static final String VERSION = "fuota/v1";
  private static final long FILE_MAX = 256L << 20;

  private MsuScenarioFile() {}

  /**
   * Reads it.
   *
   * @param name of the file, for messages
   * @throws dev.fuota.settings.SettingProblem if it is none
   */
  public static MsuScenario read(String name, String text) {
    Setting root = SettingsFile.read(name, text);
    root.only("apiVersion", "name", "seed", "clock", "msu", "faults", "expect");
    Setting version = root.get("apiVersion");
    if (!version.text().equals(VERSION)) {
      throw version.problem("apiVersion must be " + VERSION);
    }
    Setting msu = root.get("msu").only("clients", "files", "profile", "timing");
    return new MsuScenario(
        root.get("name").text(),
        root.get("seed", 1L, value -> value.longNumber(Long.MIN_VALUE, Long.MAX_VALUE)),
        root.get("clock", Clock.VIRTUAL, MsuScenarioFile::clock),
        clients(msu.get("clients")),
        files(msu.get("files")),
        msu.get("timing", Timing.DEFAULT, MsuScenarioFile::timing),
        msu.get("profile", Profile.NONE, MsuScenarioFile::profile),
        root.get("faults", List.of(), MsuScenarioFile::faults),
        expectation(root.get("expect")));
  }

  private static Clock clock(Setting value) {
    return value.choice(Map.of("virtual", Clock.VIRTUAL, "real", Clock.REAL));
  }

  private static Profile profile(Setting value) {
    return value.choice(
        Map.of(
            "plain",
            Profile.NONE,
            "stream",
            new Profile(true, false),
            "coded",
            new Profile(true, true)));
  }

  private static List<ClientSeries> clients(Setting list) {
    List<ClientSeries> clients = new ArrayList<>();
    int count = 0;
    for (Setting series : list.items()) {
      clients.add(series(series));
      count += clients.get(clients.size() - 1).count();
      if (count > MsuScenario.CLIENTS_MAX) {
        throw series.problem(
            "more than " + MsuScenario.CLIENTS_MAX + " clients in all; make it fewer");
      }
    }
    if (clients.isEmpty()) {
      throw list.problem("no clients; add - {count: 10}");
    }
    return clients;
  }

  private static ClientSeries series(Setting series) {
    series.only("count", "loss", "duplication", "reordering", "corruption", "delay", "hardware");
    LinkQuality link =
        new LinkQuality(
            series.get("loss", 0.0, Setting::share),
            series.get("duplication", 0.0, Setting::share),
            series.get("reordering", 0.0, Setting::share),
            series.get("corruption", 0.0, Setting::share),
            series.get("delay", Duration.ofMillis(5), Setting::duration));
    return new ClientSeries(
        series.get("count").number(1, MsuScenario.CLIENTS_MAX),
        link,
        series.get("hardware", MsuScenario.HARDWARE, Setting::text));
  }

  private static List<SentFile> files(Setting list) {
    List<SentFile> files = new ArrayList<>();
    for (Setting file : list.items()) {
      file.only("name", "size");
      Setting name = file.get("name");
      if (!FileNames.isFileName(name.text())) {
        throw name.problem(
            "'" + name.text() + "' is no file name; use letters, digits, dot, dash and underscore");
      }
      long size = file.get("size").octets();
      if (size < 1 || size > FILE_MAX) {
        throw file.get("size").problem("a file has 1 octet to 256 MiB");
      }
      files.add(new SentFile(name.text(), size));
    }
    if (files.isEmpty() || files.size() > MsuLimits.FILES_MAX) {
      throw list.problem("a cycle carries one to three files");
    }
    return files;
  }

  private static Timing timing(Setting timing) {
    timing.only("join", "scmWait", "ccmWait", "sequenceDelay", "whoIs");
    Timing usual = Timing.DEFAULT;
    return new Timing(
        timing.get("join", usual.joinWait(), Setting::duration),
        timing.get("scmWait", usual.scmWait(), Setting::duration),
        timing.get("ccmWait", usual.ccmWait(), Setting::duration),
        timing.get("sequenceDelay", usual.sequenceDelay(), Setting::duration),
        timing.get("whoIs", usual.whoIs(), value -> value.number(1, Timing.WHO_IS_MAX)));
  }

  private static List<Fault> faults(Setting list) {
    List<Fault> faults = new ArrayList<>();
    for (Setting fault : list.items()) {
      fault.only("at", "do", "clients", "for");
      faults.add(
          new Fault(
              fault.get("at").duration(),
              fault.get("do").choice(Map.of("kill", Mishap.KILL, "unplug", Mishap.UNPLUG)),
              fault.get("clients").share(),
              fault.get("for").duration()));
    }
    return faults;
  }

  private static Expectation expectation(Setting expect) {
    expect.only("updated", "within");
    return new Expectation(
        expect.get("updated").share(), expect.find("within").map(Setting::duration));
  }
}
