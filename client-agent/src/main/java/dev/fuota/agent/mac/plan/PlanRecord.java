package dev.fuota.agent.mac.plan;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.region.Channel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The settings of a plan as octets, big-endian:
 *
 * <pre>
 * octet 0      version of this layout
 * octet 1, n   length of the region's name, the name
 * flags 1      bit 0 rules of 1.1, 1 uplink dwell, 2 downlink dwell
 * 3            data rate, TXPower, NbTrans
 * 7            RX1DROffset, RX2 frequency 4, RX2 data rate, delay
 * 2            highest EIRP, exponent of the duty cycle
 * 9            ping slots: frequency 4, data rate; beacon frequency 4
 * 2            rejoin: MaxTimeN, MaxCountN
 * 10           back-off: limit, delay, unanswered uplinks 8
 * 9            channels that are on: 0..63, most significant bit first, 64..71
 * 1, 11 each   channels of a dynamic plan: index, frequency 4, lowest and highest rate, RX1 4
 * 4            CRC-32 of all that
 * </pre>
 */
final class PlanRecord {
  private static final int VERSION = 1;
  private static final int CRC_LENGTH = 4;
  private static final int FIXED_LENGTH = 1 + 1 + 1 + 3 + 7 + 2 + 9 + 2 + 10 + 9 + 1 + CRC_LENGTH;
  private static final int CHANNEL_LENGTH = 11;
  private static final int V11 = 1;
  private static final int UPLINK_DWELL = 2;
  private static final int DOWNLINK_DWELL = 4;

  private PlanRecord() {}

  static Bytes write(PlanState state) {
    byte[] name = name(state);
    List<Integer> saved = saved(state);
    ByteBuffer out =
        ByteBuffer.allocate(FIXED_LENGTH + name.length + CHANNEL_LENGTH * saved.size());
    out.put((byte) VERSION).put((byte) name.length).put(name).put((byte) flags(state));
    Sending sending = state.sending;
    putOctets(out, sending.rate(), sending.txPower(), sending.nbTrans());
    Receiving receiving = state.receiving;
    putOctets(out, receiving.rx1Offset());
    out.putInt(receiving.rx2FrequencyHz());
    putOctets(out, receiving.rx2Rate(), receiving.delaySeconds());
    putOctets(out, state.limits.maxEirpDbm(), state.limits.dutyCycleExponent());
    out.putInt(state.classB.pingFrequencyHz()).put((byte) state.classB.pingRate());
    out.putInt(state.classB.beaconFrequencyHz());
    putOctets(out, state.rejoin.maxTimeN(), state.rejoin.maxCountN());
    putOctets(out, state.backoff.limitExponent(), state.backoff.delayExponent());
    out.putLong(state.backoff.unanswered());
    out.putLong(state.channels.enabled().low()).put((byte) state.channels.enabled().high());
    putOctets(out, saved.size());
    saved.forEach(index -> putChannel(out, state.channels, index));
    out.putInt(crc(out.array(), out.position()));
    return Bytes.of(out.array());
  }

  private static byte[] name(PlanState state) {
    return state.region.name().getBytes(StandardCharsets.US_ASCII);
  }

  private static int flags(PlanState state) {
    return (state.v11 ? V11 : 0)
        | (state.limits.uplinkDwell() ? UPLINK_DWELL : 0)
        | (state.limits.downlinkDwell() ? DOWNLINK_DWELL : 0);
  }

  private static List<Integer> saved(PlanState state) {
    return state.region.fixedChannels() ? List.of() : state.channels.defined().indices();
  }

  private static void putChannel(ByteBuffer out, Channels channels, int index) {
    Channel channel = channels.channel(index).orElseThrow();
    out.put((byte) index).putInt(channel.frequencyHz());
    putOctets(out, channel.minRate(), channel.maxRate());
    out.putInt(channels.movedRx1Hz(index));
  }

  private static void putOctets(ByteBuffer out, int... octets) {
    for (int octet : octets) {
      out.put((byte) octet);
    }
  }

  private static int crc(byte[] octets, int length) {
    CRC32 crc = new CRC32();
    crc.update(octets, 0, length);
    return (int) crc.getValue();
  }

  /**
   * Puts saved settings into a fresh state.
   *
   * @return false, and the state is of no use, if the octets are not what {@link #write} makes
   */
  static boolean read(Bytes saved, PlanState state) {
    byte[] name = name(state);
    int least = FIXED_LENGTH + name.length;
    if (saved.length() < least || !isCrcRight(saved)) {
      return false;
    }
    ByteBuffer in = saved.asBuffer();
    if (in.get() != VERSION
        || in.get() != name.length
        || !Bytes.take(in, name.length).equals(Bytes.of(name))) {
      return false;
    }
    int flags = in.get();
    state.v11 = (flags & V11) != 0;
    state.sending = new Sending(in.get(), in.get(), in.get());
    state.receiving = new Receiving(in.get(), in.getInt(), in.get(), in.get());
    state.limits =
        new Limits((flags & UPLINK_DWELL) != 0, (flags & DOWNLINK_DWELL) != 0, in.get(), in.get());
    state.classB = new ClassBSettings(in.getInt(), in.get(), in.getInt());
    state.rejoin = new RejoinSettings(in.get(), in.get());
    state.backoff.configure(in.get(), in.get());
    state.backoff.restore(in.getLong());
    ChannelMask enabled = new ChannelMask(in.getLong(), in.get() & ChannelMask.HIGH);
    int channels = in.get();
    return channels * CHANNEL_LENGTH == saved.length() - least
        && readChannels(in, channels, state)
        && enable(enabled, state.channels)
        && SettingsCheck.passes(state);
  }

  private static boolean isCrcRight(Bytes saved) {
    int at = saved.length() - CRC_LENGTH;
    return crc(saved.toArray(), at) == saved.asBuffer().getInt(at);
  }

  private static boolean readChannels(ByteBuffer in, int count, PlanState state) {
    for (int i = 0; i < count; i++) {
      int index = in.get();
      Channel channel = new Channel(in.getInt(), in.get(), in.get());
      int rx1Hz = in.getInt();
      if (!SettingsCheck.isChannel(index, channel, state)
          || (rx1Hz != 0 && !state.region.isFrequency(rx1Hz))) {
        return false;
      }
      state.channels.define(index, channel);
      if (rx1Hz != 0) {
        state.channels.moveRx1(index, rx1Hz);
      }
    }
    return true;
  }

  private static boolean enable(ChannelMask mask, Channels channels) {
    channels.enable(mask);
    return mask.and(channels.defined()).equals(mask);
  }
}
