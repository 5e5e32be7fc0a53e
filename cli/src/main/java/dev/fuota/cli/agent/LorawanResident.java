package dev.fuota.cli.agent;

import dev.fuota.agent.fragmentation.FragmentationStatus;
import dev.fuota.agent.fragmentation.ImageDescriptor;
import dev.fuota.agent.runtime.AgentConfig;
import dev.fuota.agent.runtime.AgentStatus;
import dev.fuota.agent.runtime.ApplicationPolicy;
import dev.fuota.agent.runtime.DeviceKeys;
import dev.fuota.agent.runtime.Hardware;
import dev.fuota.agent.runtime.Packages;
import dev.fuota.boot.BootResult;
import dev.fuota.device.BootPorts;
import dev.fuota.device.DevicePorts;
import dev.fuota.device.DeviceSetup;
import dev.fuota.device.WholeDevice;
import dev.fuota.device.config.AgentFile;
import dev.fuota.device.config.DeviceSettings;
import dev.fuota.fleet.world.DeviceKind;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.protocol.fec.SharedParityRows;
import dev.fuota.samples.FirmwareSamples;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A device of LoRaWAN. */
final class LorawanResident implements Resident {
  private static final long PARITY_OCTETS_MAX = 8L << 20;

  private final AgentFile file;
  private final WholeDevice device;

  LorawanResident(AgentFile file, LinkedGround ground, BootPorts ports) {
    this.file = file;
    this.device =
        new WholeDevice(
            setup(file),
            new DevicePorts(
                ground.scheduler(),
                ground.clock(),
                ground.random(),
                ports.flash(),
                ports.commit(),
                ground.link(),
                ports.target(),
                new SharedParityRows(PARITY_OCTETS_MAX),
                ports.listener()));
  }

  private static DeviceSetup setup(AgentFile file) {
    DeviceSettings who = file.device();
    AgentConfig agent =
        new AgentConfig(
            new Hardware(who.classId().orElseGet(FirmwareSamples::classId), who.hardwareVersion()),
            new DeviceKeys(who.rootKey(), who.rootKeyKind(), AgentRun.trusted(file)),
            Packages.all(who.packages()),
            DeviceKind.LIMITS,
            policy(who),
            who.compatibility());
    return new DeviceSetup(agent, file.flash().partitions(), who.strategy());
  }

  private static ApplicationPolicy policy(DeviceSettings who) {
    ApplicationPolicy trial =
        new ApplicationPolicy(who.uplinkInterval(), ImageDescriptor::isBlank, who.leaves());
    ApplicationPolicy policy = who.strategy().canRevert() ? trial : trial.withoutTrial();
    return who.rebootAfter().map(policy::withRebootAfter).orElse(policy);
  }

  @Override
  public String name() {
    return file.device().credentials().devEui().toString();
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
    return device.link().filter(it -> it.activity() == LorawanLink.Activity.ACTIVE).isPresent();
  }

  @Override
  public String activity() {
    Optional<LorawanLink> there = device.link();
    if (there.isEmpty()) {
      return "off";
    }
    return switch (there.get().activity()) {
      case JOINING -> "joining";
      case ACTIVE -> "joined";
      case EXHAUSTED -> "exhausted";
    };
  }

  @Override
  public String progress() {
    return device.status().map(AgentStatus::progress).orElse("installing");
  }

  @Override
  public void identify(ObjectNode root) {
    root.put("devEui", name());
    root.put("region", file.region().name());
  }

  @Override
  public void describe(ObjectNode root) {
    device.status().ifPresent(status -> update(root.putObject("update"), status));
  }

  private static void update(ObjectNode node, AgentStatus status) {
    node.put("running", status.running().map(Object::toString).orElse(""));
    node.put("waiting", status.waiting().map(Object::toString).orElse(""));
    node.put("refusal", status.refusal());
    node.put("clockSynchronised", status.synchronised());
    node.put("uplinksWaiting", status.uplinksWaiting());
    node.put("sentence", status.progress());
    FragmentationStatus session = status.fragmentation();
    node.putObject("session")
        .put("phase", session.phase().name())
        .put("fragments", session.nbFrag())
        .put("missing", session.missing())
        .put("needed", session.rankDeficit());
  }
}
