package dev.fuota.agent.rig;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.event.ResetReason;
import dev.fuota.agent.runtime.Agent;
import dev.fuota.agent.runtime.AgentConfig;
import dev.fuota.agent.runtime.AgentPorts;
import dev.fuota.hal.flash.FlashMap;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.link.PingSession;
import dev.fuota.hal.nvm.JournalNvm;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerLoss;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.fec.ParityMatrix;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A device without a radio: its link hands over what a test says, on any group, and takes an uplink
 * a second. Flash and records are real, and so are power cuts.
 */
public final class LinkedDevice {
  private static final int PAGE = FlashProfile.STM32WL.geometry().sectorSize();
  private static final int SLOT = 16 * PAGE;

  private final AgentConfig config;
  private final Link link = new Link();
  private @Nullable Agent agent;
  private int life;

  public final Simulation world;
  public final PowerSupply power;
  public final NorFlash flash;
  public final FlashMap map;
  public final List<AgentEvent> events = new ArrayList<>();

  /** Every uplink, "port:payload". */
  public final List<String> uplinks = new ArrayList<>();

  /** The groups as the link knows them. */
  public final Map<Integer, MulticastGroup> groups = new TreeMap<>();

  /** A device that is off. */
  public LinkedDevice(Simulation world, AgentConfig config, int logSectors) {
    this.world = world;
    this.config = config;
    this.power = new PowerSupply(world.newRandom());
    this.flash = new NorFlash(FlashProfile.STM32WL, power);
    this.map =
        FlashMap.of(
            flash, new FlashMap.Sizes(PAGE, SLOT, SLOT, logSectors * PAGE, 4 * PAGE, 2 * PAGE));
  }

  /** The agent of the present life. */
  public Agent agent() {
    Agent alive = agent;
    if (alive == null) {
      throw new AssertionError("the device is dead");
    }
    return alive;
  }

  /** Power comes back if it is gone; then the agent starts anew. */
  public void powerUp() {
    power.restore();
    life++;
    groups.clear();
    guarded(
        () -> {
          agent = newAgent(life);
          agent().start(ResetReason.POWER_ON, false);
        });
  }

  private Agent newAgent(int mine) {
    return new Agent(
        config,
        new AgentPorts(
            world,
            (delay, action) -> world.after(delay, () -> inLife(mine, action)),
            world.newRandom(),
            map,
            new JournalNvm(map.agentNvm()),
            link,
            ParityMatrix::rows,
            () -> {},
            events::add));
  }

  private void inLife(int mine, Runnable action) {
    if (mine == life && agent != null) {
      guarded(action);
    }
  }

  private void guarded(Runnable action) {
    try {
      action.run();
    } catch (PowerLoss loss) {
      agent = null;
    }
  }

  /** A device without power gets it again. */
  public void reviveIfDead() {
    if (!power.isOn()) {
      powerUp();
    }
  }

  /** A downlink arrives, if the device lives. */
  public void hear(int fPort, Bytes payload, int groupId, long fCnt) {
    inLife(life, () -> link.hear(new Downlink(fPort, payload.toArray(), groupId, fCnt)));
  }

  /** Sends a request by unicast until this answer comes, through power cuts. */
  public void untilAnswered(int fPort, Command request, String answer) {
    int before = uplinks.size();
    for (int attempt = 0; attempt < 20; attempt++) {
      hear(fPort, request.encode(), Downlink.UNICAST, attempt);
      world.run(Duration.ofSeconds(3));
      reviveIfDead();
      if (uplinks.subList(before, uplinks.size()).contains(fPort + ":" + answer)) {
        return;
      }
    }
    throw new AssertionError("no " + answer + " in " + uplinks.subList(before, uplinks.size()));
  }

  private final class Link implements LorawanLink {
    private @Nullable Listener listener;
    private boolean busy;

    void hear(Downlink downlink) {
      if (listener != null) {
        listener.onDownlink(downlink);
      }
    }

    @Override
    public void listen(Listener other) {
      listener = other;
      busy = false;
    }

    @Override
    public boolean ready() {
      return !busy;
    }

    @Override
    public int maxPayload() {
      return 51;
    }

    @Override
    public void send(int fPort, byte[] payload, boolean confirmed) {
      uplinks.add(fPort + ":" + Bytes.of(payload).toHex());
      busy = true;
      int mine = life;
      world.after(
          Duration.ofSeconds(1),
          () ->
              inLife(
                  mine,
                  () -> {
                    busy = false;
                    if (listener != null) {
                      listener.onUplinkDone(confirmed);
                    }
                  }));
    }

    @Override
    public void defineGroup(MulticastGroup group) {
      groups.put(group.groupId(), group);
    }

    @Override
    public void deleteGroup(int groupId) {
      groups.remove(groupId);
    }

    @Override
    public void openClassC(int groupId, int frequencyHz, int dataRate) {}

    @Override
    public void closeClassC(int groupId) {}

    @Override
    public boolean supportsClassB() {
      return false;
    }

    @Override
    public void openClassB(int groupId, PingSession session) {}

    @Override
    public void closeClassB(int groupId) {}

    @Override
    public boolean supportsDataRate(int dataRate) {
      return true;
    }

    @Override
    public boolean supportsFrequency(int frequencyHz) {
      return true;
    }
  }
}
