package dev.fuota.agent.mac.plan;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * LinkADRReq a second time, from the text of the specification and by sets instead of bits: what
 * the plan is compared with.
 *
 * @param fixed whether there are 72 fixed channels
 * @param rates those that there are, lowest first
 * @param narrowMax highest data rate of the narrow channels of a fixed plan
 * @param defined channels of a dynamic plan, all with data rates 0..5
 * @param powerMax highest TXPower
 */
record NaiveLinkAdr(
    boolean fixed, List<Integer> rates, int narrowMax, Set<Integer> defined, int powerMax) {

  /** One command as its fields. */
  record Command(int rate, int power, int mask, int control, int nbTrans) {}

  /** What a device sends with. */
  record Settings(Set<Integer> on, int rate, int power, int nbTrans) {}

  /** The status octet of every answer and what the device does from then on. */
  record Outcome(int status, Settings after) {}

  Outcome apply(Settings before, List<Command> block) {
    Set<Integer> on = new TreeSet<>(before.on);
    boolean good = true;
    for (Command command : block) {
      good &= switchChannels(on, command);
    }
    Command last = block.get(block.size() - 1);
    int rate = last.rate == 15 ? before.rate : last.rate;
    int power = last.power == 15 ? before.power : last.power;
    long narrow = on.stream().filter(channel -> channel < 64).count();
    boolean maskOk =
        good
            && !on.isEmpty()
            && all().containsAll(on)
            && !(fixed && rate <= narrowMax && narrow < 2);
    boolean sent = rates.contains(rate) && on.stream().anyMatch(it -> allows(it, rate));
    boolean rateOk = sent || (last.rate == 15 && !maskOk);
    boolean powerOk = power <= powerMax;
    int status = (maskOk ? 1 : 0) + (rateOk ? 2 : 0) + (powerOk ? 4 : 0);
    Settings wanted = new Settings(on, rate, power, last.nbTrans == 0 ? 1 : last.nbTrans);
    return new Outcome(status, status == 7 ? wanted : before);
  }

  private Set<Integer> all() {
    return fixed ? new TreeSet<>(IntStream.range(0, 72).boxed().toList()) : defined;
  }

  private boolean allows(int channel, int rate) {
    if (!fixed) {
      return defined.contains(channel) && rate <= 5;
    }
    return channel < 64 ? rate <= narrowMax : rate == narrowMax + 1;
  }

  /** Whether the control means anything here. */
  private boolean switchChannels(Set<Integer> on, Command command) {
    if (!fixed) {
      on.clear();
      if (command.control == 6) {
        on.addAll(defined);
      } else {
        bits(command.mask, 16).forEach(on::add);
      }
      return command.control == 0 || command.control == 6;
    }
    if (command.control <= 3) {
      on.removeIf(channel -> channel / 16 == command.control);
      bits(command.mask, 16).forEach(bit -> on.add(16 * command.control + bit));
      return true;
    }
    on.removeIf(channel -> channel >= 64);
    bits(command.mask, 8).forEach(bit -> on.add(64 + bit));
    if (command.control > 4) {
      on.removeIf(channel -> channel < 64);
    }
    if (command.control == 5) {
      bits(command.mask, 8)
          .forEach(bank -> IntStream.range(8 * bank, 8 * bank + 8).forEach(on::add));
    } else if (command.control == 6) {
      IntStream.range(0, 64).forEach(on::add);
    }
    return true;
  }

  private static List<Integer> bits(int mask, int count) {
    return IntStream.range(0, count).filter(bit -> (mask >> bit) % 2 == 1).boxed().toList();
  }
}
