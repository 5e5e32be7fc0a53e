package dev.fuota.conformance;

import dev.fuota.agent.mac.plan.ChannelPlan;
import dev.fuota.agent.mac.plan.CommandContext;
import dev.fuota.agent.mac.plan.Reception;
import dev.fuota.agent.mac.plan.Send;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.command.DlChannelReq;
import dev.fuota.protocol.lorawan.command.LinkAdrReq;
import dev.fuota.protocol.lorawan.command.MacCommand;
import dev.fuota.protocol.lorawan.command.MacCommands;
import dev.fuota.protocol.lorawan.command.NewChannelReq;
import dev.fuota.protocol.lorawan.command.RxParamSetupReq;
import dev.fuota.protocol.lorawan.region.Channel;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a device answers to commands about its channels, and what it does then: {@code
 * mac-commands}.
 */
final class PlanAnswers {
  private static final CommandContext CONTEXT =
      new CommandContext(0, CommandContext.BATTERY_UNKNOWN);

  private PlanAnswers() {}

  static void checkLinkAdr(Check check, Entry entry) {
    ChannelPlan plan = plan(entry, entry.flag("adr"));
    Entry state = entry.get("state");
    arrange(plan, state);
    if (!isIn(plan, state)) {
      check.notApplicable("no commands bring a device into this state");
      return;
    }
    Entry expect = checkAnswer(check, plan, entry);
    Entry after = expect.flag("applied") ? expect.get("new_state") : state;
    check.same("enabled_mask", after.integer("enabled_mask"), mask(plan));
    check.same("dr", after.integer("dr"), plan.rate().index());
    check.same("tx_power", after.integer("tx_power"), plan.txPower());
    check.same("nb_trans", after.integer("nb_trans"), plan.nbTrans());
  }

  private static ChannelPlan plan(Entry entry, boolean adr) {
    Region region =
        Region.of(entry.text("region"))
            .orElseThrow(() -> entry.get("region").malformed("this region is not known"));
    return new ChannelPlan(region, LorawanVersion.V1_0_4, adr, region.defaultUplinkRate());
  }

  /** Brings a device into a state as a network does. */
  private static void arrange(ChannelPlan plan, Entry state) {
    Entry channels = state.get("channels");
    List<MacCommand> commands = new ArrayList<>();
    for (String name : channels.memberNames()) {
      int index = Integer.parseInt(name);
      Entry rates = channels.get(name);
      if (plan.definedChannel(index).isEmpty()) {
        int hz = plan.region().rx2FrequencyHz();
        int min = rates.integer("min_dr", 0, 15);
        commands.add(new NewChannelReq(index, hz, min, rates.integer("max_dr", 0, 15)));
      }
    }
    commands.add(
        new LinkAdrReq(
            state.integer("tx_power", 0, 15),
            state.integer("dr", 0, 15),
            state.integer("enabled_mask", 0, 0xffff),
            state.integer("nb_trans", 0, 15),
            0));
    plan.apply(commands, CONTEXT);
  }

  private static boolean isIn(ChannelPlan plan, Entry state) {
    Entry channels = state.get("channels");
    return mask(plan) == state.integer("enabled_mask")
        && plan.rate().index() == state.integer("dr")
        && plan.txPower() == state.integer("tx_power")
        && plan.nbTrans() == state.integer("nb_trans")
        && channels.memberNames().stream()
            .allMatch(name -> isChannel(plan, Integer.parseInt(name), channels.get(name)));
  }

  private static boolean isChannel(ChannelPlan plan, int index, Entry rates) {
    return plan.definedChannel(index)
        .filter(it -> it.minRate() == rates.integer("min_dr"))
        .filter(it -> it.maxRate() == rates.integer("max_dr"))
        .isPresent();
  }

  private static int mask(ChannelPlan plan) {
    return plan.enabledChannels().stream().mapToInt(index -> 1 << index).sum();
  }

  private static Entry checkAnswer(Check check, ChannelPlan plan, Entry entry) {
    List<MacCommand> commands = MacCommands.decodeDown(entry.hex("downlink_f_opts")).commands();
    Bytes answer = MacCommands.encode(plan.apply(commands, CONTEXT));
    Entry expect = entry.get("expect");
    check.same("answer_f_opts", expect.hex("answer_f_opts"), answer);
    return expect;
  }

  /** Commands other than LinkADRReq to a device with the channels of its region. */
  static void checkOther(Check check, Entry entry) {
    ChannelPlan plan = plan(entry, true);
    Bytes before = plan.save();
    if (!checkAnswer(check, plan, entry).flag("applied")) {
      check.same("applied", before, plan.save());
      return;
    }
    for (MacCommand command : MacCommands.decodeDown(entry.hex("downlink_f_opts")).commands()) {
      checkApplied(check, plan, command);
    }
  }

  private static void checkApplied(Check check, ChannelPlan plan, MacCommand command) {
    if (command instanceof RxParamSetupReq request) {
      check.same(
          "rx2",
          new Reception(
              request.frequencyHz(), plan.region().dataRate(request.rx2Dr()).orElseThrow()),
          plan.rx2());
      int rate = plan.region().rx1Rate(5, request.rx1DrOffset(), false).orElseThrow();
      check.same("rx1", rate, plan.rx1(send(plan, 0, 5)).rate().index());
    } else if (command instanceof NewChannelReq request) {
      Optional<Channel> made =
          Optional.of(new Channel(request.frequencyHz(), request.minDr(), request.maxDr()))
              .filter(it -> it.frequencyHz() != 0);
      check.same("channel", made, plan.definedChannel(request.chIndex()));
    } else if (command instanceof DlChannelReq request) {
      check.same(
          "rx1", request.frequencyHz(), plan.rx1(send(plan, request.chIndex(), 5)).frequencyHz());
    } else {
      check.failed("downlink_f_opts", "a command with an effect that shows", command.toString());
    }
  }

  private static Send send(ChannelPlan plan, int index, int rate) {
    int hz = plan.definedChannel(index).orElseThrow().frequencyHz();
    return new Send(index, hz, plan.region().uplinkRate(rate).orElseThrow(), plan.eirpDbm());
  }
}
