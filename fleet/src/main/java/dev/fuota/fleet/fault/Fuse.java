package dev.fuota.fleet.fault;

import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.hal.sim.Tear;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Cuts the power of one device in the middle of chosen flash operations. A supply plans one cut at
 * a time: those of several faults come one after the other.
 */
final class Fuse {
  private final PowerSupply power;
  private final Deque<Cut> cuts = new ArrayDeque<>();
  private long next;
  private boolean lost;

  Fuse(PowerSupply power) {
    this.power = power;
  }

  /**
   * A cut that is planned.
   *
   * @param ahead in the operation of this number from the plan on, from 1
   * @param tear what it leaves
   * @param blown told when it came
   */
  record Cut(int ahead, Tear tear, Runnable blown) {}

  void plan(Cut cut) {
    cuts.add(cut);
    if (cuts.size() == 1) {
      arm();
    }
  }

  /** It does not come any more; one that has come already is none. */
  void cancel(Cut cut) {
    boolean first = cut.equals(cuts.peek());
    if (cuts.remove(cut) && first && power.isOn()) {
      power.restore();
      arm();
    }
  }

  private void arm() {
    Cut cut = cuts.peek();
    if (cut != null) {
      next = power.operations() + cut.ahead();
      power.cutAt(next, cut.tear());
    }
  }

  /** The power of the device has failed, by this or by anything else. */
  void onPowerLost() {
    lost = true;
    Cut cut = cuts.peek();
    if (cut != null && power.operations() == next) {
      cuts.remove();
      cut.blown().run();
    }
  }

  /** The device starts; if its power was gone, the supply has forgotten what was planned. */
  void onBooting() {
    if (lost) {
      lost = false;
      arm();
    }
  }
}
