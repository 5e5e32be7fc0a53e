package dev.fuota.device;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.event.ResetReason;
import dev.fuota.agent.runtime.Agent;
import dev.fuota.agent.runtime.AgentPorts;
import dev.fuota.agent.runtime.AgentStatus;
import dev.fuota.boot.BootResult;
import dev.fuota.device.link.DeviceLink;
import dev.fuota.hal.flash.FlashMap;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.nvm.JournalNvm;
import dev.fuota.hal.nvm.Nvm;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A whole LoRaWAN device: bootloader and agent on one flash, with a link. */
public final class WholeDevice {
  private final DeviceSetup setup;
  private final DevicePorts ports;
  private final BootedDevice device;
  private @Nullable Agent agent;
  private @Nullable LorawanLink link;

  /**
   * A device without power.
   *
   * @throws IllegalArgumentException if the partitions do not fit the flash
   */
  public WholeDevice(DeviceSetup setup, DevicePorts ports) {
    this.setup = setup;
    this.ports = ports;
    this.device = new BootedDevice(setup.boot(), ports.boot(), new AgentApplication());
  }

  /** Power comes. */
  public void switchOn() {
    device.switchOn();
  }

  /** Nothing of it runs any more, until {@link #switchOn}. */
  public void switchOff() {
    device.switchOff();
  }

  /** How the application stands; empty while it does not run. */
  public Optional<AgentStatus> status() {
    return Optional.ofNullable(agent).map(Agent::status);
  }

  /** The link of the application that runs. */
  public Optional<LorawanLink> link() {
    return Optional.ofNullable(link);
  }

  /** How the last boot ended; empty before the first. */
  public Optional<BootResult> booted() {
    return device.booted();
  }

  private final class AgentApplication implements Application {
    @Override
    public void start(Life life, FlashMap map, ResetReason reason, boolean trial) {
      Nvm nvm = new JournalNvm(map.agentNvm());
      LorawanLink started =
          ports
              .link()
              .start(
                  new DeviceLink.Ports(
                      nvm, ports.clock(), life.timers(), ports.random(), life.device()));
      link = started;
      AgentPorts agentPorts =
          new AgentPorts(
              ports.clock(),
              life.timers(),
              ports.random(),
              map,
              nvm,
              started,
              ports.parityRows(),
              life.reset(),
              event -> onEvent(event, life));
      Agent next = new Agent(setup.agent(), agentPorts);
      agent = next;
      next.start(reason, trial);
    }

    private void onEvent(AgentEvent event, Life life) {
      ports.listener().onEvent(event);
      if (event instanceof AgentEvent.ImageReady) {
        life.imageReady().run();
      }
    }

    @Override
    public void stop() {
      if (link != null) {
        ports.link().stop();
      }
      agent = null;
      link = null;
    }
  }
}
