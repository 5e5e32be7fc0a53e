package dev.fuota.agent.mac.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.CfList;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.JoinAccept;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.command.LinkAdrReq;
import dev.fuota.protocol.lorawan.command.MacCommand;
import dev.fuota.protocol.lorawan.command.MacCommands;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.List;
import java.util.Optional;

/** Channel plans for tests, and commands as they arrive. */
final class Plans {
  private static final CommandContext CONTEXT =
      new CommandContext(0, CommandContext.BATTERY_UNKNOWN);

  private Plans() {}

  /** A device of 1.0.4 in adaptive data rate. */
  static ChannelPlan of(Region region) {
    return of(region, LorawanVersion.V1_0_4, region.defaultUplinkRate());
  }

  static ChannelPlan of(Region region, LorawanVersion version, int rate) {
    return new ChannelPlan(region, version, true, rate);
  }

  /** The answers, as they are sent, to commands as they are received. */
  static String answer(ChannelPlan plan, String downlink) {
    return MacCommands.encode(
            plan.apply(MacCommands.decodeDown(Bytes.fromHex(downlink)).commands(), CONTEXT))
        .toHex();
  }

  static List<MacCommand> apply(ChannelPlan plan, MacCommand... commands) {
    return plan.apply(List.of(commands), CONTEXT);
  }

  /** A LinkADRReq that keeps data rate and power. */
  static LinkAdrReq mask(int control, int mask) {
    return new LinkAdrReq(15, 15, mask, 1, control);
  }

  static JoinAccept accept(int rx1Offset, int rx2Rate, int delay, Optional<CfList> list) {
    return new JoinAccept(1, 0, new DevAddr(1), false, rx1Offset, rx2Rate, delay, list);
  }

  /** What must hold whatever a network does. */
  static void assertWorks(ChannelPlan plan) {
    Region region = plan.region();
    int rate = plan.rate().index();
    assertThat(plan.enabledChannels())
        .anyMatch(index -> plan.definedChannel(index).orElseThrow().allows(rate));
    assertThat(plan.maxPayload()).isPositive();
    assertThat(plan.txPower()).isBetween(0, region.txPowerMax());
    assertThat(plan.eirpDbm()).isLessThanOrEqualTo(region.maxEirpDbm());
    assertThat(plan.nbTrans()).isBetween(1, 15);
    assertThat(region.isFrequency(plan.rx2().frequencyHz())).isTrue();
    assertThat(plan.rxDelay1()).hasSeconds(Math.min(15, Math.max(1, plan.rxDelay1().toSeconds())));
  }
}
