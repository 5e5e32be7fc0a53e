package dev.fuota.fleet.lorawan;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.event.Reception;
import dev.fuota.fleet.world.DeviceObserver;
import dev.fuota.fleet.world.SimulatedDevice;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.hal.sim.Tear;
import java.util.List;
import java.util.random.RandomGenerator;

/** Lets the power of a device fail once, in a flash operation soon after its first fragment. */
final class DownloadCut implements DeviceObserver {
  private static final List<Tear> TEARS = List.of(Tear.values());
  private static final int OPERATIONS = 200;

  private final SimulatedDevice device;
  private final RandomGenerator random;
  private boolean done;

  DownloadCut(SimulatedDevice device, RandomGenerator random) {
    this.device = device;
    this.random = random;
  }

  @Override
  public void onEvent(AgentEvent event) {
    if (!done
        && event instanceof AgentEvent.FragmentReceived fragment
        && fragment.reception() == Reception.STORED) {
      done = true;
      PowerSupply power = device.power();
      Tear tear = TEARS.get(random.nextInt(TEARS.size()));
      power.cutAt(power.operations() + 1 + random.nextInt(OPERATIONS), tear);
    }
  }
}
