package dev.fuota.server.network;

import dev.fuota.gateway.port.Modulation;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.MicContext;
import dev.fuota.protocol.lorawan.region.Channel;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What a frame's frequency and modulation mean in the network's region. */
final class Regional {
  private static final int DYNAMIC_CHANNELS = 16;

  private final Region region;
  private final List<Integer> channelsHz = new ArrayList<>();
  private final Map<Modulation, DataRate> uplinkRates = new HashMap<>();

  Regional(NetworkSettings settings) {
    this.region = settings.region();
    for (DataRate rate : region.dataRates()) {
      if (region.uplinkRate(rate.index()).isPresent()) {
        uplinkRates.putIfAbsent(new Modulation(rate.spreadingFactor(), rate.bandwidthHz()), rate);
      }
    }
    region.defaultChannels().stream().map(Channel::frequencyHz).forEach(channelsHz::add);
    channelsHz.addAll(settings.channelsHz());
  }

  Region region() {
    return region;
  }

  /** The data rate of an uplink. */
  Optional<DataRate> uplinkRate(Modulation modulation) {
    return Optional.ofNullable(uplinkRates.get(modulation));
  }

  /** The channel that devices of this network have at a frequency; -1 if there is none. */
  private int channel(int frequencyHz, DataRate rate) {
    for (int i = 0; i < channelsHz.size(); i++) {
      boolean allowed =
          i >= region.defaultChannels().size()
              || region.defaultChannels().get(i).allows(rate.index());
      if (channelsHz.get(i) == frequencyHz && allowed) {
        return i;
      }
    }
    return -1;
  }

  /** Whether a first window can be computed for an uplink here. */
  boolean hasRx1(Reception uplink) {
    return !region.fixedChannels() || channel(uplink.frequencyHz(), uplink.dataRate()) >= 0;
  }

  int rx1FrequencyHz(Reception uplink) {
    int channel = channel(uplink.frequencyHz(), uplink.dataRate());
    return region.rx1FrequencyHz(channel, uplink.frequencyHz());
  }

  Optional<DataRate> rx1Rate(Reception uplink, int offset) {
    OptionalInt index = region.rx1Rate(uplink.dataRate().index(), offset, false);
    return index.isPresent() ? region.dataRate(index.getAsInt()) : Optional.empty();
  }

  /**
   * What the MIC of a 1.1 uplink may cover. A device may have given a channel another index than
   * this network would; then any index can be.
   */
  List<MicContext> contexts(Reception uplink) {
    int rate = uplink.dataRate().index();
    int known = channel(uplink.frequencyHz(), uplink.dataRate());
    if (known >= 0) {
      return List.of(new MicContext(0, rate, known));
    }
    List<MicContext> any = new ArrayList<>();
    for (int i = 0; i < DYNAMIC_CHANNELS && !region.fixedChannels(); i++) {
      any.add(new MicContext(0, rate, i));
    }
    return any;
  }
}
