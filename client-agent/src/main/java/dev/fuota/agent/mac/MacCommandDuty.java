package dev.fuota.agent.mac;

import dev.fuota.agent.mac.plan.CommandContext;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.command.DeviceModeConf;
import dev.fuota.protocol.lorawan.command.DeviceTimeAns;
import dev.fuota.protocol.lorawan.command.ForceRejoinReq;
import dev.fuota.protocol.lorawan.command.LinkCheckAns;
import dev.fuota.protocol.lorawan.command.MacCommand;
import dev.fuota.protocol.lorawan.command.MacCommands;
import dev.fuota.protocol.lorawan.command.PingSlotInfoAns;
import dev.fuota.protocol.lorawan.command.RekeyConf;
import dev.fuota.protocol.lorawan.command.RekeyInd;
import dev.fuota.protocol.lorawan.command.ResetConf;
import dev.fuota.protocol.lorawan.command.ResetInd;
import java.util.List;

/**
 * Does what the MAC commands of a class A downlink ask for: what is about channels, rates and
 * windows is the plan's business, the rest is here. Behind an unknown or cut command nothing is
 * read; what came before it counts.
 */
final class MacCommandDuty {
  private final Core core;
  private final Uplinks uplinks;
  private final Whole whole;

  /** The duty of one device. */
  MacCommandDuty(Core core, Uplinks uplinks, Whole whole) {
    this.core = core;
    this.uplinks = uplinks;
    this.whole = whole;
  }

  /**
   * Performs the commands in order.
   *
   * @param snrDb of the downlink, which DevStatusAns reports
   */
  void perform(Bytes octets, int snrDb) { // MAC-055
    List<MacCommand> commands = MacCommands.decodeDown(octets).commands();
    if (commands.isEmpty()) {
      return;
    }
    core.desk.answer(
        core.plan().apply(commands, new CommandContext(snrDb, CommandContext.BATTERY_UNKNOWN)));
    core.keepPlan();
    commands.forEach(this::performOwn);
  }

  private void performOwn(MacCommand command) {
    if (command instanceof LinkCheckAns check) {
      core.listener().onLinkCheck(check.margin(), check.gwCnt());
    } else if (command instanceof DeviceTimeAns time) {
      uplinks.onNetworkTime(time);
    } else if (command instanceof PingSlotInfoAns) {
      whole.onPingSlotsKnown();
    } else if (command instanceof RekeyConf) {
      core.desk.confirm(RekeyInd.class);
    } else if (command instanceof ResetConf) {
      core.desk.confirm(ResetInd.class);
    } else if (command instanceof DeviceModeConf conf) {
      core.confirmMode(conf);
    } else if (command instanceof ForceRejoinReq request) {
      whole.onForceRejoin(request);
    }
  }
}
