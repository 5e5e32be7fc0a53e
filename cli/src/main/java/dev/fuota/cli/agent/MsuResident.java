package dev.fuota.cli.agent;

import dev.fuota.agent.firmware.Inspector;
import dev.fuota.agent.msu.FileProgress;
import dev.fuota.agent.msu.MsuState;
import dev.fuota.boot.BootResult;
import dev.fuota.device.BootPorts;
import dev.fuota.device.BootSetup;
import dev.fuota.device.BootedDevice;
import dev.fuota.device.config.AgentFile;
import dev.fuota.device.msu.MsuApplication;
import dev.fuota.device.msu.MsuSettings;
import dev.fuota.device.msu.MsuStation;
import dev.fuota.fleet.world.DeviceKind;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.msu.StatusResponse;
import dev.fuota.samples.FirmwareSamples;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A device on a network, which Mass Software Upgrade updates. */
final class MsuResident implements Resident {
  private final MsuSettings settings;
  private final MsuApplication application;
  private final BootedDevice device;

  MsuResident(
      AgentFile file,
      MsuSettings settings,
      Ground ground,
      EventLoop loop,
      BootPorts ports,
      BooleanSupplier keep,
      LinkHealth health,
      AgentLog log) {
    this.settings = settings;
    TrustedKeys trusted = AgentRun.trusted(file);
    Bytes classId = settings.classId().orElseGet(FirmwareSamples::classId);
    this.application =
        new MsuApplication(
            settings,
            new Inspector(trusted, classId, DeviceKind.LIMITS.expansionRam()),
            loop,
            ground.random(),
            keep,
            health,
            sentence -> log.info("msu", sentence));
    this.device =
        new BootedDevice(
            new BootSetup(file.flash().partitions(), settings.strategy(), trusted, classId),
            ports,
            application);
  }

  @Override
  public String name() {
    return settings.on();
  }

  @Override
  public void switchOn() {
    device.switchOn();
  }

  @Override
  public void switchOff() {
    device.switchOff();
  }

  @Override
  public Optional<BootResult> booted() {
    return device.booted();
  }

  @Override
  public boolean isReachable() {
    return state().filter(it -> it != MsuState.INIT && it != MsuState.CONFIG).isPresent();
  }

  private Optional<MsuState> state() {
    return application.station().map(MsuStation::state);
  }

  @Override
  public String activity() {
    return state().map(it -> it.name().toLowerCase(Locale.ROOT)).orElse("off");
  }

  @Override
  public String progress() {
    return application
        .station()
        .flatMap(MsuStation::progress)
        .map(MsuResident::sentence)
        .orElse("no file is being received");
  }

  private static String sentence(FileProgress file) {
    return "file "
        + file.number()
        + " ("
        + file.name()
        + ") from group "
        + file.group()
        + ": "
        + file.held()
        + " of "
        + file.chunks()
        + " chunks";
  }

  @Override
  public void identify(ObjectNode root) {
    root.put("interface", settings.on());
    root.put("discovery", settings.discovery().toString());
  }

  @Override
  public void describe(ObjectNode root) {
    application.station().ifPresent(station -> describe(root, station));
  }

  private void describe(ObjectNode root, MsuStation station) {
    ObjectNode update = root.putObject("update");
    update.put("running", application.version().map(Object::toString).orElse(""));
    update.put("sentence", progress());
    station
        .progress()
        .ifPresent(
            file ->
                update
                    .putObject("file")
                    .put("number", file.number())
                    .put("name", file.name())
                    .put("group", file.group().toString())
                    .put("chunks", file.chunks())
                    .put("held", file.held()));
    ArrayNode results = update.putArray("results");
    station.results().forEach((number, result) -> result(results.addObject(), number, result));
  }

  private static void result(ObjectNode node, int number, StatusResponse result) {
    node.put("file", number).put("status", result.status().name());
    node.put("code", result.code().number()).put("rounds", result.ccmRounds());
  }
}
