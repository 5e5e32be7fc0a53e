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
import java.util.function.Predicate;

/**
 * What a device does with each command that is not LinkADRReq, and what it answers (LoRaWAN 1.0.4,
 * section 5; LoRaWAN 1.1, section 5). A command that the region or the version does not have has no
 * answer and no effect; one with a part that cannot be done has no effect.
 */
final class CommandAnswers {
  private static final int MARGIN_MIN_DB = -32;
  private static final int MARGIN_MAX_DB = 31;

  /** The same for all devices; looked up only, so no order matters. */
  private static final Map<Class<?>, Answer> TABLE = new HashMap<>();

  static {
    on(DutyCycleReq.class, CommandAnswers::dutyCycle);
    on(RxParamSetupReq.class, CommandAnswers::rxParamSetup);
    on(RxTimingSetupReq.class, CommandAnswers::rxTimingSetup);
    on(PingSlotChannelReq.class, CommandAnswers::pingSlotChannel);
    on(BeaconFreqReq.class, CommandAnswers::beaconFreq);
    TABLE.put(DevStatusReq.class, (device, command, context) -> Optional.of(devStatus(context)));
    Predicate<PlanState> freeChannels = state -> !state.region.fixedChannels();
    on(
        NewChannelReq.class,
        freeChannels,
        (device, request) -> new ChannelCommands(device.state).newChannel(request));
    on(
        DlChannelReq.class,
        freeChannels,
        (device, request) -> new ChannelCommands(device.state).dlChannel(request));
    Predicate<PlanState> dwellTime = state -> state.region.hasDwellTime();
    on(TxParamSetupReq.class, dwellTime, CommandAnswers::txParamSetup);
    Predicate<PlanState> v11 = state -> state.v11;
    on(AdrParamSetupReq.class, v11, CommandAnswers::adrParamSetup);
    on(RejoinParamSetupReq.class, v11, CommandAnswers::rejoinParamSetup);
  }

  private final PlanState state;

  CommandAnswers(PlanState state) {
    this.state = state;
  }

  /** What a device does with a command. */
  @FunctionalInterface
  private interface Answer {
    Optional<UpCommand> of(CommandAnswers device, MacCommand command, CommandContext context);
  }

  private static <T extends MacCommand> void on(
      Class<T> type, BiFunction<CommandAnswers, T, UpCommand> answer) {
    on(type, state -> true, answer);
  }

  private static <T extends MacCommand> void on(
      Class<T> type, Predicate<PlanState> known, BiFunction<CommandAnswers, T, UpCommand> answer) {
    TABLE.put(
        type,
        (device, command, context) ->
            known.test(device.state)
                ? Optional.of(answer.apply(device, type.cast(command)))
                : Optional.empty());
  }

  /** The answer to a command; empty where the device is silent. */
  Optional<UpCommand> answer(MacCommand command, CommandContext context) {
    return Optional.ofNullable(TABLE.get(command.getClass()))
        .flatMap(answer -> answer.of(this, command, context));
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
