package dev.fuota.server.chirpstack;

import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.port.DownlinkChannel;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * When and where a group listens.
 *
 * @param frequencyHz carrier
 * @param rate index of the data rate
 * @param pingPeriodicity 0..7 in class B; empty in class C
 */
record GroupChannel(int frequencyHz, int rate, OptionalInt pingPeriodicity) {

  /**
   * The channel as the port has it; ChirpStack must be told the frequency of class B too.
   *
   * @return empty where ping slots hop over several frequencies: ChirpStack's groups do not
   */
  static Optional<GroupChannel> of(DownlinkChannel channel, Region region) {
    List<Integer> regional = region.beacon().frequenciesHz();
    if (channel.frequencyHz() == 0 && regional.size() != 1) {
      return Optional.empty();
    }
    int hz = channel.frequencyHz() == 0 ? regional.get(0) : channel.frequencyHz();
    return Optional.of(new GroupChannel(hz, channel.dataRate().index(), channel.pingPeriodicity()));
  }
}
