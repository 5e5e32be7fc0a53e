package dev.fuota.agent.mac.plan;

import dev.fuota.protocol.lorawan.command.AdrParamSetupAns;
import dev.fuota.protocol.lorawan.command.AdrParamSetupReq;
import dev.fuota.protocol.lorawan.command.BeaconFreqAns;
import dev.fuota.protocol.lorawan.command.BeaconFreqReq;
import dev.fuota.protocol.lorawan.command.DevStatusAns;
import dev.fuota.protocol.lorawan.command.DevStatusReq;
import dev.fuota.protocol.lorawan.command.DlChannelReq;
import dev.fuota.protocol.lorawan.command.DutyCycleAns;
import dev.fuota.protocol.lorawan.command.DutyCycleReq;
import dev.fuota.protocol.lorawan.command.MacCommand;
import dev.fuota.protocol.lorawan.command.NewChannelReq;
import dev.fuota.protocol.lorawan.command.PingSlotChannelAns;
import dev.fuota.protocol.lorawan.command.PingSlotChannelReq;
import dev.fuota.protocol.lorawan.command.RejoinParamSetupAns;
import dev.fuota.protocol.lorawan.command.RejoinParamSetupReq;
import dev.fuota.protocol.lorawan.command.RxParamSetupAns;
import dev.fuota.protocol.lorawan.command.RxParamSetupReq;
import dev.fuota.protocol.lorawan.command.RxTimingSetupAns;
import dev.fuota.protocol.lorawan.command.RxTimingSetupReq;
import dev.fuota.protocol.lorawan.command.TxParamSetupAns;
import dev.fuota.protocol.lorawan.command.TxParamSetupReq;
import dev.fuota.protocol.lorawan.command.UpCommand;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What a device does with each command that is not LinkADRReq, and what it answers (LoRaWAN 1.0.4,
 * section 5; LoRaWAN 1.1, section 5). A command that the region or the version does not have has no
 * answer and no effect; one with a part that cannot be done has no effect.
 */
final class CommandAnswers {
  private static final int MARGIN_MIN_DB = -32;
  private static final int MARGIN_MAX_DB = 31;

  private final PlanState state;
  private final Map<Class<?>, BiFunction<MacCommand, CommandContext, Optional<UpCommand>>> table =
      new HashMap<>(); // looked up only: no order matters

  CommandAnswers(PlanState state) {
    this.state = state;
    on(DutyCycleReq.class, this::dutyCycle);
    on(RxParamSetupReq.class, this::rxParamSetup);
    on(RxTimingSetupReq.class, this::rxTimingSetup);
    on(PingSlotChannelReq.class, this::pingSlotChannel);
    on(BeaconFreqReq.class, this::beaconFreq);
    table.put(DevStatusReq.class, (command, context) -> Optional.of(devStatus(context)));
    if (!state.region.fixedChannels()) {
      ChannelCommands channels = new ChannelCommands(state);
      on(NewChannelReq.class, channels::newChannel);
      on(DlChannelReq.class, channels::dlChannel);
    }
    if (state.region.hasDwellTime()) {
      on(TxParamSetupReq.class, this::txParamSetup);
    }
    inV11(AdrParamSetupReq.class, this::adrParamSetup);
    inV11(RejoinParamSetupReq.class, this::rejoinParamSetup);
  }

  private <T extends MacCommand> void on(Class<T> type, Function<T, UpCommand> answer) {
    table.put(type, (command, context) -> Optional.of(answer.apply(type.cast(command))));
  }

  private <T extends MacCommand> void inV11(Class<T> type, Function<T, UpCommand> answer) {
    table.put(
        type,
        (command, context) ->
            state.v11 ? Optional.of(answer.apply(type.cast(command))) : Optional.empty());
  }

  /** The answer to a command; empty where the device is silent. */
  Optional<UpCommand> answer(MacCommand command, CommandContext context) {
    return Optional.ofNullable(table.get(command.getClass()))
        .flatMap(answer -> answer.apply(command, context));
  }

  private UpCommand dutyCycle(DutyCycleReq request) { // MAC-058
    state.limits = state.limits.withDutyCycle(request.maxDcycle());
    return new DutyCycleAns();
  }

  private UpCommand rxParamSetup(RxParamSetupReq request) { // MAC-059
    boolean frequency = state.region.isFrequency(request.frequencyHz());
    boolean rate = state.isDownlinkRate(request.rx2Dr());
    boolean offset = request.rx1DrOffset() <= state.region.rx1OffsetMax();
    if (frequency && rate && offset) {
      state.receiving =
          new Receiving(
              request.rx1DrOffset(),
              request.frequencyHz(),
              request.rx2Dr(),
              state.receiving.delaySeconds());
    }
    return new RxParamSetupAns(frequency, rate, offset);
  }

  private UpCommand rxTimingSetup(RxTimingSetupReq request) { // MAC-062
    state.receiving = state.receiving.withDelay(request.delaySeconds());
    return new RxTimingSetupAns();
  }

  private static UpCommand devStatus(CommandContext context) { // MAC-060
    int margin = Math.min(Math.max(context.snrDb(), MARGIN_MIN_DB), MARGIN_MAX_DB);
    return new DevStatusAns(context.battery(), margin);
  }

  /** The power never rises above that of the region. */
  private UpCommand txParamSetup(TxParamSetupReq request) { // MAC-063
    state.limits =
        new Limits(
            request.uplinkDwell400ms(),
            request.downlinkDwell400ms(),
            Math.min(request.maxEirpDbm(), state.region.maxEirpDbm()),
            state.limits.dutyCycleExponent());
    return new TxParamSetupAns();
  }

  private UpCommand adrParamSetup(AdrParamSetupReq request) {
    state.backoff.configure(request.limitExp(), request.delayExp());
    return new AdrParamSetupAns();
  }

  private UpCommand rejoinParamSetup(RejoinParamSetupReq request) { // MAC-066
    state.rejoin = new RejoinSettings(request.maxTimeN(), request.maxCountN());
    return new RejoinParamSetupAns(true);
  }

  private UpCommand pingSlotChannel(PingSlotChannelReq request) { // MAC-068
    boolean frequency = isFrequencyOrDefault(request.frequencyHz());
    boolean rate = state.isDownlinkRate(request.dr());
    if (frequency && rate) {
      state.classB =
          new ClassBSettings(request.frequencyHz(), request.dr(), state.classB.beaconFrequencyHz());
    }
    return new PingSlotChannelAns(frequency, rate);
  }

  private UpCommand beaconFreq(BeaconFreqReq request) {
    boolean frequency = isFrequencyOrDefault(request.frequencyHz());
    if (frequency) {
      state.classB =
          new ClassBSettings(
              state.classB.pingFrequencyHz(), state.classB.pingRate(), request.frequencyHz());
    }
    return new BeaconFreqAns(frequency);
  }

  private boolean isFrequencyOrDefault(int frequencyHz) {
    return frequencyHz == 0 || state.region.isFrequency(frequencyHz);
  }
}
