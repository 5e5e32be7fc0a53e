package dev.fuota.agent.mac.plan;

import dev.fuota.protocol.lorawan.command.DlChannelAns;
import dev.fuota.protocol.lorawan.command.DlChannelReq;
import dev.fuota.protocol.lorawan.command.NewChannelAns;
import dev.fuota.protocol.lorawan.command.NewChannelReq;
import dev.fuota.protocol.lorawan.command.UpCommand;
import dev.fuota.protocol.lorawan.region.Channel;
import java.util.Optional;

/**
 * The commands that make, remove and move channels (LoRaWAN 1.0.4, "NewChannelReq",
 * "DlChannelReq"), in regions whose channels are dynamic.
 */
final class ChannelCommands {
  private final PlanState state;

  ChannelCommands(PlanState state) {
    this.state = state;
  }

  /** A default channel stays as it is: whatever is asked of it is refused whole. */
  UpCommand newChannel(NewChannelReq request) { // MAC-061
    int index = request.chIndex();
    if (index >= state.region.channelCount() || state.channels.isDefault(index)) {
      return new NewChannelAns(false, false);
    }
    if (request.frequencyHz() == 0) {
      state.channels.remove(index);
      return new NewChannelAns(true, true);
    }
    boolean frequency = state.region.isFrequency(request.frequencyHz());
    boolean range = isRange(request);
    if (frequency && range) {
      state.channels.define(
          index, new Channel(request.frequencyHz(), request.minDr(), request.maxDr()));
    }
    return new NewChannelAns(frequency, range);
  }

  private boolean isRange(NewChannelReq request) {
    return request.minDr() <= request.maxDr()
        && state.region.uplinkRate(request.minDr()).isPresent()
        && state.region.uplinkRate(request.maxDr()).isPresent();
  }

  UpCommand dlChannel(DlChannelReq request) { // MAC-064
    boolean frequency = state.region.isFrequency(request.frequencyHz());
    Optional<Channel> channel = state.channels.channel(request.chIndex());
    if (frequency && channel.isPresent()) {
      state.channels.moveRx1(request.chIndex(), request.frequencyHz());
    }
    return new DlChannelAns(frequency, channel.isPresent());
  }
}
